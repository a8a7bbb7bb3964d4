/** A tracer that is not Effect's own, and keeps what it was given. */
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"

export interface Recorded {
  readonly name: string
  readonly kind: Tracer.SpanKind
  readonly parent: string | undefined
  readonly links: ReadonlyArray<string>
  readonly attributes: Record<string, unknown>
  readonly start: bigint
  end: bigint | undefined
  exit: Exit.Exit<unknown, unknown> | undefined
  readonly spanId: string
}

export const recorder = () => {
  const spans: Array<Recorded> = []
  const tracer = Tracer.make({
    span: (name, parent, context, links, startTime, kind) => {
      const spanId = String(spans.length + 1).padStart(16, "0")
      const recorded: Recorded = {
        name,
        kind,
        parent: Option.getOrUndefined(Option.map(parent, (it) => it.spanId)),
        links: links.map(({ span }) => span.spanId),
        attributes: {},
        start: startTime,
        end: undefined,
        exit: undefined,
        spanId
      }
      spans.push(recorded)
      return {
        _tag: "Span",
        name,
        spanId,
        traceId: "1".repeat(32),
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes: new Map(),
        links,
        sampled: true,
        kind,
        end: (endTime, exit) => {
          recorded.end = endTime
          recorded.exit = exit
        },
        attribute: (key, value) => void (recorded.attributes[key] = value),
        event: () => undefined,
        addLinks: () => undefined
      }
    },
    context: (f) => f()
  })
  return { spans, layer: Layer.setTracer(tracer) }
}
