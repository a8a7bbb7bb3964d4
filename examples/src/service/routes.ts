/** The service's own API: a little of Grafana's. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Folders from "@effect-grafana/elements/Folders"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { answered } from "./answers.js"

const folderUid = Effect.map(
  HttpRouter.schemaPathParams(Schema.Struct({ uid: Schema.String })),
  ({ uid }) => uid
)

const shown = ({ title, uid, version }: Folders.Folder) =>
  HttpServerResponse.unsafeJson({ uid, title, version })

const readFolder = Effect.gen(function* () {
  return shown(yield* Folders.get({ uid: yield* folderUid }))
})

/** The version is the one that was read: two who rename at once do not overwrite each other. */
const Renaming = Schema.Struct({ title: Schema.NonEmptyString, version: Schema.Int })

const renameFolder = Effect.gen(function* () {
  const renaming = yield* HttpServerRequest.schemaBodyJson(Renaming)
  return shown(yield* Folders.update({ uid: yield* folderUid, ...renaming }))
})

/** With a uid of the caller's own, a request that is sent twice makes one dashboard. */
const NewDashboard = Schema.Struct({
  uid: Schema.NonEmptyString,
  title: Schema.NonEmptyString,
  panels: Schema.optional(Schema.Array(Schema.Unknown))
})

const addDashboard = Effect.gen(function* () {
  const dashboard = yield* HttpServerRequest.schemaBodyJson(NewDashboard)
  const { uid, url, version } = yield* Dashboards.save({ dashboard, folderUid: yield* folderUid })
  return HttpServerResponse.unsafeJson({ uid, url, version }, { status: 201 })
})

/** No route fails: the type says so, and does not compile otherwise. */
export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/folders/:uid", answered(readFolder)),
  HttpRouter.put("/folders/:uid", answered(renameFolder)),
  HttpRouter.post("/folders/:uid/dashboards", answered(addDashboard))
) satisfies HttpRouter.HttpRouter<never, Grafana>
