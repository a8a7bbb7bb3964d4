/** What a contract puts on the wire and what it makes of each status. */
import type { Contract } from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { fromSchema, type Fields } from "./fields.js"

export interface Names {
  readonly names: ReadonlySet<string>
  /** A record among the fields takes any name. */
  readonly open: boolean
}

/** The names of fields that travel as text. */
export const namesOf = (fields: Contract["query"]): Names => {
  const known = fromSchema(Schema.Struct(fields).ast)
  const records = [...known.inner].filter(([, inner]) => inner.inner.has("*"))
  const names = new Set(known.inner.keys())
  for (const [name] of records) names.delete(name)
  return { names, open: records.length > 0 }
}

/** The names of a body's fields. */
export const bodyOf = ({ payload }: Contract): Fields =>
  payload === undefined
    ? { open: false, inner: new Map() }
    : fromSchema(Schema.isSchema(payload) ? payload.ast : Schema.Struct(payload).ast)

/**
 * A path with its parameters unnamed: two paths of one shape are one route. `{+}` takes several segments; a slash at
 * the end says nothing, for Grafana serves both.
 */
export const shapeOf = (path: string): string => path.replace(/\{(\+?)[^}]*\}/g, "{$1}").replace(/\/$/, "")

export const paramsOf = (path: string): ReadonlyArray<string> =>
  Array.from(path.matchAll(/\{\+?([^}]*)\}/g), ([, name]) => name ?? "")

export const isSuccess = ({ statuses }: Contract, status: number): boolean =>
  statuses === undefined ? status >= 200 && status < 300 : statuses.includes(status)

/** Whether an answer of this status, whatever its words, is a success or an error that a program can catch by name. */
export const understands = (contract: Contract, status: number): boolean =>
  isSuccess(contract, status) ||
  [401, 403, 429].includes(status) ||
  status >= 500 ||
  contract.errors.some(({ wires }) =>
    wires.some(
      (wire) =>
        wire.status === status &&
        wire.message === undefined &&
        wire.messageId === undefined &&
        // The words of an accepted request are its only sign of not being a success.
        (wire.bodyStatus === undefined || status < 300)
    )
  )

/** Two errors of one contract that one answer fits equally well. */
export const ambiguous = ({ errors }: Contract): ReadonlyArray<string> => {
  const seen = new Map<string, string>()
  return errors.flatMap(({ tag, wires }) =>
    wires.flatMap(({ bodyStatus, message, messageId, status }) => {
      const words = JSON.stringify([status, messageId, bodyStatus, message?.toString()])
      const other = seen.get(words)
      seen.set(words, tag)
      return other === undefined || other === tag ? [] : [`${status} is ${other} and ${tag}`]
    })
  )
}
