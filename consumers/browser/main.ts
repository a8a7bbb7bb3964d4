/** A program for a browser, over fetch. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { layerHttpClient } from "@effect-grafana/core/HttpClientTransport"
import * as Folders from "@effect-grafana/elements/Folders"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const grafana = Layer.provide(Grafana.layer, [
  GrafanaConfig.layer({ url: "https://grafana.example.com" }),
  Auth.anonymous,
  Layer.provide(layerHttpClient, FetchHttpClient.layer)
])

const title = Folders.get({ uid: "none" }).pipe(
  Effect.map((folder) => folder.title),
  Effect.catchTag("NotFound", () => Effect.succeed("no such folder"))
)

// What a browser's network would be.
globalThis.fetch = () =>
  Promise.resolve(Response.json({ message: "folder not found", status: "not-found" }, { status: 404 }))

void Effect.runPromise(Effect.provide(title, grafana)).then(console.log)
