/**
 * `pnpm start:telemetry`: a small program whose calls to Grafana are watched by OpenTelemetry. Its spans, metrics and
 * logs go to a collector, `http://127.0.0.1:4318` unless `OTEL_EXPORTER_OTLP_ENDPOINT` names another.
 *
 * To see them, start a collector with Grafana in front, run this, and look for the service `survey`:
 *
 *     docker run -p 3000:3000 -p 4318:4318 grafana/otel-lgtm
 *     npx pnpm@10 start:telemetry
 *
 * Which Grafana is asked: the one of `GRAFANA_URL`, with `GRAFANA_SERVICE_ACCOUNT_TOKEN` or `GRAFANA_USER` and
 * `GRAFANA_PASSWORD`; without it a fake one that comes along, and that answers one request with a 503.
 */
import * as Effect from "effect/Effect"
import { done, run } from "../run.js"
import { grafana } from "./grafana.js"
import { survey } from "./survey.js"
import { telemetry } from "./telemetry.js"

run(survey.pipe(Effect.as(done), Effect.provide(grafana), Effect.provide(telemetry)))
