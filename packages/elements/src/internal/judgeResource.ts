/** How a write of a resource under `/apis` is judged by what stands there now. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

interface Placed {
  readonly resourceVersion?: string | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
}

interface Sent {
  readonly metadata: Placed
  readonly spec: unknown
}

export const judgeCreate = <A extends Sent>(sent: Sent, found: Option.Option<A>): Endpoint.Verdict<A> =>
  Option.match(found, {
    onNone: () => Endpoint.notDone,
    onSome: (it) => (isAsSent(sent, it) ? Endpoint.done(it) : Endpoint.conflict)
  })

export const judgeUpdate = <A extends Sent>(sent: Sent, found: Option.Option<A>): Endpoint.Verdict<A> =>
  judgeChange(sent.metadata.resourceVersion, found, (it) => isAsSent(sent, it))

interface Patch {
  readonly metadata?: { readonly resourceVersion?: string | undefined } | undefined
  readonly spec?: unknown
}

export const judgePatch = <A extends Sent>(sent: Patch, found: Option.Option<A>): Endpoint.Verdict<A> => {
  const { resourceVersion, ...metadata } = sent.metadata ?? {}
  return judgeChange(resourceVersion, found, (it) => holds(it, { metadata, spec: sent.spec }))
}

const judgeChange = <A extends Sent>(
  resourceVersion: string | undefined,
  found: Option.Option<A>,
  isDone: (it: A) => boolean
): Endpoint.Verdict<A> => {
  if (Option.isNone(found)) return Endpoint.conflict
  const it = found.value
  if (isDone(it)) return Endpoint.done(it)
  const unchanged = resourceVersion === undefined || resourceVersion === it.metadata.resourceVersion
  return unchanged ? Endpoint.notDone : Endpoint.conflict
}

const isAsSent = (sent: Sent, it: Sent): boolean =>
  folderOf(sent) === folderOf(it) && holds(it.spec, sent.spec)

const folderOf = ({ metadata }: Sent): string => metadata.annotations?.["grafana.app/folder"] ?? ""

/** Whether what was sent stands there, among what Grafana adds; a `null` asks for nothing to stand there. */
const holds = (found: unknown, sent: unknown): boolean => {
  if (sent === undefined) return true
  if (sent === null) return found === undefined || found === null
  if (Array.isArray(sent)) {
    return (
      Array.isArray(found) &&
      found.length === sent.length &&
      sent.every((one, index) => holds(found[index], one))
    )
  }
  if (!Predicate.isReadonlyRecord(sent)) return found === sent
  return (
    Predicate.isReadonlyRecord(found) &&
    Object.entries(sent).every(([key, value]) => holds(found[key], value))
  )
}
