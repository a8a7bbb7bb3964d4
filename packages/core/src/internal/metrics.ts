/** Metrics by OpenTelemetry's HTTP client conventions, with the endpoint's template in place of its path. */
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricKey from "effect/MetricKey"
import * as MetricLabel from "effect/MetricLabel"
import type { Contract } from "../Endpoint.js"

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

interface Updatable {
  readonly unsafeUpdate: (value: number, tags: ReadonlyArray<MetricLabel.MetricLabel>) => void
}

interface Meters {
  readonly durations: Map<string, Updatable>
  readonly resends: Updatable
}

const meters = new WeakMap<Contract, Meters>()

const metersOf = (contract: Contract): Meters => {
  let found = meters.get(contract)
  if (found === undefined) {
    // With its labels in its key, and not by `Metric.tagged`, a metric is looked up once and not at every update.
    const counter = MetricKey.taggedWithLabels(resends, [MetricLabel.make("url.template", contract.path)])
    found = { durations: new Map(), resends: Metric.fromMetricKey(counter) }
    meters.set(contract, found)
  }
  return found
}

const makeDuration = ({ method, path }: Contract, status: string): Updatable =>
  Metric.fromMetricKey(
    MetricKey.taggedWithLabels(duration, [
      MetricLabel.make("http.request.method", method),
      MetricLabel.make("url.template", path),
      MetricLabel.make(/^\d/.test(status) ? "http.response.status_code" : "error.type", status)
    ])
  )

/** `status`: the response's, or what there was in place of one. */
export const recordDuration = (contract: Contract, status: string, millis: number): void => {
  const { durations } = metersOf(contract)
  let metric = durations.get(status)
  if (metric === undefined) {
    metric = makeDuration(contract, status)
    durations.set(status, metric)
  }
  metric.unsafeUpdate(millis / 1000, [])
}

export const recordResend = (contract: Contract): void => metersOf(contract).resends.unsafeUpdate(1, [])

export const recordActive = (requests: number): void => active.unsafeUpdate(requests, [])
