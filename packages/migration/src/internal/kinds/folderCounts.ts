/** Checks what was listed against Grafana's own counts of what stands below each top folder. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { CallError } from "@effect-grafana/core/GrafanaError"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Item, Problem } from "../../Kind.js"
import { workers } from "../workers.js"

const crew = 16

export const folderCounts =
  (counted: "dashboard" | "librarypanel") =>
  (listed: ReadonlyArray<Item>): Effect.Effect<ReadonlyArray<string>, Problem, Grafana> =>
    Effect.gen(function* () {
      const folders = yield* Stream.runCollect(
        Search.search.stream({ type: "dash-folder", sort: "alpha-asc" })
      )
      const above = new Map([...folders].map(({ folderUid, uid }) => [uid, folderUid]))
      const found = new Map<string, number>()
      for (const { folder } of listed) {
        if (folder === undefined) continue
        const top = topOf(above, folder)
        found.set(top, (found.get(top) ?? 0) + 1)
      }
      const problems: Array<string> = []
      const tops = [...folders].filter(({ folderUid }) => folderUid === undefined)
      yield* workers(crew, tops, ({ title, uid }) =>
        Effect.map(countIn(uid, counted), (count) => {
          const listed = found.get(uid) ?? 0
          if (count !== undefined && count !== listed)
            problems.push(`Grafana counts ${count} below the folder ${uid} "${title}", and listed ${listed}`)
        })
      )
      return problems
    })

/** Undefined where there is nothing to compare with: the folder is gone, or this Grafana (before 10) does not count. */
const countIn = (uid: string, counted: string): Effect.Effect<number | undefined, CallError, Grafana> =>
  Folders.counts({ uid }).pipe(
    Effect.map((counts) => counts[counted]),
    Effect.catchTags({
      NotFound: () => Effect.succeed(undefined),
      RouteNotFound: () => Effect.succeed(undefined)
    })
  )

/** Grafana nests a few levels; the bound is for a tree that goes round in circles. */
const topOf = (above: ReadonlyMap<string, string | undefined>, folder: string): string => {
  let top = folder
  for (let level = 0; level < 100; level++) {
    const next = above.get(top)
    if (next === undefined) break
    top = next
  }
  return top
}
