/** What is to stand in the target for an object of the source. */
import * as Option from "effect/Option"
import type { Content, Kind, There } from "../../Kind.js"
import type { Action } from "../../Plan.js"
import { keyIn } from "../../Remap.js"
import type { Stage } from "./run.js"

export const arrived = (
  { plan, run }: Stage,
  kind: Kind,
  _action: Action,
  source: Content
): ((there: Option.Option<There>) => Content) => {
  const missing = new Set(plan.unresolved.map((it) => `${it.missing.kind}/${it.missing.key}`))
  const content = kind.references(source, (referred, key) =>
    missing.has(`${referred}/${key}`) ? undefined : keyIn(plan.remap, referred, key)
  )
  const paused = run.journal.plan.alertRules === "paused"
  return (there) =>
    paused && kind.arrive !== undefined
      ? kind.arrive(content, Option.getOrUndefined(Option.map(there, (it) => it.content)))
      : content
}
