import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Doctor from "@effect-grafana/migration/Doctor"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type * as Origin from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { as, tokenOf, withAuth } from "./support/callers.js"
import { on, seeded } from "./support/instances.js"
import { kindsOf } from "./support/moving.js"
import { join } from "./support/people.js"

const content = { folders: 9, dashboards: 20, libraryElements: 6, dataSources: 4 }
const kinds = kindsOf(["folders", "data-sources", "library-elements", "dashboards"])

const originOf = (fake: FakeGrafana.Service, names: "current" | "all" = "current") =>
  on(fake)(Inventory.origin({ kinds, organizations: names }))

const planOf = (source: Origin.Origin, target: FakeGrafana.Service) =>
  on(target)(Plan.make({ source, kinds }))

const told = (diagnoses: ReadonlyArray<Doctor.Diagnosis>) =>
  diagnoses.map(({ problem, severity, side }) => `${side} ${severity}: ${problem}`)

/** A fake whose answers to some requests are others. */
const answering = (
  fake: FakeGrafana.Service,
  answers: Readonly<Record<string, { readonly status: number; readonly body: unknown }>>
): FakeGrafana.Service => ({
  ...fake,
  handle: (request) => {
    const answer = answers[request.url]
    return answer === undefined
      ? fake.handle(request)
      : {
          status: answer.status,
          headers: { "content-type": "application/json" },
          body: JSON.stringify(answer.body)
        }
  }
})

const missing = { status: 404, body: { message: "Not found" } }

const ofVersion = (version: string, fake: FakeGrafana.Service) =>
  answering(fake, { "/api/health": { status: 200, body: { database: "ok", version, commit: "NA" } } })

const target = FakeGrafana.make({ seed: 2 })

it.effect("a target that can take everything has nothing told of it, and nothing is written", () =>
  Effect.gen(function* () {
    const [source, empty] = [yield* seeded(content), yield* target]
    const origin = yield* originOf(source)
    expect(yield* on(empty)(Doctor.examine({ source: origin, kinds }))).toEqual([])
    const plan = yield* planOf(origin, empty)
    expect(yield* on(empty)(Doctor.examine({ source: origin, plan }))).toEqual([])
    expect([...source.writes, ...empty.writes]).toEqual([])
  })
)

it.effect("the token of an administrator is enough", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const empty = yield* target
    const auth = yield* on(empty)(tokenOf("Admin"))
    expect(yield* withAuth(empty, auth)(Doctor.examine({ source: origin }))).toEqual([])
  })
)

it.effect("the token of a viewer is told kind by kind, with the actions that it lacks", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const empty = yield* target
    const auth = yield* on(empty)(tokenOf("Viewer"))
    const diagnoses = yield* withAuth(empty, auth)(Doctor.examine({ source: origin, kinds }))
    expect(Doctor.isFit(diagnoses)).toBe(false)
    expect(told(diagnoses)).toEqual([
      "target error: dashboards cannot be read: the credential lacks dashboards:read",
      "target error: folders cannot be written: the credential lacks folders:create, folders:write",
      "target error: data-sources cannot be written: the credential lacks datasources:create, datasources:write",
      "target error: library-elements cannot be written: the credential lacks library.panels:create, library.panels:write",
      "target error: dashboards cannot be written: the credential lacks dashboards:create, dashboards:write",
      "target warning: not all folders can be read: the credential has folders:read in some places only",
      "target warning: not all library-elements can be read: the credential has library.panels:read in some places only"
    ])
  })
)

it.effect("what a plan removes needs the right to remove it", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const empty = yield* target
    yield* on(empty)(Folders.create({ uid: "surplus", title: "Surplus" }))
    const plan = yield* on(empty)(Plan.make({ source: origin, kinds, prune: {} }))
    expect(yield* on(empty)(Doctor.examine({ source: origin, plan }))).toEqual([])
    const auth = yield* on(empty)(tokenOf("Viewer"))
    expect(told(yield* withAuth(empty, auth)(Doctor.examine({ source: origin, plan })))).toContain(
      "target error: folders cannot be removed: the credential lacks folders:delete"
    )
  })
)

