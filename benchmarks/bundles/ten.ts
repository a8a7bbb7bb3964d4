/** Ten endpoints, for what checking a program costs. */
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export const program = Effect.gen(function* () {
  const folder = yield* Folders.get({ uid: "a" })
  const made = yield* Folders.create({ uid: "b", title: folder.title })
  const { dashboard } = yield* Dashboards.get({ uid: "d" })
  const saved = yield* Dashboards.save({ dashboard, folderUid: made.uid })
  const hits = yield* Stream.runCollect(Search.search.stream({ type: "dash-db" }))
  const users = yield* Stream.runCount(Users.search.stream({}))
  const team = yield* Teams.get({ id: 1 })
  const { result } = yield* LibraryElements.get({ uid: "l" })
  const source = yield* DataSources.get({ uid: "p" })
  yield* Folders.remove({ uid: "b" })
  return { saved, hits, users, team, result, source }
}).pipe(Effect.catchTags({ NotFound: () => Effect.void, Forbidden: () => Effect.void }))
