/** Where spans, metrics and logs go. Nothing in the program that is watched knows of it. */
import * as Otlp from "@effect/opentelemetry/Otlp"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const endpoint = Config.withDefault(
  Config.nonEmptyString("OTEL_EXPORTER_OTLP_ENDPOINT"),
  "http://127.0.0.1:4318"
)

/** OTLP as JSON over HTTP. What is left is sent when the layer closes, for three seconds at most. */
export const telemetry = Layer.unwrapEffect(
  Effect.map(endpoint, (baseUrl) => Otlp.layerJson({ baseUrl, resource: { serviceName: "survey" } }))
).pipe(Layer.provide(FetchHttpClient.layer))