it.effect("a source is examined for whether the credential sees all of it", () =>
  Effect.gen(function* () {
    const fake = yield* seeded(content)
    yield* on(fake)(join("ed", "Editor"))
    expect(yield* on(fake)(Doctor.examineSource())).toEqual([])
    const diagnoses = yield* as(fake, "ed")(Doctor.examineSource(Kinds.usual))
    expect(told(diagnoses)).toContain(
      "source error: service-accounts cannot be read: the credential lacks serviceaccounts:read"
    )
    expect(told(diagnoses)).toContain(
      "source warning: not all dashboards can be read: the credential has dashboards:read in some places only"
    )
  })
)

it.effect("an older target is told, and what it does not know yet", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const nine = ofVersion("9.5.21", yield* target)
    const diagnoses = yield* on(nine)(Doctor.examine({ source: origin, kinds }))
    expect(told(diagnoses)).toEqual([
      "target error: 6 folders stand in others, and Grafana 9.5.21 nests none",
      "target warning: it is Grafana 9.5.21, and the source is 12.3.0: it may not know all that a newer one has stored"
    ])
    const ten = ofVersion("10.4.2", yield* target)
    expect(told(yield* on(ten)(Doctor.examine({ source: origin, kinds })))).toContain(
      "target warning: 6 folders stand in others, and Grafana 10.4.2 nests them only with the feature toggle nestedFolders"
    )
  })
)

it.effect("versions that are not supported are told, and hidden ones noted", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* target)
    const examined = (version: string) =>
      Effect.flatMap(target, (fake) =>
        on(ofVersion(version, fake))(Doctor.examine({ source: origin, kinds }))
      )
    expect(told(yield* examined("9.2.0"))).toContain(
      "target error: it is Grafana 9.2.0, and 9.3 is the oldest that is supported"
    )
    expect(told(yield* examined("13.0.1"))).toEqual([
      "target warning: it is Grafana 13.0.1, and 12 is the newest major version that is known"
    ])
    expect(told(yield* examined("13"))).toEqual(["target note: its version is hidden, and is not examined"])
  })
)

it.effect("dashboards of a schema that the target does not serve are counted", () =>
  Effect.gen(function* () {
    const source = yield* target
    const board = {
      title: "New",
      elements: {
        a: { kind: "Panel", spec: { id: 1, vizConfig: { kind: "VizConfig", group: "acme-panel" } } }
      },
      layout: { kind: "GridLayout", spec: { items: [] } }
    }
    yield* on(source)(
      DashboardResources.create({
        namespace: "default",
        version: "v2beta1",
        metadata: { name: "d-new" },
        spec: board
      })
    )
    const origin = yield* originOf(source)
    const panels =
      "target warning: 1 dashboard or library panel shows panels of the plugin acme-panel, which it has not"
    expect(told(yield* on(yield* target)(Doctor.examine({ source: origin, kinds })))).toEqual([panels])
    const without = answering(yield* target, { "/apis/dashboard.grafana.app": missing })
    expect(told(yield* on(without)(Doctor.examine({ source: origin, kinds })))).toEqual([
      "target error: 1 dashboard is stored as dashboard.grafana.app/v2beta1, which it does not serve",
      panels
    ])
  })
)

