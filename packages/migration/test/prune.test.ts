/** What only the target has goes when that is asked for, comes back on rollback, and else stays. */
import * as Folders from "@effect-grafana/elements/Folders"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Report from "@effect-grafana/migration/Report"
import * as Rollback from "@effect-grafana/migration/Rollback"
import * as Verify from "@effect-grafana/migration/Verify"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { on } from "./support/instances.js"
import { contents, kindOf } from "./support/moving.js"
import { countsOf, dataOf } from "./support/pages.js"

const board = (uid: string, folderUid?: string) =>
  Dashboards.save({
    dashboard: { uid, title: uid, panels: [] },
    overwrite: true,
    ...(folderUid === undefined ? {} : { folderUid })
  })

/** A source with a folder and two dashboards; a target that has them, and a folder in a folder and more beyond. */
const instances = Effect.gen(function* () {
  const source = yield* FakeGrafana.make()
  const target = yield* FakeGrafana.make({ seed: 2 })
  const shared = Effect.all([Folders.create({ uid: "f", title: "Shared" }), board("a", "f"), board("b")])
  yield* on(source)(shared)
  yield* on(target)(
    Effect.all([
      shared,
      Folders.create({ uid: "old", title: "Old" }),
      Folders.create({ uid: "older", title: "Older", parentUid: "old" }),
      board("old-1", "older"),
      board("old-2"),
      DataSources.create({ uid: "prom", name: "Prom", type: "prometheus", access: "proxy" }),
      Teams.create({ name: "Gone" })
    ])
  )
  return { source, target }
})

const removedKinds = ["dashboards", "data-sources", "folders", "teams"] as const

const allOf = (target: FakeGrafana.Service) =>
  Effect.forEach(removedKinds, (kind) => contents(target, kindOf(kind)))

const plan = (
  source: FakeGrafana.Service,
  target: FakeGrafana.Service,
  options: Omit<Plan.Options, "source"> = { prune: { most: 30 } }
) =>
  Effect.gen(function* () {
    const origin = yield* on(source)(Inventory.origin())
    return { origin, plan: yield* on(target)(Plan.make({ source: origin, ...options })) }
  })

const removals = ({ organizations }: Plan.Plan): ReadonlyArray<string> =>
  organizations.flatMap(({ actions }) =>
    actions.filter(({ change }) => change === "remove").map(({ key, kind }) => `${kind} ${key}`)
  )

describe("a plan that prunes", () => {
  it.effect(
    "removes what refers to others first, what stands in a folder before it, and all of it last",
    () =>
      Effect.gen(function* () {
        const { source, target } = yield* instances
        const { plan: made } = yield* plan(source, target)
        const order = removals(made)
        expect(order.filter((it) => !it.includes("permissions") && !it.includes("preferences"))).toEqual([
          expect.stringMatching(/^dashboards old-/),
          expect.stringMatching(/^dashboards old-/),
          "data-sources prom",
          "folders older",
          "folders old",
          "teams Gone"
        ])
        expect(order).toContain("folder-permissions older")
        const [{ actions = [] } = {}] = made.organizations
        expect(actions.slice(-order.length).every(({ change }) => change === "remove")).toBe(true)
        expect(Plan.table(made)).toContain("Removed from the target:")
        expect(yield* Plan.decode(Plan.encode(made))).toEqual(made)
      })
  )

  it.effect("leaves users and service accounts, and without being asked everything", () =>
    Effect.gen(function* () {
      const source = yield* FakeGrafana.make()
      const target = yield* FakeGrafana.make({ seed: 2 })
      target.seed({ users: 3, serviceAccounts: 2, folders: 2 })
      const { plan: asked } = yield* plan(source, target)
      expect(removals(asked).filter((it) => /^(users|service-accounts)/.test(it))).toEqual([])
      expect(removals(asked)).not.toEqual([])
      expect(removals((yield* plan(source, target, {})).plan)).toEqual([])
    })
  )

  it.effect("is refused under a filter, beyond its cap, and where a side is not known in full", () =>
    Effect.gen(function* () {
      const { source, target } = yield* instances
      const problemOf = (options: Omit<Plan.Options, "source">) =>
        Effect.map(Effect.flip(plan(source, target, options)), ({ message }) => message)
      expect(yield* problemOf({ prune: {}, filter: { tags: ["x"] } })).toContain("a filter hides")
      expect(yield* problemOf({ prune: {} })).toContain("11 objects stand only there, and 2 may go")
      expect(yield* problemOf({ prune: { most: 10 } })).toContain("and 10 may go at most")
      const handle: FakeGrafana.Service["handle"] = (request) =>
        request.url.startsWith("/api/teams/search")
          ? { status: 500, headers: {}, body: '{"message":"boom"}' }
          : source.handle(request)
      const broken = yield* Effect.flip(plan({ ...source, handle }, target))
      expect(broken.message).toContain("not everything is known (source: teams:")
    })
  )
})

