/** Spans by OpenTelemetry's stable HTTP client conventions; nothing of it runs without a tracer. */
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import type { Call } from "./call.js"
import type { Shared } from "./exchange.js"
import { errorType } from "./outcome.js"

/** The fiber of a call, whose tracer and annotations its spans are made with, and those of its spans that matter. */
export interface Tracing {
  readonly fiber: Fiber.RuntimeFiber<unknown, unknown>
  /** Of the first attempt. */
  first?: Tracer.Span
  /** Of the whole call, where there is a second attempt. */
  call?: Tracer.Span
}

/** For a program that has set a tracer; none where only Effect's own in-memory one is there, or tracing is off. */
export const tracingOf = (fiber: Fiber.RuntimeFiber<unknown, unknown>): Tracing | undefined =>
  fiber.currentTracer !== Context.get(DefaultServices.liveServices, Tracer.Tracer) &&
  fiber.getFiberRef(FiberRef.currentTracerEnabled)
    ? { fiber }
    : undefined

const open = (
  { fiber }: Tracing,
  parent: Tracer.AnySpan | undefined,
  name: string,
  kind: Tracer.SpanKind,
  start: bigint,
  links: ReadonlyArray<Tracer.SpanLink>,
  attributes: Readonly<Record<string, unknown>>
): Tracer.Span => {
  const within = Option.fromNullable(parent)
  const span = fiber.currentTracer.span(name, within, Context.empty(), links, start, kind)
  const annotations = fiber.getFiberRef(FiberRef.currentTracerSpanAnnotations)
  for (const [key, value] of annotations) span.attribute(key, value)
  mark(span, attributes)
  return span
}

const mark = (span: Tracer.Span, attributes: Readonly<Record<string, unknown>>): void => {
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) span.attribute(key, value)
}

/** The span of an attempt, within the span of the call where there is one. */
export const startAttempt = (
  tracing: Tracing,
  { settings: { origin, prefix } }: Shared,
  call: Call
): Tracer.Span => {
  const { attempts, clock, contract, meters, prepared } = call
  const name = `${contract.method} ${prefix}${contract.path}`
  const span = open(
    tracing,
    tracing.call ?? tracing.fiber.currentSpan,
    name,
    "client",
    clock.unsafeCurrentTimeNanos(),
    [],
    {
      ...meters.target,
      "url.full": origin + prefix + prepared.shown(),
      "grafana.operation": contract.operation,
      "http.request.resend_count": attempts - 1 || undefined
    }
  )
  tracing.first ??= span
  return span
}

/**
 * Opens the span of a call that needs more than one attempt; it starts with the first attempt and links it. Where the
 * program has no span of its own it stands in that one, so that all of them are one trace.
 */
export const openCall = ({ attempts, contract, tracing }: Call): void => {
  if (attempts > 1 || !tracing?.first) return
  const { fiber, first: span } = tracing
  const link: Tracer.SpanLink = { _tag: "SpanLink", span, attributes: {} }
  const name = `grafana ${contract.operation}`
  tracing.call = open(tracing, fiber.currentSpan ?? span, name, "internal", span.status.startTime, [link], {
    "grafana.operation": contract.operation
  })
}

/** Ends a span with what came: a status, or what there was in place of one; never with a response's content. */
export const end = (
  span: Tracer.Span | undefined,
  { clock }: Call,
  exit: Exit.Exit<unknown, unknown>,
  status?: number
): void => {
  if (span === undefined) return
  mark(span, { "http.response.status_code": status, "error.type": errorType(exit, status) })
  span.end(clock.unsafeCurrentTimeNanos(), Exit.asVoid(exit))
}

/** W3C trace context for the request, so that Grafana's own spans join. */
export const traceparent = (span: Tracer.Span): string =>
  `00-${span.traceId}-${span.spanId}-${span.sampled ? "01" : "00"}`