it.effect("plugins that the target lacks are named, those of data sources and those of panels", () =>
  Effect.gen(function* () {
    const source = yield* target
    yield* on(source)(
      Effect.all([
        DataSources.create({ name: "acme", type: "acme-datasource", access: "proxy" }),
        DataSources.create({ name: "prom", type: "prometheus", access: "proxy" }),
        Dashboards.save({
          dashboard: {
            title: "Old",
            panels: [
              { id: 1, type: "row", panels: [{ id: 2, type: "acme-panel" }] },
              { id: 3, type: "graph" },
              { id: 4, type: "timeseries" },
              { id: 5, libraryPanel: { uid: "l-one" } }
            ]
          }
        })
      ])
    )
    const diagnoses = yield* on(yield* target)(Doctor.examine({ source: yield* originOf(source), kinds }))
    expect(told(diagnoses)).toEqual([
      "target warning: 1 data source is of the plugin acme-datasource, which it has not",
      "target warning: 1 dashboard or library panel shows panels of the plugin acme-panel, which it has not",
      "target note: 1 dashboard or library panel shows panels of type graph, which Grafana 12.3.0 replaces by one of its own"
    ])
  })
)

it.effect("a quota that is too small is an error with a plan, and a warning without", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const full = yield* FakeGrafana.make({ seed: 2, quotas: true })
    yield* on(full)(Organizations.setQuota({ id: 1, target: "dashboard", limit: 15 }))
    yield* on(full)(Dashboards.save({ dashboard: { title: "One" } }))
    expect(told(yield* on(full)(Doctor.examine({ source: origin, kinds })))).toEqual([
      "target warning: the quota of dashboards is 15, of which 1 is used, and 20 may have to be created"
    ])
    const plan = yield* planOf(origin, full)
    expect(yield* on(full)(Doctor.examine({ source: origin, plan }))).toEqual([
      {
        side: "target",
        severity: "error",
        subject: "quotas",
        problem: "the quota of dashboards is 15, of which 1 is used, and 20 would be created",
        advice: "raise the quota dashboard of the organization"
      }
    ])
    yield* on(full)(Organizations.setQuota({ id: 1, target: "dashboard", limit: 21 }))
    expect(yield* on(full)(Doctor.examine({ source: origin, plan }))).toEqual([])
  })
)

it.effect("the users of the source take no room: a migration makes none", () =>
  Effect.gen(function* () {
    const origin = yield* on(yield* seeded({ users: 30 }))(Inventory.origin())
    const full = yield* FakeGrafana.make({ seed: 2, quotas: true })
    expect(yield* on(full)(Doctor.examine({ source: origin }))).toEqual([])
  })
)

it.effect(
  "each organization of a plan is examined by itself, and one that is to be made asks for an administrator",
  () =>
    Effect.gen(function* () {
      const source = yield* seeded(content)
      yield* on(source)(Organizations.create({ name: "Second" }))
      const full = yield* FakeGrafana.make({ seed: 2, quotas: true })
      yield* on(full)(Organizations.setQuota({ id: 1, target: "data_source", limit: 3 }))
      const origin = yield* originOf(source, "all")
      const plan = yield* planOf(origin, full)
      expect(yield* on(full)(Doctor.examine({ source: origin, plan }))).toMatchObject([
        { severity: "error", subject: "quotas", organization: "Main Org." }
      ])
      yield* on(full)(join("boss", "Admin"))
      expect(told(yield* as(full, "boss")(Doctor.examine({ source: origin, plan })))).toContain(
        "target error: only a Grafana administrator can make the organizations that are missing: Second"
      )
      const auth = yield* on(full)(tokenOf("Admin"))
      expect(told(yield* withAuth(full, auth)(Doctor.examine({ source: origin, plan })))).toContain(
        "target error: it is a token, which is of one organization, and the plan is for Main Org., Second"
      )
    })
)

it.effect("uids that are too long, folders too deep and dashboards too large are named", () =>
  Effect.gen(function* () {
    const long = "u".repeat(41)
    const source: Origin.Origin = {
      about: { url: "", version: "12.3.0" },
      organizations: [{ id: 1, name: "Main Org." }],
      kinds: ["folders", "dashboards"],
      pages: (organization, kind) => pagesOf(organization, kind, long),
      read: () => Effect.succeed({ content: { dashboard: { text: "x".repeat(17 * 2 ** 20) } } })
    }
    expect(told(yield* on(yield* target)(Doctor.examine({ source, kinds })))).toEqual([
      "target error: 1 folder stands in more than 4 others: f5",
      `target error: 1 uid is longer than 40 characters: dashboards ${long}`,
      `target error: 1 dashboard is larger than 16 MiB: ${long}`
    ])
  })
)

