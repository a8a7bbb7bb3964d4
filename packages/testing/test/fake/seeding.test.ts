import { describe, expect, it } from "@effect/vitest"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Effect from "effect/Effect"
import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { instanceOf } from "../../src/internal/fake/seed/instance.js"
import { start, type Grafana } from "./support.js"

const sizes: FakeGrafana.SeedOptions = {
  seed: 5,
  folders: 12,
  dashboards: 40,
  libraryElements: 8,
  users: 10,
  teams: 6,
  dataSources: 5,
  alertRules: 22,
  contactPoints: 7,
  policies: 9,
  muteTimings: 4,
  templates: 3,
  serviceAccounts: 6,
  playlists: 5,
  publicDashboards: 4,
  annotations: 30,
  snapshots: 6,
  permissions: 10,
  preferences: 6,
  organizations: 2
}

const seeded = (options = sizes) =>
  Effect.map(start(), (grafana) => {
    grafana.fake.seed(options)
    return grafana
  })

const provisioning = "/api/v1/provisioning"

/** How many things the routes show, without those of a fresh server. */
const shown = ({ get }: Grafana) => ({
  folders: get("/api/search?type=dash-folder").body.length,
  dashboards: get("/api/search?type=dash-db").body.length,
  libraryElements: get("/api/library-elements").body.result.totalCount,
  users: get("/api/users/search").body.totalCount - 1,
  teams: get("/api/teams/search").body.totalCount,
  dataSources: get("/api/datasources").body.length,
  alertRules: get(`${provisioning}/alert-rules`).body.length,
  contactPoints: get(`${provisioning}/contact-points`).body.length - 1,
  policies: get(`${provisioning}/policies`).body.routes.length,
  muteTimings: get(`${provisioning}/mute-timings`).body.length,
  templates: get(`${provisioning}/templates`).body.length,
  serviceAccounts: get("/api/serviceaccounts/search").body.totalCount,
  playlists: get("/api/playlists").body.length,
  publicDashboards: get("/api/dashboards/public-dashboards").body.totalCount,
  annotations: get("/api/annotations?limit=1000").body.length,
  snapshots: get("/api/dashboard/snapshots").body.length,
  organizations: get("/api/orgs").body.length - 1
})

