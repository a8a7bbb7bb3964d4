/** Spans by OpenTelemetry's stable HTTP client conventions; nothing of it runs without a tracer. */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import type { Contract } from "../Endpoint.js"
import type { Settings } from "../GrafanaConfig.js"

/** The tracer that a program has set; none where only Effect's own in-memory one is there. */
export const tracerOf = (fiber: Fiber.RuntimeFiber<unknown, unknown>): Tracer.Tracer | undefined => {
  const tracer = fiber.currentTracer
  return tracer === Context.get(DefaultServices.liveServices, Tracer.Tracer) ? undefined : tracer
}

/** Where a client's requests go, as spans say it. */
interface Server {
  readonly address: string
  readonly port: number
}

const servers = new WeakMap<Settings, Server>()

/** Taken apart once for a client, at its first span. */
const serverOf = (settings: Settings): Server => {
  let server = servers.get(settings)
  if (server === undefined) {
    const { hostname, port, protocol } = new URL(settings.origin)
    server = { address: hostname, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) }
    servers.set(settings, server)
  }
  return server
}

export interface AttemptSpan {
  readonly contract: Contract
  readonly settings: Settings
  /** Prefix, path and query, with secrets left out. */
  readonly shown: string
  readonly attempt: number
  readonly parent: Option.Option<Tracer.AnySpan>
}

export const startAttempt = (tracer: Tracer.Tracer, now: bigint, span: AttemptSpan): Tracer.Span => {
  const { attempt, contract, parent, settings, shown } = span
  const server = serverOf(settings)
  const started = tracer.span(
    `${contract.method} ${contract.path}`,
    parent,
    Context.empty(),
    [],
    now,
    "client"
  )
  started.attribute("http.request.method", contract.method)
  started.attribute("server.address", server.address)
  started.attribute("server.port", server.port)
  started.attribute("url.full", settings.origin + shown)
  started.attribute("url.template", settings.prefix + contract.path)
  started.attribute("grafana.operation", contract.operation)
  if (attempt > 1) started.attribute("http.request.resend_count", attempt - 1)
  return started
}

/** The span of a call that needs more than one attempt; it starts with the call and links the first attempt. */
export const startCall = (
  tracer: Tracer.Tracer,
  contract: Contract,
  start: bigint,
  parent: Option.Option<Tracer.AnySpan>,
  first: Tracer.Span | undefined
): Tracer.Span => {
  const links: Array<Tracer.SpanLink> =
    first === undefined ? [] : [{ _tag: "SpanLink", span: first, attributes: { "grafana.attempt": 1 } }]
  const span = tracer.span(`grafana ${contract.operation}`, parent, Context.empty(), links, start, "internal")
  span.attribute("grafana.operation", contract.operation)
  return span
}

/** Ends a span with what came: a status, or what there was in place of one; never with a response's content. */
export const end = (
  span: Tracer.Span,
  now: bigint,
  exit: Exit.Exit<unknown, unknown>,
  status?: number
): void => {
  if (status !== undefined) span.attribute("http.response.status_code", status)
  if (exit._tag === "Failure") span.attribute("error.type", errorType(exit, status))
  span.end(now, Exit.asVoid(exit))
}

const errorType = (exit: Exit.Failure<unknown, unknown>, status: number | undefined): string => {
  if (status !== undefined && status >= 400) return String(status)
  const failure = Option.getOrUndefined(Cause.failureOption(exit.cause))
  if (typeof failure === "object" && failure !== null && "_tag" in failure) return String(failure._tag)
  return Cause.isInterrupted(exit.cause) ? "interrupted" : "defect"
}

/** W3C trace context for the request, so that Grafana's own spans join. */
export const traceparent = (span: Tracer.Span): string =>
  `00-${span.traceId}-${span.spanId}-${span.sampled ? "01" : "00"}`
