/** The program that is watched. It only reads. */
import * as Folders from "@effect-grafana/elements/Folders"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** Counts the dashboards, page by page, and looks for a folder that is likely not there. */
export const survey = Effect.gen(function* () {
  const dashboards = yield* Stream.runCount(Search.search.stream({ type: "dash-db" }, { pageSize: 100 }))
  const folder = yield* Folders.get({ uid: "no-such-folder" }).pipe(
    Effect.map(({ title }) => `"${title}"`),
    Effect.catchTag("NotFound", () => Effect.succeed("missing"))
  )
  yield* Effect.logInfo(`${dashboards} dashboards; the folder is ${folder}`)
}).pipe(Effect.withSpan("survey"))
