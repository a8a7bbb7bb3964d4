import * as Plan from "@effect-grafana/migration/Plan"
import { describe, expect, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { samplePlan } from "./support/samplePlan.js"

const plans = Arbitrary.make(Plan.Plan)

const refusal = (text: string) => Effect.runSync(Effect.flip(Plan.decode(text)))

const without = (change: Plan.Change, field: "found" | "wanted"): string =>
  changed(() => ({
    ...samplePlan,
    organizations: samplePlan.organizations.map((it) => ({
      ...it,
      actions: it.actions.map((action) =>
        action.change === change ? { ...action, [field]: undefined } : action
      )
    }))
  }))

const changed = (change: (plan: Record<string, unknown>) => Record<string, unknown>): string =>
  JSON.stringify(change({ ...samplePlan }))

describe("a saved plan", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(Effect.runSync(Plan.decode(Plan.encode(plan)))).toEqual(plan)
      }),
      { numRuns: 100 }
    )
  })

  it("keeps keys that are names of JavaScript's own", () => {
    const text = Plan.encode(samplePlan)
      .replaceAll('"thanos"', '"__proto__"')
      .replaceAll('"prom"', '"__proto__"')
    expect(text).toContain('"__proto__": "__proto__"')
    expect(Plan.encode(Effect.runSync(Plan.decode(text)))).toBe(text)
  })

  it("is the same text whatever the order of its fields", () => {
    const turned = Object.fromEntries(Object.entries(samplePlan).reverse())
    expect(turned).toEqual(samplePlan)
    expect(Plan.encode({ ...samplePlan, ...turned })).toBe(Plan.encode(samplePlan))
  })

  it("of another format is refused by name", () => {
    for (const format of [0, 2, "1", null])
      expect(refusal(changed((plan) => ({ ...plan, format })))).toMatchObject({
        _tag: "PlanFormatUnknown",
        format
      })
  })

  it.each([
    ["text", "no plan"],
    ["half a plan", Plan.encode(samplePlan).slice(0, -20)],
    ["another value", "[1]"],
    ["an object that is none", "{}"],
    ["a plan without a target", changed(({ target: _, ...plan }) => plan)],
    ["a plan with a field more", changed((plan) => ({ ...plan, alertRule: "paused" }))],
    [
      "an action with a field more",
      changed(() => ({
        ...samplePlan,
        organizations: samplePlan.organizations.map((it) => ({
          ...it,
          actions: it.actions.map((action) => ({ ...action, target_key: "x" }))
        }))
      }))
    ],
    ["an update that knows not what was found", without("update", "found")],
    ["an update that knows not what is wanted", without("update", "wanted")],
    ["a create that knows not what is wanted", without("create", "wanted")],
    ["a plan of an unknown change", Plan.encode(samplePlan).replaceAll('"create"', '"delete"')]
  ])("that is %s is refused by name", (_, text) => {
    expect(refusal(text)).toMatchObject({ _tag: "PlanMalformed" })
  })
})
