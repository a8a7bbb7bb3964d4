/** Metrics by OpenTelemetry's HTTP client conventions, a set of them for each endpoint of a client. */
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricKey from "effect/MetricKey"
import type * as MetricKeyType from "effect/MetricKeyType"
import * as MetricLabel from "effect/MetricLabel"
import type { Contract } from "../Endpoint.js"
import type { Settings } from "../GrafanaConfig.js"
import { memo } from "./memo.js"

interface Meter {
  readonly unsafeUpdate: (value: number, tags: ReadonlyArray<MetricLabel.MetricLabel>) => void
}

export interface Meters {
  /** What spans and metrics alike say of a request. */
  readonly target: Labels
  /** Goes up and down. */
  readonly active: Meter
  readonly resends: Meter
  /** Seconds, of what ended with a status and a kind of error; either may be empty. */
  readonly duration: (outcome: `${string} ${string}`) => Meter
}

const duration = MetricKey.histogram(
  "http.client.request.duration",
  MetricBoundaries.fromIterable([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]),
  "Duration of requests"
)

const active = MetricKey.counter("http.client.active_requests", { description: "Requests under way" })

const resends = MetricKey.counter("grafana.client.resends", {
  description: "Requests resent",
  incremental: true
})

/** The meters of one client's endpoints. With its labels in its key, and not by `Metric.tagged`, a metric is looked up once. */
export const metersOf = ({ origin, prefix }: Settings): ((contract: Contract) => Meters) =>
  memo(({ method, path }: Contract) => {
    const url = new URL(origin)
    const target = {
      "http.request.method": method,
      // An IPv6 address stands in brackets in a URL, and nowhere else.
      "server.address": url.hostname.replace(/[[\]]/g, ""),
      "server.port": Number(url.port) || (url.protocol === "https:" ? 443 : 80),
      "url.template": prefix + path
    }
    const meter = (key: Key, more: Labels): Meter =>
      Metric.fromMetricKey(MetricKey.taggedWithLabels(key, labels({ ...target, ...more })))
    return {
      target,
      active: meter(active, { unit: "{request}" }),
      resends: meter(resends, { unit: "{request}" }),
      duration: memo((outcome: string) => {
        const [status, error] = outcome.split(" ")
        return meter(duration, { unit: "s", "http.response.status_code": status, "error.type": error })
      }, new Map<string, Meter>())
    }
  }, new WeakMap<Contract, Meters>())

/** `unit` is where the exporters of Effect look for a metric's unit (@effect/opentelemetry 0.64). */
type Labels = Readonly<Record<string, string | number | undefined>>

type Key = MetricKey.MetricKey<MetricKeyType.MetricKeyType<number, unknown>>

const labels = (values: Labels): ReadonlyArray<MetricLabel.MetricLabel> =>
  Object.entries(values).flatMap(([key, value]) => (value ? MetricLabel.make(key, String(value)) : []))
