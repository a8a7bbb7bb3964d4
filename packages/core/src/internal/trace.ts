/** Spans by OpenTelemetry's stable HTTP client conventions; nothing of it runs without a tracer. */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import type { Call } from "./call.js"
import type { Shared } from "./exchange.js"
import { isTagged } from "./outcome.js"

/** The tracer that a program has set; none where only Effect's own in-memory one is there. */
export const tracerOf = (fiber: Fiber.RuntimeFiber<unknown, unknown>): Tracer.Tracer | undefined => {
  const tracer = fiber.currentTracer
  return tracer === Context.get(DefaultServices.liveServices, Tracer.Tracer) ? undefined : tracer
}

/** Where a client's requests go, as spans say it; taken apart once, at the client's first span. */
export interface Server {
  readonly address: string
  readonly port: number
}

const serverOf = (origin: string): Server => {
  const { hostname, port, protocol } = new URL(origin)
  return { address: hostname, port: Number(port || (protocol === "https:" ? 443 : 80)) }
}

/** The span of an attempt, within the span of the call where there is one. */
export const startAttempt = (tracer: Tracer.Tracer, shared: Shared, call: Call): Tracer.Span => {
  const { attempts, clock, contract, parent, prepared } = call
  const { method, operation, path } = contract
  const { origin, prefix } = shared.settings
  const { address, port } = (shared.server ??= serverOf(origin))
  const now = clock.unsafeCurrentTimeNanos()
  const span = tracer.span(`${method} ${path}`, parent, Context.empty(), [], now, "client")
  const attributes = {
    "http.request.method": method,
    "server.address": address,
    "server.port": port,
    "url.full": origin + prefix + prepared.shown(),
    "url.template": prefix + path,
    "grafana.operation": operation
  }
  for (const [name, value] of Object.entries(attributes)) span.attribute(name, value)
  if (attempts > 1) span.attribute("http.request.resend_count", attempts - 1)
  call.firstSpan ??= span
  return span
}

/** Opens the span of a call that needs more than one attempt; it starts with the call and links the first attempt. */
export const openCall = (call: Call): void => {
  const { callSpan, contract, firstSpan, parent, start, tracer } = call
  if (tracer === undefined || firstSpan === undefined || callSpan !== undefined) return
  const link: Tracer.SpanLink = { _tag: "SpanLink", span: firstSpan, attributes: { "grafana.attempt": 1 } }
  const from = BigInt(start) * 1_000_000n
  const span = tracer.span(`grafana ${contract.operation}`, parent, Context.empty(), [link], from, "internal")
  span.attribute("grafana.operation", contract.operation)
  call.callSpan = span
  call.parent = Option.some(span)
}

/** Ends a span with what came: a status, or what there was in place of one; never with a response's content. */
export const end = (
  span: Tracer.Span | undefined,
  { clock }: Call,
  exit: Exit.Exit<unknown, unknown>,
  status?: number
): void => {
  if (span === undefined) return
  if (status !== undefined) span.attribute("http.response.status_code", status)
  if (exit._tag === "Failure") span.attribute("error.type", errorType(exit, status))
  span.end(clock.unsafeCurrentTimeNanos(), Exit.asVoid(exit))
}

const errorType = (exit: Exit.Failure<unknown, unknown>, status: number | undefined): string => {
  if (status !== undefined && status >= 400) return String(status)
  const failure = Option.getOrUndefined(Cause.failureOption(exit.cause))
  if (isTagged(failure)) return failure._tag
  return Cause.isInterrupted(exit.cause) ? "interrupted" : "defect"
}

/** W3C trace context for the request, so that Grafana's own spans join. */
export const traceparent = (span: Tracer.Span): string =>
  `00-${span.traceId}-${span.spanId}-${span.sampled ? "01" : "00"}`