describe("an apply that prunes", () => {
  it.effect("makes both sides the same, and rollback brings back what it removed", () =>
    Effect.gen(function* () {
      const { source, target } = yield* instances
      const before = yield* allOf(target)
      const { origin, plan: made } = yield* plan(source, target)
      const journal = yield* Journal.memory(made)
      const summary = yield* on(target)(Apply.run({ journal, source: origin }))
      expect(summary).toEqual({ done: removals(made).length, already: 0, conflict: 0, failed: 0, unknown: 0 })
      for (const kind of removedKinds)
        expect(yield* contents(target, kindOf(kind))).toEqual(yield* contents(source, kindOf(kind)))
      expect(Verify.isEqual(yield* on(target)(Verify.run({ plan: made, source: origin })))).toBe(true)
      expect(countsOf(dataOf(yield* Report.html({ journal })))).toMatchObject({
        removed: removals(made).length
      })

      const back = yield* on(target)(Rollback.run({ journal }))
      expect([back.kept, back.failed]).toEqual([0, 0])
      expect(yield* allOf(target)).toEqual(before)
      const verdicts = yield* on(target)(Verify.run({ plan: made, source: origin }))
      expect(verdicts.flatMap(({ mismatches }) => mismatches).map(({ problem }) => problem)).toContain(
        "not removed"
      )
    })
  )

  it.effect("removes nothing while anything else is not in place, and the rest in a later run", () =>
    Effect.gen(function* () {
      const { source, target } = yield* instances
      yield* on(source)(board("new"))
      const { origin, plan: made } = yield* plan(source, target)
      const journal = yield* Journal.memory(made)
      let isBroken = true
      const handle: FakeGrafana.Service["handle"] = (request) =>
        isBroken && request.method === "POST" && request.url.startsWith("/api/dashboards/db")
          ? { status: 400, headers: {}, body: '{"message":"no"}' }
          : target.handle(request)
      const broken = { ...target, handle }
      const before = yield* allOf(target)
      const first = yield* on(broken)(Apply.run({ journal, source: origin }))
      expect(first.failed).toBeGreaterThan(1)
      expect(yield* allOf(target)).toEqual(before)
      isBroken = false
      const second = yield* on(broken)(Apply.run({ journal, source: origin }))
      expect(second).toMatchObject({ conflict: 0, failed: 0, unknown: 0 })
      for (const kind of removedKinds)
        expect(yield* contents(target, kindOf(kind))).toEqual(yield* contents(source, kindOf(kind)))
    })
  )

  it.effect("that dies right after a removal has noted enough to bring it back, and to go on", () =>
    Effect.gen(function* () {
      for (const takesBack of [true, false]) {
        const { source, target } = yield* instances
        const before = yield* allOf(target)
        const { origin, plan: made } = yield* plan(source, target)
        const journal = yield* Journal.memory(made)
        const full = new Journal.JournalFailed({ journal: "j", problem: "no space" })
        const dying: Journal.Journal = {
          ...journal,
          append: (record) =>
            record._tag === "Ended" && made.organizations[0]?.actions[record.action]?.kind === "dashboards"
              ? full
              : journal.append(record)
        }
        expect(yield* Effect.flip(on(target)(Apply.run({ journal: dying, source: origin })))).toBe(full)
        expect(yield* allOf(target)).not.toEqual(before)
        if (takesBack) {
          expect(yield* on(target)(Rollback.run({ journal }))).toMatchObject({ kept: 0, failed: 0 })
          expect(yield* allOf(target)).toEqual(before)
        } else {
          const fiber = yield* Effect.fork(on(target)(Apply.run({ journal, source: origin })))
          yield* TestClock.adjust("1 minute")
          expect(yield* Fiber.join(fiber)).toMatchObject({ conflict: 0, failed: 0, unknown: 0, already: 0 })
        }
      }
    })
  )

  it.effect("leaves what somebody has changed since the plan", () =>
    Effect.gen(function* () {
      const { source, target } = yield* instances
      const { origin, plan: made } = yield* plan(source, target)
      yield* on(target)(
        Dashboards.save({ dashboard: { uid: "old-2", title: "Still needed", panels: [] }, overwrite: true })
      )
      const journal = yield* Journal.memory(made)
      const summary = yield* on(target)(Apply.run({ journal, source: origin }))
      expect(summary.conflict).toBe(1)
      expect(yield* contents(target, kindOf("dashboards"))).toHaveProperty("old-2")
    })
  )
})
