/** An archive of 20,000 dashboards: by hand with `fetch`, and `Archive.write`. Every run is a process of its own. */
import { fork } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { median, type Result } from "../measure.js"
import { spawnServer } from "../spawn.js"
import { content } from "./content.js"
import type { Cost } from "./run.js"

const names = ["fetch by hand", "Archive.write"] as const

/** Runs a candidate into a directory. */
const spent = (name: string, url: string, directory: string): Promise<Cost> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./archive/run.mjs", import.meta.url)), [name, url, directory])
    child.once("message", (cost) => resolve(cost as Cost))
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)))
  })

const place = ["org-1", "dashboards"]

/** The files are the same, so that nobody has done less. */
const expectSame = (one: string, other: string): void => {
  const namesOf = (directory: string) => readdirSync(join(directory, ...place)).sort()
  const files = namesOf(one)
  if (files.length !== content.dashboards) throw new Error(`${files.length} files`)
  if (files.join() !== namesOf(other).join()) throw new Error("other files")
  for (const file of files)
    if (!readFileSync(join(one, ...place, file)).equals(readFileSync(join(other, ...place, file))))
      throw new Error(`${file} differs`)
}

export const archive = async (rounds: number): Promise<ReadonlyArray<Result>> => {
  const { stop, url } = await spawnServer("./archive/server.mjs")
  const costs = new Map<string, Array<Cost>>(names.map((name) => [name, []]))
  try {
    for (let round = 0; round < rounds; round++) {
      const root = mkdtempSync(join(tmpdir(), "archive-"))
      try {
        // Every second round runs backwards, so that nobody always comes after the same one.
        for (const name of round % 2 === 0 ? names : names.toReversed())
          costs.get(name)?.push(await spent(name, url, join(root, name)))
        if (round === 0) expectSame(join(root, names[0]), join(root, names[1]))
      } finally {
        rmSync(root, { recursive: true })
      }
    }
  } finally {
    stop()
  }
  return names.map((candidate) => summary(candidate, costs.get(candidate) ?? [], costs.get(names[0]) ?? []))
}

const summary = (candidate: string, own: ReadonlyArray<Cost>, first: ReadonlyArray<Cost>): Result => {
  const ratio = (of: (cost: Cost) => number) =>
    median(own.map((cost, round) => of(cost) / of(first[round] ?? cost)))
  const wall = median(own.map(({ wall }) => wall))
  const resident = Math.max(...own.map(({ resident }) => resident))
  console.log(
    `${candidate.padEnd(14)} ${wall.toFixed(1)} s, ${ratio(({ wall }) => wall).toFixed(2)} times the time; ` +
      `resident at most ${(resident / 1e6).toFixed(0)} MB`
  )
  return {
    candidate,
    cpuMicrosPerOp: median(own.map(({ cpu }) => (cpu * 1e6) / content.dashboards)),
    opsPerSecond: content.dashboards / wall,
    ratio: ratio(({ cpu }) => cpu)
  }
}
