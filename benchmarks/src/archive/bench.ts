/** An archive of 20,000 dashboards: by hand with `fetch`, and `Archive.write`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Result } from "../measure.js"
import { spawnServer } from "../spawn.js"
import { type Cost, inTurn, spend, summaries } from "../whole.js"
import { content } from "./content.js"

const programs = { "fetch by hand": "./archive/byHand.mjs", "Archive.write": "./archive/ours.mjs" }

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
  const costs = new Map<string, Array<Cost>>(Object.keys(programs).map((name) => [name, []]))
  try {
    for (let round = 0; round < rounds; round++) {
      const root = mkdtempSync(join(tmpdir(), "archive-"))
      try {
        for (const [name, program] of inTurn(Object.entries(programs), round))
          costs.get(name)?.push(await spend(program, [url, join(root, name)]))
        if (round === 0) expectSame(join(root, "fetch by hand"), join(root, "Archive.write"))
      } finally {
        rmSync(root, { recursive: true })
      }
    }
  } finally {
    stop()
  }
  return summaries(costs, content.dashboards)
}
