import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Teams from "@effect-grafana/elements/Teams"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan } from "../support/moving.js"

const ofOrganization = kindOf("organization-preferences")
const ofTeams = kindOf("team-preferences")

const home = Dashboards.save({ dashboard: { uid: "home", title: "Home" } })
const set = { theme: "dark", timezone: "utc", weekStart: "monday", homeDashboardUID: "home" }

describe("the preferences of an organization", () => {
  const kinds = kindsOf(["dashboards", "organization-preferences"])

  it.effect("are those that are set", () =>
    Effect.gen(function* () {
      const fake = yield* FakeGrafana.make()
      expect(yield* contents(fake, ofOrganization)).toEqual({ preferences: {} })
      yield* on(fake)(Effect.zipRight(home, Organization.updatePreferences(set)))
      expect(yield* contents(fake, ofOrganization)).toEqual({ preferences: set })
    })
  )

  it.effect("refer to the home dashboard", () =>
    Effect.sync(() => {
      expect(Remap.references(ofOrganization, set)).toEqual([
        { kind: "dashboards", key: "home", at: "homeDashboardUID" }
      ])
      expect(ofOrganization.references(set, () => undefined)).toEqual(set)
      expect(Remap.references(ofOrganization, { theme: "dark" })).toEqual([])
    })
  )

  it.effect("become those of the source, and what the target has more is taken back", () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(Effect.zipRight(home, Organization.updatePreferences(set)))
      yield* on(target)(Organization.updatePreferences({ theme: "light", language: "de-DE" }))
      const { back, trouble } = yield* move(source, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, ofOrganization)).toEqual({ preferences: set })
      expect(changes((yield* plan(source, target, kinds)).plan)).toEqual([])
      yield* back
      expect(yield* contents(target, ofOrganization)).toMatchObject({
        preferences: { theme: "light", language: "de-DE" }
      })
    })
  )

  it.effect("wait for a home dashboard that the target lacks", () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(Effect.zipRight(home, Organization.updatePreferences(set)))
      const { plan: made } = yield* plan(source, target, [ofOrganization])
      expect(changes(made)).toEqual(["organization-preferences preferences: conflict"])
    })
  )

  it.effect("come with an organization that is made", () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(
        Effect.flatMap(Organizations.create({ name: "B" }), ({ orgId }) =>
          GrafanaClient.withOrganization(orgId)(Organization.updatePreferences({ theme: "light" }))
        )
      )
      const { trouble } = yield* move(source, target, kinds, { organizations: "by name" })
      expect(trouble).toEqual([])
      const { id } = yield* on(target)(Organizations.getByName({ name: "B" }))
      const there = yield* on(target)(GrafanaClient.withOrganization(id)(Organization.getPreferences()))
      expect(there).toEqual({ theme: "light" })
    })
  )
})

describe("the preferences of a team", () => {
  const kinds = kindsOf(["users", "teams", "dashboards", "team-preferences"])

  const team = (name: string, preferences: typeof set | { readonly theme: string }) =>
    Effect.flatMap(Teams.create({ name }), ({ teamId }) =>
      Teams.updatePreferences({ id: teamId, ...preferences })
    )

  it.effect("come with a team that is made, which has another id", () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(Effect.all([home, team("Sales", set), team("Ops", { theme: "light" })]))
      yield* on(target)(Teams.create({ name: "Other" }))
      const { back, trouble } = yield* move(source, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, ofTeams)).toEqual({ Other: {}, Ops: { theme: "light" }, Sales: set })
      expect(yield* back).toMatchObject({ kept: 0, failed: 0 })
      expect(yield* contents(target, ofTeams)).toEqual({ Other: {} })
    })
  )

  it.effect("become those of the source's", () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      yield* on(source)(Effect.all([home, team("Sales", set)]))
      yield* on(target)(team("Sales", { theme: "light" }))
      const { back, trouble } = yield* move(source, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, ofTeams)).toEqual({ Sales: set })
      expect(changes((yield* plan(source, target, kinds)).plan)).toEqual([])
      yield* back
      expect((yield* contents(target, ofTeams))["Sales"]).toMatchObject({ theme: "light" })
    })
  )
})
