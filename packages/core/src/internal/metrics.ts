/** Metrics by OpenTelemetry's HTTP client conventions, with the endpoint's template in place of its path. */
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricKey from "effect/MetricKey"
import * as MetricLabel from "effect/MetricLabel"
import type { Contract } from "../Endpoint.js"
import { memo } from "./memo.js"

/** Seconds from sending a request until its response was read, by method, template and status. */
const duration = MetricKey.histogram(
  "http.client.request.duration",
  MetricBoundaries.fromIterable([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]),
  "Duration of requests to Grafana in seconds"
)

const resends = MetricKey.counter("grafana.client.resends", {
  description: "Requests to Grafana that were sent again",
  incremental: true
})

const active = Metric.gauge("http.client.active_requests", { description: "Requests to Grafana under way" })

interface Meter {
  readonly unsafeUpdate: (value: number, tags: ReadonlyArray<MetricLabel.MetricLabel>) => void
}

const makeMeter = ({ method, path }: Contract, name: string): Meter => {
  const template = MetricLabel.make("url.template", path)
  if (name === "resends") return Metric.fromMetricKey(MetricKey.taggedWithLabels(resends, [template]))
  return Metric.fromMetricKey(
    MetricKey.taggedWithLabels(duration, [
      template,
      MetricLabel.make("http.request.method", method),
      MetricLabel.make(/^\d/.test(name) ? "http.response.status_code" : "error.type", name)
    ])
  )
}

/** By status, or by "resends". With its labels in its key, and not by `Metric.tagged`, a metric is looked up once. */
const meterOf = memo(
  (contract: Contract) => memo((name: string) => makeMeter(contract, name), new Map<string, Meter>()),
  new WeakMap<Contract, (name: string) => Meter>()
)

/** `status`: the response's, or what there was in place of one. */
export const recordDuration = (contract: Contract, status: string, millis: number): void =>
  meterOf(contract)(status).unsafeUpdate(millis / 1000, [])

export const recordResend = (contract: Contract): void => meterOf(contract)("resends").unsafeUpdate(1, [])

export const recordActive = (requests: number): void => active.unsafeUpdate(requests, [])