describe("seeding", () => {
  it.effect("makes as many of each kind as it is told, and the routes show them", () =>
    Effect.gen(function* () {
      const { permissions: _, preferences: __, seed: ___, ...counts } = sizes
      expect(shown(yield* seeded())).toEqual(counts)
    })
  )

  it.effect("the same seed makes the same server, whatever the fake was made with", () =>
    Effect.gen(function* () {
      const dump = (seed: number) =>
        Effect.map(start({ seed }), (grafana) => {
          grafana.fake.seed(sizes)
          const { uid } = grafana.get("/api/user").body
          return JSON.stringify(grafana.fake.dump()).replaceAll(uid, "the administrator")
        })
      expect((yield* dump(1)) === (yield* dump(2))).toBe(true)
    })
  )

  it.effect("another seed makes other alert rules", () =>
    Effect.gen(function* () {
      const rules = (seed: number) =>
        Effect.map(
          seeded({ seed, folders: 3, alertRules: 8 }),
          ({ get }) => get(`${provisioning}/alert-rules`).body
        )
      expect(yield* rules(1)).not.toEqual(yield* rules(2))
    })
  )

  it.effect("leaves no trace in the log of writes, and knows no quotas", () =>
    Effect.gen(function* () {
      const { fake } = yield* start({ quotas: true })
      fake.seed({ dashboards: 150, folders: 3, alertRules: 150, users: 15 })
      expect(fake.writes).toEqual([])
    })
  )

  it.effect("alert rules without a folder get one", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded({ alertRules: 3 })
      const [folder] = get("/api/folders").body
      expect(
        get(`${provisioning}/alert-rules`).body.map((rule: { folderUID: string }) => rule.folderUID)
      ).toEqual([folder.uid, folder.uid, folder.uid])
    })
  )

  it.effect("half of the alert rules are provisioned", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded({ folders: 2, alertRules: 16 })
      const owned = get(`${provisioning}/alert-rules`).body.filter(
        ({ provenance }: { provenance?: string }) => provenance === "api"
      )
      expect(owned).toHaveLength(8)
    })
  )

  it.effect("folders and dashboards in turn are opened to a team and a user", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded()
      const holders = (path: string) =>
        get(path).body.map(({ role, team, userLogin }: Record<string, string>) => role || team || userLogin)
      const [folder] = get("/api/search?type=dash-folder&sort=alpha-asc").body
      expect(folder).toBeDefined()
      const opened = get("/api/search").body.filter(
        ({ type, uid }: { type: string; uid: string }) =>
          holders(`/api/${type === "dash-db" ? "dashboards/uid" : "folders"}/${uid}/permissions`).length > 3
      )
      expect(opened.length).toBeGreaterThanOrEqual(10)
    })
  )

  it.effect("teams, users and the organization have preferences", () =>
    Effect.gen(function* () {
      const grafana = yield* seeded()
      expect(grafana.get("/api/org/preferences").body).toMatchObject({ theme: "dark", timezone: "utc" })
      const [{ preferences, teamPreferences }] = (
        grafana.fake.dump() as { orgs: ReadonlyArray<Record<string, ReadonlyArray<unknown>>> }
      ).orgs as [Record<string, ReadonlyArray<unknown>>]
      expect(preferences).toMatchObject({ weekStart: "monday" })
      expect(teamPreferences).toHaveLength(3)
    })
  )

  it.effect("a further organization has members and things of its own", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded({ ...sizes, users: 60 })
      const there = { "x-grafana-org-id": "2" }
      expect(get("/api/org/users", there).body).toHaveLength(51)
      expect(get("/api/search?type=dash-db", there).body).toHaveLength(4)
      expect(get("/api/org", there).body.address.city).toBe("Berlin")
    })
  )

  it.effect("dashboards ask by a variable, two data sources at once, and bring annotations", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded()
      const [{ uid }] = get("/api/search?type=dash-db").body
      const { dashboard } = get(`/api/dashboards/uid/${uid}`).body
      expect(dashboard.templating.list[0]).toMatchObject({ name: "datasource", type: "datasource" })
      const asked = dashboard.panels.map((panel: { datasource?: { uid: string } }) => panel.datasource?.uid)
      expect(asked).toContain("${datasource}")
      expect(asked).toContain("-- Mixed --")
      expect(dashboard.annotations.list).toHaveLength(2)
    })
  )

  it.effect("seeded dashboards stand in the lists of /apis, and have versions", () =>
    Effect.gen(function* () {
      const { get } = yield* seeded()
      const list = get("/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards?limit=100").body
      expect(list.items).toHaveLength(40)
      const { name } = list.items[0].metadata
      expect(list.items[0].spec.title).toBe(get(`/api/dashboards/uid/${name}`).body.dashboard.title)
      expect(get(`/api/dashboards/uid/${name}/versions`).body.versions).toHaveLength(1)
    })
  )

  it.effect("what is seeded can be read through the client", () =>
    Effect.gen(function* () {
      const rules = yield* AlertRules.list()
      expect(rules).toHaveLength(22)
    }).pipe(Effect.provide(FakeGrafana.layer({ seeded: sizes })))
  )

  it.effect("a whole instance of any size can be made", () =>
    Effect.gen(function* () {
      for (const dashboards of [1, 7, 60]) {
        const { get } = yield* seeded(instanceOf(dashboards))
        expect(get("/api/search?type=dash-db").body).toHaveLength(dashboards)
      }
    })
  )

  it("100,000 dashboards, with all that belongs to them, fit in a heap of 150 MB", async () => {
    const heap = await new Promise<{ empty: number; seeded: number; read: number }>((resolve, reject) => {
      const child = fork(fileURLToPath(new URL("seedHeap.ts", import.meta.url)), {
        execArgv: ["--expose-gc", "--import", "tsx"]
      })
      child.once("message", (told) => resolve(told as { empty: number; seeded: number; read: number }))
      child.once("exit", (code) => reject(new Error(`it ended with ${code}`)))
    })
    expect(heap.seeded).toBeLessThan(150)
    expect(heap.read).toBeLessThan(150)
  }, 120_000)
})
