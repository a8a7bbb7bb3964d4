/** 20,000 dashboards into an empty Grafana: by hand with `fetch`, and `Apply` with its journal in memory and in a file. */
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { content } from "../archive/content.js"
import { inLanes, type Result } from "../measure.js"
import { spawnServer } from "../spawn.js"
import { type Cost, inTurn, spend, summaries } from "../whole.js"

const ours = "./migrate/ours.mjs"

/** What carries a plan out, and what more each is told than the instances and the plan. */
const candidates = [
  ["fetch by hand", "./migrate/byHand.mjs"],
  ["Apply, journal in memory", ours, "memory"],
  ["Apply, journal in a file", ours, "file"]
] as const

export const migrate = async (rounds: number): Promise<ReadonlyArray<Result>> => {
  const root = mkdtempSync(join(tmpdir(), "migrate-"))
  const [plan, journal] = [join(root, "plan.json"), join(root, "journal")]
  const source = await spawnServer("./archive/server.mjs")
  const costs = new Map<string, ReadonlyArray<Cost>>(candidates.map(([name]) => [name, []]))
  const run = async (name: string, program: string, ...given: ReadonlyArray<string>) =>
    costs.set(name, [...(costs.get(name) ?? []), await spend(program, given)])
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, program, where] of inTurn(candidates, round)) {
        const target = await spawnServer("./migrate/target.mjs")
        const given = [source.url, target.url, plan]
        try {
          if (!existsSync(plan)) await run("Plan.make", ours, ...given)
          await run(
            name,
            program,
            ...given,
            ...(where === undefined ? [] : [where === "file" ? journal : where])
          )
          if (round === 0) await expectSame(source.url, target.url)
        } finally {
          target.stop()
          rmSync(journal, { force: true })
        }
      }
    }
  } finally {
    source.stop()
    rmSync(root, { recursive: true })
  }
  return summaries(costs, content.dashboards)
}

interface Hit {
  readonly uid: string
}

interface Answer {
  readonly dashboard: { readonly [field: string]: unknown }
  readonly meta: { readonly folderUid: string }
}

/** The target has every dashboard; one in ten is looked at field by field. */
const expectSame = async (source: string, target: string): Promise<void> => {
  const uids = await uidsIn(target)
  if ((await uidsIn(source)).join() !== uids.join()) throw new Error("other dashboards")
  const some = uids.filter((_, i) => i % 10 === 0)
  const queue = some.values()
  await inLanes(some.length, 8, async () => {
    const uid = queue.next().value ?? ""
    if ((await contentOf(source, uid)) !== (await contentOf(target, uid))) throw new Error(`${uid} differs`)
  })
}

const uidsIn = async (url: string): Promise<ReadonlyArray<string>> => {
  const uids: Array<string> = []
  for (let page = 1; ; page++) {
    const hits = (await get(`${url}/api/search?type=dash-db&limit=5000&page=${page}`)) as ReadonlyArray<Hit>
    uids.push(...hits.map(({ uid }) => uid))
    if (hits.length < 5000) return uids.sort()
  }
}

const contentOf = async (url: string, uid: string): Promise<string> => {
  const { dashboard, meta } = (await get(`${url}/api/dashboards/uid/${uid}`)) as Answer
  const { id: _, version: __, ...kept } = dashboard
  return JSON.stringify([Object.entries(kept).sort(), meta.folderUid])
}

const get = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { headers: { authorization: `Basic ${btoa("admin:admin")}` } })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}
