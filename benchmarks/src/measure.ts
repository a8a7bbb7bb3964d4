/**
 * Each candidate has a process of its own, as it would have in a program, so that none runs code that another one has
 * warmed or spoilt; within one run they take turns, so that a machine that slows down slows all of them.
 */
import { fork, type ChildProcess } from "node:child_process"
import { fileURLToPath } from "node:url"

export interface Candidate {
  readonly name: string
  /** Does that many operations. */
  readonly run: (operations: number) => Promise<void>
}

export interface Result {
  readonly candidate: string
  /** Median over the rounds; user and system time of the candidate's process. */
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

/** One turn of a candidate. */
export interface Sample {
  readonly cpuMicros: number
  readonly seconds: number
}

interface Runner {
  readonly name: string
  readonly turn: (operations: number) => Promise<Sample>
  readonly stop: () => void
}

const spawn = async (bench: string, name: string, url: string): Promise<Runner> => {
  const child = fork(fileURLToPath(new URL("./candidate.mjs", import.meta.url)), [bench, name, url], {
    execArgv: ["--expose-gc"]
  })
  await answer(child)
  return {
    name,
    turn: (operations) => {
      child.send(operations)
      return answer(child)
    },
    stop: () => void child.kill()
  }
}

const answer = (child: ChildProcess): Promise<Sample> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a candidate ended with ${code}`))
    child.once("exit", gone)
    child.once("message", (message) => {
      child.off("exit", gone)
      resolve(message as Sample)
    })
  })

export const measure = async (
  bench: string,
  names: ReadonlyArray<string>,
  url: string,
  plan: Plan
): Promise<ReadonlyArray<Result>> => {
  const runners = await Promise.all(names.map((name) => spawn(bench, name, url)))
  const samples = new Map<string, Array<Sample>>(names.map((name) => [name, []]))
  for (const { turn } of runners) await turn(plan.warmup)
  for (let round = 0; round < plan.rounds; round++) {
    // Every second round runs backwards, so that nobody always comes after the same one.
    for (const { name, turn } of round % 2 === 0 ? runners : [...runners].reverse()) {
      samples.get(name)?.push(await turn(plan.operations))
    }
  }
  for (const { stop } of runners) stop()
  const first = samples.get(names[0] ?? "") ?? []
  return names.map((name) => {
    const own = samples.get(name) ?? []
    return {
      candidate: name,
      cpuMicrosPerOp: median(own.map(({ cpuMicros }) => cpuMicros / plan.operations)),
      opsPerSecond: median(own.map(({ seconds }) => plan.operations / seconds)),
      ratio: median(own.map(({ cpuMicros }, round) => cpuMicros / (first[round]?.cpuMicros ?? Number.NaN)))
    }
  })
}

export const median = (values: ReadonlyArray<number>): number => {
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
