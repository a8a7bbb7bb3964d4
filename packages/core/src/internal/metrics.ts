/** Metrics by OpenTelemetry's HTTP client conventions, with the endpoint's template in place of its path. */
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import type { Contract } from "../Endpoint.js"

/** Seconds from sending a request until its response was read, by method, template and status. */
const duration = Metric.histogram(
  "http.client.request.duration",
  MetricBoundaries.fromIterable([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]),
  "Duration of requests to Grafana in seconds"
)

/** Requests under way. */
const active = Metric.gauge("http.client.active_requests", { description: "Requests to Grafana under way" })

/** Requests that were sent again. */
const resends = Metric.counter("grafana.client.resends", {
  description: "Requests to Grafana that were sent again",
  incremental: true
})

interface Meters {
  readonly durations: Map<string, typeof duration>
  readonly resends: typeof resends
}

const meters = new WeakMap<Contract, Meters>()

const metersOf = (contract: Contract): Meters => {
  let found = meters.get(contract)
  if (found === undefined) {
    found = { durations: new Map(), resends: Metric.tagged(resends, "url.template", contract.path) }
    meters.set(contract, found)
  }
  return found
}

/** `status`: the response's, or the failure's tag where there was none. */
export const recordDuration = (contract: Contract, status: string, millis: number): void => {
  const { durations } = metersOf(contract)
  let metric = durations.get(status)
  if (metric === undefined) {
    metric = duration.pipe(
      Metric.tagged("http.request.method", contract.method),
      Metric.tagged("url.template", contract.path),
      Metric.tagged(/^\d/.test(status) ? "http.response.status_code" : "error.type", status)
    )
    durations.set(status, metric)
  }
  metric.unsafeUpdate(millis / 1000, [])
}

export const recordResend = (contract: Contract): void => metersOf(contract).resends.unsafeUpdate(1, [])

export const recordActive = (requests: number): void => active.unsafeUpdate(requests, [])
