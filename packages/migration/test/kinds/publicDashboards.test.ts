import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Journal from "@effect-grafana/migration/Journal"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan, readings } from "../support/moving.js"

const kinds = kindsOf(["dashboards", "public-dashboards"])
const publicDashboards = kindOf("public-dashboards")

const token = "0123456789abcdef0123456789abcdef"

const settings = { isEnabled: true, annotationsEnabled: true, timeSelectionEnabled: false }

const publish = (dashboardUid: string, options: Partial<typeof settings> = settings) =>
  Effect.zipRight(
    Dashboards.save({ dashboard: { uid: dashboardUid, title: dashboardUid } }),
    PublicDashboards.create({ dashboardUid, ...options, accessToken: Redacted.make(token) })
  )

const source = Effect.tap(FakeGrafana.make(), (fake) => on(fake)(publish("d-one")))

const content = { ...settings, share: "public", secrets: ["accessToken"] }

it.effect(
  "how a dashboard is public is its settings; the link's token is only named, and its uid stands aside",
  () =>
    Effect.gen(function* () {
      const all = yield* readings(yield* source, publicDashboards)
      expect(all["d-one"]).toMatchObject({ content, aside: { uid: expect.any(String) } })
      expect(JSON.stringify(all)).not.toContain(token)
      expect(publicDashboards.rekey?.("d-one", (_, key) => `${key}-2`)).toBe("d-one-2")
    })
)

it.effect("a dashboard that is made public in the target is so in the same way, behind a new link", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, trouble } = yield* move(from, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, publicDashboards)).toEqual({ "d-one": content })
    expect((yield* on(target)(PublicDashboards.get({ dashboardUid: "d-one" }))).accessToken).not.toBe(token)
    expect(changes((yield* plan(from, target, kinds)).plan)).toEqual([])
    expect(yield* back).toMatchObject({ removed: 2, failed: 0 })
    expect(yield* contents(target, publicDashboards)).toEqual({})
  })
)

it.effect("with its access token as a secret, the link is that of the source", () =>
  Effect.gen(function* () {
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { origin, plan: made } = yield* plan(yield* source, target, kinds)
    const asked: Array<Apply.SecretPlace> = []
    yield* on(target)(
      Apply.run({
        journal: yield* Journal.memory(made),
        source: origin,
        secret: (place) => {
          asked.push(place)
          return Option.some(Redacted.make(token))
        }
      })
    )
    expect(asked).toEqual([
      { organization: "Main Org.", kind: "public-dashboards", key: "d-one", name: "accessToken" }
    ])
    expect((yield* on(target)(PublicDashboards.get({ dashboardUid: "d-one" }))).accessToken).toBe(token)
  })
)

it.effect("a dashboard that is public in another way gets the source's settings and keeps its link", () =>
  Effect.gen(function* () {
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(publish("d-one", { isEnabled: false, timeSelectionEnabled: true }))
    const { back, trouble } = yield* move(yield* source, target, kinds)
    expect(trouble).toEqual([])
    expect(yield* contents(target, publicDashboards)).toEqual({ "d-one": content })
    expect((yield* on(target)(PublicDashboards.get({ dashboardUid: "d-one" }))).accessToken).toBe(token)
    yield* back
    expect(yield* contents(target, publicDashboards)).toMatchObject({
      "d-one": { isEnabled: false, timeSelectionEnabled: true }
    })
  })
)

it.effect("a Grafana without public dashboards has none, and nothing is amiss", () =>
  Effect.gen(function* () {
    const fake = yield* source
    const handle = (request: FakeGrafana.FakeRequest): FakeGrafana.FakeResponse =>
      request.url.startsWith("/api/dashboards/public-dashboards")
        ? fake.handle({ ...request, url: "/api/no-such-route" })
        : fake.handle(request)
    expect(yield* contents({ ...fake, handle }, publicDashboards)).toEqual({})
  })
)