const pagesOf = (organization: Origin.Organization, kind: string, long: string) => {
  const item = (key: string, folder?: string) => ({
    key,
    title: key,
    kind,
    organization,
    ...(folder === undefined ? {} : { folder })
  })
  const items =
    kind === "folders"
      ? ["f0", "f1", "f2", "f3", "f4", "f5"].map((uid, i, all) => item(uid, all[i - 1]))
      : [item(long)]
  return Stream.make({ kind, organization, items, findings: [] })
}

it.effect("as many data sources as a listing shows at most are told on both sides", () =>
  Effect.gen(function* () {
    const source = yield* seeded({ dataSources: 5000 })
    const other = yield* seeded({ seed: 2, dataSources: 1 })
    const origin = yield* on(source)(Inventory.origin({ kinds: kindsOf(["data-sources"]) }))
    // What is in each of them does not matter here.
    const bare = { ...origin, read: () => Effect.succeed({ content: {} }) }
    expect(told(yield* on(other)(Doctor.examine({ source: bare })))).toEqual([
      "source warning: 5000 data sources were listed: there may be more that it does not show",
      "target warning: with 5000 more it would have 5001 data sources, and would not list all of them"
    ])
  })
)

it.effect("what the target lacks or does not show becomes a note", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const forbidden = { status: 403, body: { message: "Access denied" } }
    const bare = answering(yield* FakeGrafana.make({ quotas: true }), {
      "/api/access-control/user/permissions": missing,
      "/api/org/quotas": forbidden,
      "/api/plugins": forbidden
    })
    const diagnoses = yield* on(bare)(Doctor.examine({ source: origin, kinds }))
    expect(diagnoses.map(({ severity, subject }) => [severity, subject])).toEqual([
      ["note", "plugins"],
      ["note", "permissions"],
      ["note", "quotas"]
    ])
    expect(told(diagnoses)).toContain("target note: could not be examined: Access denied (Forbidden, 403)")
  })
)

it.effect("what does not add up in the source is told once, with how much there is", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const finding = { kind: "folders", organization: "Main Org.", problem: "listed twice" }
    const amiss: Origin.Origin = {
      ...origin,
      pages: (organization, kind) =>
        Stream.map(origin.pages(organization, kind), (page) => ({ ...page, findings: [finding] }))
    }
    const [diagnosis, ...others] = yield* on(yield* target)(Doctor.examine({ source: amiss, kinds }))
    expect(others).toEqual([])
    expect(diagnosis?.problem).toMatch(/^not all of it is known: folders: listed twice, and \d+ more$/)
  })
)

it.effect("what the source does not show is told", () =>
  Effect.gen(function* () {
    const fake = yield* seeded(content)
    const origin = yield* originOf(fake)
    const blind: Origin.Origin = {
      ...origin,
      read: (found) =>
        found.kind === "data-sources"
          ? Effect.fail({ _tag: "Forbidden", message: "no", status: 403 })
          : origin.read(found)
    }
    const [diagnosis, ...others] = yield* on(yield* target)(Doctor.examine({ source: blind, kinds }))
    expect(others).toEqual([])
    expect(diagnosis?.problem).toMatch(/^4 objects could not be read: data-sources /)
  })
)

// In real time: the client tries a credential once more that has been good before.
it.live("a credential that is refused fails the examination", () =>
  Effect.gen(function* () {
    const origin = yield* originOf(yield* seeded(content))
    const closed = answering(yield* target, {
      "/api/plugins": { status: 401, body: { message: "Unauthorized", messageId: "auth.unauthorized" } }
    })
    expect(yield* Effect.flip(on(closed)(Doctor.examine({ source: origin, kinds })))).toMatchObject({
      _tag: "Unauthorized"
    })
  })
)
