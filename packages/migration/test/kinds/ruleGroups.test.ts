import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { group, groupThere, held, rule, surroundings } from "../support/alerting.js"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"
import { provisionedBy } from "../support/provisioned.js"

const kind = kindOf("rule-groups")
const rules = kindOf("alert-rules")
const around = ["folders", "data-sources", "contact-points", "mute-timings"]
const kinds = kindsOf([...around, "alert-rules", "rule-groups"])

/** A fake with this in it, besides what rules refer to. */
const holding = (content: ReturnType<typeof group>, seed = 1) =>
  Effect.tap(FakeGrafana.make({ seed }), (fake) => on(fake)(Effect.zipRight(surroundings, content)))

const g = "f-one/g"

it.effect("a group is how often it is evaluated, and its rules in order", () =>
  Effect.gen(function* () {
    const fake = yield* holding(group(30, "b", "c", "a"))
    yield* on(fake)(rule("d", { folderUID: "f-two", ruleGroup: "x/y" }))
    expect(yield* contents(fake, kind)).toEqual({
      [g]: { interval: 30, rules: ["b", "c", "a"] },
      "f-two/x/y": { interval: 60, rules: ["d"] }
    })
  })
)

it.effect("a group refers to its rules, and is known by its folder", () =>
  Effect.sync(() => {
    const content = { interval: 30, rules: ["b", "a"] }
    expect(Remap.references(kind, content)).toEqual([
      { kind: "alert-rules", key: "b", at: "rules[0]" },
      { kind: "alert-rules", key: "a", at: "rules[1]" }
    ])
    expect(kind.references(content, () => undefined)).toEqual(content)
    expect(Remap.apply(kind, content, { "alert-rules": { a: "z" } })).toEqual({
      interval: 30,
      rules: ["b", "z"]
    })
    expect(kind.rekey?.("f/x/y", (_, uid) => `new-${uid}`)).toBe("new-f/x/y")
    expect(kind.rekey?.("f/x/y", () => undefined)).toBe("f/x/y")
  })
)

it.effect("a group that comes with its rules gets their order and its interval, and goes with them", () =>
  Effect.gen(function* () {
    const from = yield* holding(group(30, "b", "c", "a"))
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(changes(made)).toContain(`rule-groups ${g}: create`)
    expect(made.organizations[0]?.unresolved).toEqual([])
    expect(yield* contents(target, kind)).toEqual(yield* contents(from, kind))
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ kept: 0, failed: 0 })
    expect(yield* contents(target, kind)).toEqual({})
  })
)

it.effect("a group that differs becomes the source's, and its rules stay what they are", () =>
  Effect.gen(function* () {
    const from = yield* holding(group(30, "b", "c", "a"))
    const target = yield* holding(group(120, "a", "b", "c"), 2)
    const before = yield* contents(target, rules)
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(changes(made)).toEqual([`rule-groups ${g}: update`])
    expect(yield* on(target)(groupThere)).toEqual({ interval: 30, rules: ["b", "c", "a"] })
    expect(yield* contents(target, rules)).toEqual(before)
    expect(yield* back).toMatchObject({ restored: 1, failed: 0 })
    expect(yield* on(target)(groupThere)).toEqual({ interval: 120, rules: ["a", "b", "c"] })
  })
)

it.effect("a group whose folder has another uid in the target is there by that", () =>
  Effect.gen(function* () {
    const from = yield* holding(group(30, "b", "a"))
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(surroundings)
    const remap = { folders: { "f-one": "f-two" } }
    const { trouble } = yield* move(from, target, kinds, { remap })
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual({ "f-two/g": { interval: 30, rules: ["b", "a"] } })
    const { plan: made } = yield* plan(from, target, kinds, { remap })
    expect(changes(made).filter((change) => change.startsWith("rule-groups"))).toEqual([])
  })
)

it.effect("a rule that comes into a group of the target's stands in its place", () =>
  Effect.gen(function* () {
    const from = yield* holding(group(60, "a", "b", "c"))
    const target = yield* holding(group(60, "a", "b"), 2)
    expect((yield* move(from, target, kinds)).trouble).toEqual([])
    expect(yield* on(target)(groupThere)).toEqual({ interval: 60, rules: ["a", "b", "c"] })
  })
)

const writing = { idOf: () => Effect.succeed(""), secret: () => Option.none(), message: "" }

/** Writes the group as it is wanted, whatever a plan would say. */
const arrange = (fake: FakeGrafana.Service, interval: number, ...uids: ReadonlyArray<string>) =>
  on(fake)(kind.write?.create(g, { interval, rules: uids }, writing) ?? Effect.void)

it.effect("rules that only the target has stay, after the others", () =>
  Effect.gen(function* () {
    const target = yield* holding(group(120, "own", "a", "b"))
    yield* arrange(target, 30, "b", "a")
    expect(yield* on(target)(groupThere)).toEqual({ interval: 30, rules: ["b", "a", "own"] })
  })
)

it.effect("rules that the target's group lacks are named, and the others are in order", () =>
  Effect.gen(function* () {
    const target = yield* holding(group(120, "a", "b"))
    const problem = yield* Effect.flip(arrange(target, 30, "b", "lost", "a"))
    expect(problem).toMatchObject({
      _tag: "RulesMissing",
      message: "the target's group lacks the rules lost; the others are in order"
    })
    expect(yield* on(target)(groupThere)).toEqual({ interval: 30, rules: ["b", "a"] })
  })
)

it.effect("each rule keeps who may change it", () =>
  Effect.gen(function* () {
    const target = yield* holding(group(120, "a"))
    // By a write of its own a rule comes to the front (12.3.0), so that this order can be kept.
    yield* on(target)(rule("locked", { disableProvenance: false }))
    yield* arrange(target, 30, "a", "locked")
    expect(yield* on(target)(groupThere)).toEqual({ interval: 30, rules: ["a", "locked"] })
    expect(yield* contents(target, rules)).toEqual({
      a: held("a"),
      locked: held("locked", { provenance: "api" })
    })
  })
)

it.effect("an order that Grafana does not keep is said to be lost", () =>
  Effect.gen(function* () {
    const target = yield* holding(group(120, "a", "b"))
    yield* on(target)(rule("locked", { disableProvenance: false }))
    const problem = yield* Effect.flip(arrange(target, 30, "a", "b", "locked"))
    expect(problem).toMatchObject({
      _tag: "OrderLost",
      message: "rules of two provenances take no order in one group; they stand as a, locked, b"
    })
    expect((yield* on(target)(AlertRules.get({ uid: "locked" }))).provenance).toBe("api")
  })
)

it.effect("a group from a file is not changed in the target", () =>
  Effect.gen(function* () {
    const old = yield* FakeGrafana.make({ seed: 2 })
    yield* on(old)(Effect.zipRight(surroundings, rule("a", { disableProvenance: false })))
    const target = provisionedBy("file", old)
    expect((yield* readings(target, kind))[g]).toEqual({
      content: { interval: 60, rules: ["a"] },
      fixed: "provisioned from a file",
      aside: { provenance: "file" }
    })
    const { plan: made } = yield* plan(yield* holding(group(30, "a")), target, kinds)
    expect(changes(made)).toEqual([`rule-groups ${g}: conflict`])
  })
)
