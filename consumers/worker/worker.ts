/** A worker that asks a Grafana over fetch, and tells what it found. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { layerHttpClient } from "@effect-grafana/core/HttpClientTransport"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Users from "@effect-grafana/elements/Users"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"

const tour = Effect.gen(function* () {
  const made = yield* Folders.create({ uid: "ops", title: "Operations" })
  const absent = yield* Folders.get({ uid: "none" }).pipe(
    Effect.map((folder) => folder.title),
    Effect.catchTag("NotFound", (failure) => Effect.succeed(failure.status))
  )
  const users = yield* Stream.runCount(Users.search.stream({}, { pageSize: 7 }))
  return { title: made.title, absent, users }
})

const grafana = (url: string) =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url }),
    Auth.basic({ username: "admin", password: "admin" }),
    Layer.provide(layerHttpClient, FetchHttpClient.layer)
  ])

export default {
  fetch: async (_request: Request, { GRAFANA }: { readonly GRAFANA: string }): Promise<Response> =>
    Response.json(await Effect.runPromise(Effect.provide(tour, grafana(GRAFANA))))
}
