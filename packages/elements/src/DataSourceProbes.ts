/** Tries data sources of any type, those too whose plugin has no health check. */
import * as Grafana from "@effect-grafana/core/Grafana"
import type {
  BadRequest,
  CallError,
  Forbidden,
  NotFound,
  ServerError,
  TimedOut
} from "@effect-grafana/core/GrafanaError"
import * as Retry from "@effect-grafana/core/Retry"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as DataSourceFrames from "./DataSourceFrames.js"
import * as DataSourceHealth from "./DataSourceHealth.js"
import * as DataSourceProxy from "./DataSourceProxy.js"
import * as DataSources from "./DataSources.js"
import { probeOf, type Probe, type ProxyProbe } from "./internal/probes.js"

/** What a probe found. */
export interface Finding {
  /** `UNKNOWN`: it has not answered in time, or nothing is known that could be asked. */
  readonly status: "OK" | "ERROR" | "UNKNOWN"
  /** In the words of what was asked. */
  readonly message: string
  /** By what: Grafana's check, a query, a request through the proxy, or the settings of one that asks no server. */
  readonly via: "health" | "query" | "proxy" | "settings"
}

/** A finding, and of which data source. */
export interface Probed extends Finding {
  readonly uid: string
  /** The id of its plugin: `prometheus`. */
  readonly type: string
  /** Without the reading of the data source itself. */
  readonly durationMs: number
}

/** What keeps a probe from finding anything. */
export type ProbeError = BadRequest | NotFound | CallError

/**
 * Tries a data source, by whichever identifier is at hand: through Grafana's own check, and where its plugin has none,
 * as more of them the older Grafana is, with a small query or read that its type knows. What is wrong with the data
 * source is a result. `UNKNOWN`: it kept Grafana waiting for longer than an attempt may take, or it has no check and
 * its type is not known here.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#check-data-source-health
 */
export const check = (
  identifier: DataSources.DataSourceIdentifier
): Effect.Effect<Probed, ProbeError, Grafana.Grafana> =>
  Effect.gen(function* () {
    const source = yield* DataSources.find(identifier)
    const start = yield* Clock.currentTimeMillis
    const finding = yield* inquire(source)
    const durationMs = (yield* Clock.currentTimeMillis) - start
    return { uid: source.uid, type: source.type, durationMs, ...finding }
  })

type Found = Effect.Effect<Finding, ProbeError, Grafana.Grafana>

const inquire = (source: DataSources.DataSource): Found => {
  const probe = ({ message }: { readonly message: string }): Found =>
    Option.match(probeOf(source), {
      onNone: () => found("UNKNOWN", message, "health"),
      onSome: (it) => tryOut(it, source)
    })
  return DataSourceHealth.check({ uid: source.uid }).pipe(
    Effect.map(({ message, status }) => ({ status: known(status), message, via: "health" as const })),
    Effect.catchTags({
      NotImplemented: probe,
      // Grafana 9, of a plugin without a check.
      RouteNotFound: probe,
      NotFound: (error) => (lacksPlugin(error) ? probe(error) : Effect.fail(error)),
      ServerError: (error) => (lacksBackend(error) ? probe(error) : pluginFailed("health")(error)),
      TimedOut: waited("health")
    })
  )
}

const tryOut = (probe: Probe, source: DataSources.DataSource): Found => {
  switch (probe.via) {
    case "query":
      return queried(DataSourceFrames.run(source, probe.query, { from: "now-5m" }))
    case "proxy":
      return proxied(request(probe, source.uid), probe.path)
    case "settings": {
      const missing = probe.names.filter((name) => source.jsonData?.[name] === undefined)
      return missing.length === 0
        ? found("OK", "It is set up", "settings")
        : found("ERROR", `Not set: ${missing.join(", ")}`, "settings")
    }
  }
}

// ---- a query ---------------------------------------------------------------------------------------------

const queried = (query: Effect.Effect<unknown, DataSourceFrames.QueryError, Grafana.Grafana>): Found =>
  Effect.zipRight(query, found("OK", "It answered a query", "query")).pipe(
    Effect.catchTags({
      QueryFailed: wrong("query"),
      BadRequest: wrong("query"),
      NotFound: (error) =>
        lacksPlugin(error) ? found("UNKNOWN", error.message, "query") : Effect.fail(error),
      ServerError: pluginFailed("query"),
      TimedOut: waited("query")
    })
  )

// ---- the proxy -------------------------------------------------------------------------------------------

const request = ({ path, payload, query = {} }: ProxyProbe, uid: string) =>
  payload === undefined
    ? DataSourceProxy.get({ uid, path, query })
    : DataSourceProxy.post({ uid, path, query, payload })

const proxied = (response: ReturnType<typeof request>, path: string): Found => {
  const refused = ({ message }: { readonly message: string }) =>
    found("ERROR", `${path}: ${message}`, "proxy")
  return Effect.zipRight(response, found("OK", `It answered ${path}`, "proxy")).pipe(
    // A data source that is down is told by a 502: the answer, and no reason to ask again.
    Grafana.withRetry(Retry.none),
    Effect.catchTags({
      BadRequest: refused,
      DataSourceUnauthorized: refused,
      Forbidden: (error) => (isGrafanas(error) ? Effect.fail(error) : refused(error)),
      NotFound: (error) =>
        error.message === "Unable to find datasource" ? Effect.fail(error) : refused(error),
      ServerError: refused,
      UnexpectedResponse: refused,
      TimedOut: waited("proxy")
    })
  )
}

const isGrafanas = ({ body }: Forbidden): boolean => Predicate.hasProperty(body, "accessErrorId")

// ---- findings --------------------------------------------------------------------------------------------

const found = (status: Finding["status"], message: string, via: Finding["via"]): Effect.Effect<Finding> =>
  Effect.succeed({ status, message, via })

const wrong =
  (via: Finding["via"]) =>
  ({ message }: { readonly message: string }): Effect.Effect<Finding> =>
    found("ERROR", message, via)

/** The plugin's failure is the data source's, by Grafana's words for it; any other is the server's own. */
const pluginFailed =
  (via: Finding["via"]) =>
  (error: ServerError): Effect.Effect<Finding, ServerError> =>
    error.messageId?.startsWith("plugin.") === true || error.message.startsWith("Plugin ")
      ? wrong(via)(error)
      : Effect.fail(error)

/** What was sent and not answered in time. */
const waited =
  (via: Finding["via"]) =>
  (error: TimedOut): Effect.Effect<Finding, TimedOut> =>
    error.outcome === "unknown" ? found("UNKNOWN", error.message, via) : Effect.fail(error)

const known = (status: string): Finding["status"] =>
  status === "OK" || status === "ERROR" ? status : "UNKNOWN"

const lacksPlugin = ({ message }: NotFound): boolean => message.startsWith("Plugin not")

const lacksBackend = ({ message, messageId }: ServerError): boolean =>
  // Grafana 9 has the words alone.
  messageId === "plugin.unavailable" || message === "Plugin unavailable"
