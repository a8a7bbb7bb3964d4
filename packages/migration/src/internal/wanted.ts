/** What is to stand in the target for an object of the source. */
import type { Content, Kind } from "../Kind.js"
import type { OrganizationPlan, Plan } from "../Plan.js"
import { keyIn } from "../Remap.js"

export type WantedBy = ReturnType<typeof wantedBy>

/** The content with its references rewritten as the plan has found them; it may depend on what stands there. */
export const wantedBy = ({ alertRules }: Plan, { remap, unresolved }: OrganizationPlan) => {
  const missing = new Set(unresolved.map((it) => `${it.missing.kind}/${it.missing.key}`))
  const how = { paused: alertRules === "paused" }
  return (kind: Kind, source: Content): ((there: Content | undefined) => Content) => {
    const content = kind.references(source, (referred, key) =>
      missing.has(`${referred}/${key}`) ? undefined : keyIn(remap, referred, key)
    )
    return (there) => kind.arrive?.(content, there, how) ?? content
  }
}
