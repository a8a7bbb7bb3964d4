/** Brings back what was removed, as the journal holds it. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Compare from "../../Compare.js"
import type { Content, Problem, There, Writer, Writing, Written } from "../../Kind.js"

/** The request that brings it back; undefined where it is there already; none where something else has come there. */
export const bringBack = (
  { broughtBy, create, update }: Writer,
  key: string,
  there: Option.Option<There>,
  before: Content,
  writing: Writing
): Option.Option<Effect.Effect<Written, Problem, Grafana> | undefined> => {
  if (Option.isNone(there)) return Option.some(create(key, before, writing))
  if (Compare.equal(there.value.content, before)) return Option.some(undefined)
  return broughtBy === undefined
    ? Option.none()
    : Option.some(Effect.as(update(there.value, before, writing), {}))
}
