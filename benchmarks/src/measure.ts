/** Candidates take turns within one run, so that a machine that slows down slows all of them. */
export interface Candidate {
  readonly name: string
  /** Does that many operations. */
  readonly run: (operations: number) => Promise<void>
}

export interface Result {
  readonly candidate: string
  /** Median over the rounds; user and system time of this process. */
  readonly cpuMicrosPerOp: number
  readonly opsPerSecond: number
  /** Median of the ratio to the first candidate, round by round. */
  readonly ratio: number
}

export interface Plan {
  readonly rounds: number
  readonly operations: number
  readonly warmup: number
}

interface Sample {
  readonly cpu: number
  readonly ops: number
}

export const measure = async (
  candidates: ReadonlyArray<Candidate>,
  plan: Plan
): Promise<ReadonlyArray<Result>> => {
  const samples = new Map<string, Array<Sample>>(candidates.map(({ name }) => [name, []]))
  for (const { run } of candidates) await run(plan.warmup)
  for (let round = 0; round < plan.rounds; round++) {
    // Every second round runs backwards, so that nobody always comes after the same one.
    const order = round % 2 === 0 ? candidates : [...candidates].reverse()
    for (const { name, run } of order) {
      globalThis.gc?.()
      const start = performance.now()
      const before = process.cpuUsage()
      await run(plan.operations)
      const { system, user } = process.cpuUsage(before)
      const seconds = (performance.now() - start) / 1000
      samples.get(name)?.push({ cpu: (user + system) / plan.operations, ops: plan.operations / seconds })
    }
  }
  const first = samples.get(candidates[0]?.name ?? "") ?? []
  return candidates.map(({ name }) => {
    const own = samples.get(name) ?? []
    return {
      candidate: name,
      cpuMicrosPerOp: median(own.map(({ cpu }) => cpu)),
      opsPerSecond: median(own.map(({ ops }) => ops)),
      ratio: median(own.map(({ cpu }, round) => cpu / (first[round]?.cpu ?? Number.NaN)))
    }
  })
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const printTable = (results: ReadonlyArray<Result>): void => {
  console.log(
    `${"candidate".padEnd(30)} ${"CPU us/op".padStart(10)} ${"ops/s".padStart(10)} ${"ratio".padStart(7)}`
  )
  for (const { candidate, cpuMicrosPerOp, opsPerSecond, ratio } of results) {
    const row = [
      cpuMicrosPerOp.toFixed(1).padStart(10),
      opsPerSecond.toFixed(0).padStart(10),
      ratio.toFixed(2).padStart(7)
    ]
    console.log(`${candidate.padEnd(30)} ${row.join(" ")}`)
  }
}

/** Runs a promise-returning operation so many times, `lanes` at once. */
export const inLanes = async (
  operations: number,
  lanes: number,
  once: () => Promise<unknown>
): Promise<void> => {
  let left = operations
  const lane = async () => {
    while (left-- > 0) await once()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
