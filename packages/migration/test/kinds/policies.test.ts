import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"
import { provisionedBy } from "../support/provisioned.js"

const kind = kindOf("notification-policies")
const kinds = kindsOf(["contact-points", "mute-timings", "notification-policies"])

const tree = {
  receiver: "ops",
  group_by: ["alertname"],
  group_wait: "30s",
  routes: [
    {
      receiver: "grafana-default-email",
      object_matchers: [["team", "=~", "a|b"] as const],
      mute_time_intervals: ["weekends"],
      continue: true,
      routes: [{ active_time_intervals: ["nights"], repeat_interval: "2d" }]
    }
  ]
}

const others = Effect.all([
  ...["ops", "dev"].map((name) =>
    ContactPoints.create({
      uid: name,
      name,
      type: "email",
      settings: { addresses: "a@b.test" },
      disableProvenance: true
    })
  ),
  ...["weekends", "nights"].map((name) =>
    MuteTimings.create({ name, time_intervals: [{ weekdays: ["sunday"] }], disableProvenance: true })
  )
])

const routed = Effect.zipRight(others, NotificationPolicies.replace({ ...tree, disableProvenance: true }))

const source = Effect.tap(FakeGrafana.make(), (fake) => on(fake)(routed))

const untouched = { tree: { receiver: "grafana-default-email", group_by: ["grafana_folder", "alertname"] } }

it.effect("the policies are one tree, which every Grafana has", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* FakeGrafana.make(), kind)).toEqual({ policies: untouched })
    expect(yield* contents(yield* source, kind)).toEqual({ policies: { tree } })
  })
)

it.effect("policies refer to contact points and mute timings, at every level", () =>
  Effect.sync(() => {
    expect(Remap.references(kind, { tree })).toEqual([
      { kind: "contact-points", key: "ops", at: "tree.receiver" },
      { kind: "contact-points", key: "grafana-default-email", at: "tree.routes[0].receiver" },
      { kind: "mute-timings", key: "weekends", at: "tree.routes[0].mute_time_intervals[0]" },
      { kind: "mute-timings", key: "nights", at: "tree.routes[0].routes[0].active_time_intervals[0]" }
    ])
    expect(kind.references({ tree }, () => undefined)).toEqual({ tree })
    expect(Remap.apply(kind, { tree }, { "mute-timings": { nights: "days" } })).toEqual({
      tree: {
        ...tree,
        routes: [{ ...tree.routes[0], routes: [{ active_time_intervals: ["days"], repeat_interval: "2d" }] }]
      }
    })
  })
)

it.effect("policies become those of the source, after what they refer to, and are restored", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, plan: made, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(made.organizations[0]?.unresolved).toEqual([])
    expect(changes(made)).toContain("notification-policies policies: update")
    expect(yield* contents(target, kind)).toEqual({ policies: { tree } })
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ restored: 1, removed: 4, failed: 0 })
    expect(yield* contents(target, kind)).toEqual({ policies: untouched })
  })
)

/** Saves a tree with matchers that the contract does not take any more. */
const savePlain = (fake: FakeGrafana.Service, tree: unknown): number =>
  fake.handle({
    method: "PUT",
    url: "/api/v1/provisioning/policies",
    headers: {
      authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
      "content-type": "application/json",
      "x-disable-provenance": "true"
    },
    body: JSON.stringify(tree)
  }).status

it.effect("matchers of all forms arrive, in the one that Grafana takes", () =>
  Effect.gen(function* () {
    const [from, target] = [yield* source, yield* FakeGrafana.make({ seed: 2 })]
    const routes = [
      { receiver: "ops", match: { team: "a" }, match_re: { env: "p.*" } },
      { receiver: "ops", matchers: ['severity!="a \\"page\\" b"', "b!~c|d"] }
    ]
    expect(savePlain(from, { ...tree, routes })).toBe(202)
    const { trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    const moved = [
      {
        receiver: "ops",
        object_matchers: [
          ["env", "=~", "p.*"],
          ["team", "=", "a"]
        ]
      },
      {
        receiver: "ops",
        object_matchers: [
          ["b", "!~", "c|d"],
          ["severity", "!=", 'a "page" b']
        ]
      }
    ]
    expect(yield* contents(from, kind)).toEqual({ policies: { tree: { ...tree, routes: moved } } })
    expect(yield* on(target)(NotificationPolicies.get())).toEqual({ ...tree, routes: moved })
  })
)

it.effect("a matcher that cannot be read is named, and nothing is written without it", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    const content = { tree: { receiver: "grafana-default-email", routes: [{ matchers: ['a="\\x00"'] }] } }
    const written = kind.write?.update({ key: "policies", content }, content, {
      idOf: () => Effect.succeed(""),
      secret: () => Option.none(),
      message: ""
    })
    const problem = yield* Effect.flip(on(fake)(written ?? Effect.void))
    expect(problem).toMatchObject({ _tag: "MatcherUnreadable", message: 'a="\\x00" is no matcher' })
    expect(fake.writes).toEqual([])
  })
)

it.effect("policies whose contact point the target lacks are not written", () =>
  Effect.gen(function* () {
    const { plan: made } = yield* plan(yield* source, yield* FakeGrafana.make({ seed: 2 }), [kind])
    expect(changes(made)).toEqual(["notification-policies policies: conflict"])
    expect(made.organizations[0]?.unresolved).toContainEqual({
      kind: "notification-policies",
      key: "policies",
      at: "tree.routes[0].mute_time_intervals[0]",
      missing: { kind: "mute-timings", key: "weekends" }
    })
  })
)

it.effect("what the API has written stays the API's", () =>
  Effect.gen(function* () {
    const [from, target] = [yield* source, yield* FakeGrafana.make({ seed: 2 })]
    yield* on(from)(NotificationPolicies.replace(tree))
    const { trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual({ policies: { tree, provenance: "api" } })
  })
)

it.effect("policies from a file are not changed in the target", () =>
  Effect.gen(function* () {
    const old = yield* FakeGrafana.make({ seed: 2 })
    yield* on(old)(Effect.zipRight(others, NotificationPolicies.replace({ receiver: "dev" })))
    const target = provisionedBy("file", old)
    expect((yield* readings(target, kind))["policies"]).toEqual({
      content: { tree: { receiver: "dev" } },
      fixed: "provisioned from a file",
      aside: { provenance: "file" }
    })
    const { plan: made } = yield* plan(yield* source, target, kinds)
    expect(changes(made)).toEqual(["notification-policies policies: conflict"])
  })
)

it.effect("policies come with an organization that is made, and go with it", () =>
  Effect.gen(function* () {
    const [from, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(from)(
      Effect.flatMap(Organizations.create({ name: "B" }), ({ orgId }) =>
        GrafanaClient.withOrganization(orgId)(routed)
      )
    )
    const { back, trouble } = yield* move(from, target, kinds, { organizations: "by name" })
    expect(trouble).toEqual([])
    const { id } = yield* on(target)(Organizations.getByName({ name: "B" }))
    expect(yield* on(target)(GrafanaClient.withOrganization(id)(NotificationPolicies.get()))).toEqual(tree)
    expect(yield* back).toMatchObject({ kept: 0, failed: 0 })
    expect((yield* Effect.flip(on(target)(Organizations.getByName({ name: "B" }))))._tag).toBe("NotFound")
  })
)
