/** Candidates that are whole programs: every run is a process of its own, measured with its imports and all. */
import { fork } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { median, type Result } from "./measure.js"

/** What a run took: seconds, and bytes at most. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  readonly resident: number
}

/** Runs a program, and gives what it told of itself. */
export const spend = (script: string, args: ReadonlyArray<string>): Promise<Cost> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), args)
    let told: Cost | undefined
    child.once("error", reject)
    child.once("message", (cost) => {
      told = cost as Cost
    })
    child.once("exit", (code) => {
      if (told === undefined) reject(new Error(`${script} ended with ${code}`))
      else resolve(told)
    })
  })

/** In such a program: runs it with its arguments, and tells what it took. */
export const whole = async (program: (...given: ReadonlyArray<string>) => Promise<void>): Promise<void> => {
  await program(...process.argv.slice(2))
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const cost: Cost = {
    wall: performance.now() / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    resident: 1024 * (ownPeak() ?? maxRSS)
  }
  process.send?.(cost)
  process.disconnect()
}

/** kB. Linux counts what the process was forked from into `maxRSS`. */
const ownPeak = (): number | undefined => {
  if (process.platform !== "linux") return undefined
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? []
  return peak === undefined ? undefined : Number(peak)
}

/** The costs of each candidate, round by round. */
export type Costs = ReadonlyMap<string, ReadonlyArray<Cost>>

/** All candidates, the first of them being what the others are measured by. */
export const summaries = (costs: Costs, operations: number): ReadonlyArray<Result> => {
  const [first = []] = costs.values()
  return [...costs].map(([candidate, own]) => summary(candidate, own, first, operations))
}

const summary = (
  candidate: string,
  own: ReadonlyArray<Cost>,
  first: ReadonlyArray<Cost>,
  operations: number
): Result => {
  const ratio = (of: (cost: Cost) => number) =>
    median(own.map((cost, round) => of(cost) / of(first[round] ?? cost)))
  const [wall, cpu] = [median(own.map(({ wall }) => wall)), median(own.map(({ cpu }) => cpu))]
  const resident = Math.max(...own.map(({ resident }) => resident))
  console.log(
    `${candidate.padEnd(24)} ${wall.toFixed(1)} s, ${ratio(({ wall }) => wall).toFixed(2)} times the time; ` +
      `CPU ${cpu.toFixed(1)} s; resident at most ${(resident / 1e6).toFixed(0)} MB`
  )
  return {
    candidate,
    cpuMicrosPerOp: (cpu * 1e6) / operations,
    opsPerSecond: operations / wall,
    ratio: ratio(({ cpu }) => cpu)
  }
}

/** The candidates of a round: every second one runs backwards, so that nobody always comes after the same one. */
export const inTurn = <A>(candidates: ReadonlyArray<A>, round: number): ReadonlyArray<A> =>
  round % 2 === 0 ? candidates : candidates.toReversed()
