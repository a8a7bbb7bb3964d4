/** One endpoint, over fetch. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { layerHttpClient } from "@effect-grafana/core/HttpClientTransport"
import * as Folders from "@effect-grafana/elements/Folders"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const client = Layer.provide(Grafana.layer, [
  GrafanaConfig.layer({ url: "http://localhost:3000" }),
  Auth.token("glsa_"),
  Layer.provide(layerHttpClient, FetchHttpClient.layer)
])

void Effect.runPromise(Effect.provide(Folders.get({ uid: "a" }), client)).then(console.log)
