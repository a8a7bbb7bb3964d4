/** What a plan says. */
import * as Schema from "effect/Schema"
import { About } from "../../Origin.js"

/** What is to happen to an object. */
export type Change = typeof Change.Type
export const Change = Schema.Literal("create", "update", "skip", "conflict", "extra", "remove")

/** One object of a plan, with the reason for what is to happen to it. */
export interface Action extends Schema.Schema.Type<typeof action> {}
const action = Schema.Struct({
  kind: Schema.String,
  /** In the source; in the target for what stands only there. */
  key: Schema.String,
  title: Schema.String,
  /** What the source reads it by, where that is not its key. */
  id: Schema.optional(Schema.String),
  /**
   * `create` and `update` are written; `skip` is equal already; `conflict` needs a person; `extra` is in the target
   * alone and is left there; `remove` is in the target alone and goes, after everything else and only if all of
   * that came to stand.
   */
  change: Change,
  reason: Schema.String,
  /** In the target, where that differs. */
  targetKey: Schema.optional(Schema.String),
  /** Where source and target differ: `dashboard.panels[id=4].title`. */
  differences: Schema.optional(Schema.Array(Schema.String)),
  /** SHA-256 of what is to stand in the target: the source's content with all references rewritten. */
  wanted: Schema.optional(Schema.String),
  /** What the target had when the plan was made: an update and a removal hold only as long as that is so. */
  found: Schema.optional(
    Schema.Struct({
      sha256: Schema.String,
      version: Schema.optional(Schema.Union(Schema.Number, Schema.String)),
      /** What the target reads it by, where that is not its key. */
      id: Schema.optional(Schema.String)
    })
  )
}).pipe(
  Schema.filter(({ change, found, wanted }) =>
    wanted === undefined && (change === "create" || change === "update")
      ? `${change} without what is wanted`
      : found === undefined && (change === "update" || change === "remove")
        ? `${change} without what was found`
        : undefined
  )
)
export const Action: Schema.Schema<Action> = action

/** A reference to something that neither stands in the target nor comes with the plan. */
export interface Unresolved extends Schema.Schema.Type<typeof unresolved> {}
const unresolved = Schema.Struct({
  kind: Schema.String,
  key: Schema.String,
  /** Where in the content. */
  at: Schema.String,
  /** What is not there. */
  missing: Schema.Struct({ kind: Schema.String, key: Schema.String })
})
export const Unresolved: Schema.Schema<Unresolved> = unresolved

/** What keeps a plan from being all that there is to do. */
export interface PlanFinding extends Schema.Schema.Type<typeof planFinding> {}
const planFinding = Schema.Struct({
  side: Schema.Literal("source", "target"),
  kind: Schema.String,
  key: Schema.optional(Schema.String),
  title: Schema.optional(Schema.String),
  problem: Schema.String
})
export const PlanFinding: Schema.Schema<PlanFinding> = planFinding

/** What is to happen in one organization. */
export interface OrganizationPlan extends Schema.Schema.Type<typeof organizationPlan> {}
const organizationPlan = Schema.Struct({
  source: Schema.Struct({ id: Schema.Int, name: Schema.String }),
  /** `id` is null where the organization is to be made. */
  target: Schema.Struct({ id: Schema.NullOr(Schema.Int), name: Schema.String }),
  /** Which keys of the source are which in the target: those that were given, and those that were found. */
  remap: Schema.Record({
    key: Schema.String,
    value: Schema.Record({ key: Schema.String, value: Schema.String })
  }),
  /** In the order in which they are carried out. */
  actions: Schema.Array(Action),
  unresolved: Schema.Array(Unresolved),
  findings: Schema.Array(PlanFinding)
})
export const OrganizationPlan: Schema.Schema<OrganizationPlan> = organizationPlan

/** The version of the format that plans are saved in. */
export const format = 1

/** A plan. */
export interface Plan extends Schema.Schema.Type<typeof plan> {}
const plan = Schema.Struct({
  format: Schema.Literal(format),
  madeAt: Schema.String,
  source: About,
  target: About,
  /** New alert rules come paused. */
  alertRules: Schema.Literal("paused", "as they are"),
  organizations: Schema.Array(OrganizationPlan)
})
export const Plan: Schema.Schema<Plan> = plan
