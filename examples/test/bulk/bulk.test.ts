import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Faults from "@effect-grafana/testing/Faults"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { asAdmin, execute } from "../started.js"

const headers = {
  authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
  "content-type": "application/json"
}

const read = (fake: FakeGrafana.Service, url: string) =>
  JSON.parse(fake.handle({ method: "GET", url, headers, body: undefined }).body)

const write = (fake: FakeGrafana.Service, url: string, body: object) =>
  expect(fake.handle({ method: "POST", url, headers, body: JSON.stringify(body) }).status).toBe(200)

/** Uids, and where each folder and each dashboard stands. */
const places = (fake: FakeGrafana.Service) =>
  read(fake, "/api/search?limit=5000")
    .map(({ folderUid, title, type, uid }: Record<string, unknown>) => ({ folderUid, title, type, uid }))
    .sort((a: { uid: string }, b: { uid: string }) => (a.uid < b.uid ? -1 : 1))

/** What a person has put into a dashboard. */
const content = (fake: FakeGrafana.Service, uid: string): string => {
  const { id: _, version: __, ...rest } = read(fake, `/api/dashboards/uid/${uid}`).dashboard
  return JSON.stringify(rest)
}

/** Two servers; the target knows one of the source's data sources under another uid. */
const two = (plan: Faults.Plan = Faults.script([])) =>
  Effect.gen(function* () {
    const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    source.seed({ folders: 9, dataSources: 4, dashboards: 24 })
    const [known, ...others] = read(source, "/api/datasources")
    write(target, "/api/datasources", { ...known, uid: "elsewhere" })
    const servers = {
      ...asAdmin((yield* FakeServer.listen(source)).url, { prefix: "SOURCE_" }),
      ...asAdmin((yield* FakeServer.listen(target, { faults: yield* Faults.make(plan) })).url, {
        prefix: "TARGET_"
      })
    }
    const migrate = (env: Record<string, string> = {}) => execute("bulk", { ...servers, ...env })
    return { source, target, migrate, known, others }
  })

/** For a test that starts it several times. */
const several = 90_000

describe("a migration composed by hand", () => {
  it.scopedLive(
    "brings folders, data sources and dashboards, and overwrites only when asked",
    () =>
      Effect.gen(function* () {
        const { known, migrate, others, source, target } = yield* two()
        expect(yield* migrate()).toEqual({ code: 0, out: "24 moved\n", err: "" })
        expect(places(target)).toEqual(places(source))
        const uids = (fake: FakeGrafana.Service) =>
          read(fake, "/api/datasources").map(({ uid }: { uid: string }) => uid)
        expect(uids(target).sort()).toEqual(
          ["elsewhere", ...others.map(({ uid }: { uid: string }) => uid)].sort()
        )
        const reference = new RegExp(`("(?:uid|value)":)"${known.uid}"`, "g")
        let rewritten = 0
        for (const { type, uid } of places(source)) {
          if (type !== "dash-db") continue
          const expected = content(source, uid).replaceAll(reference, '$1"elsewhere"')
          rewritten += expected === content(source, uid) ? 0 : 1
          expect(content(target, uid)).toBe(expected)
        }
        expect(rewritten).toBeGreaterThan(0)

        const written = target.writes.length
        expect(yield* migrate()).toEqual({ code: 0, out: "24 there already\n", err: "" })
        expect(target.writes.length).toBe(written)
        expect(yield* migrate({ OVERWRITE: "true" })).toEqual({ code: 0, out: "24 moved\n", err: "" })
        expect(target.writes.length).toBe(written + 24)
      }),
    several
  )

  it.scopedLive(
    "takes only what bears all the tags, and goes on after a dashboard that fails: exit code 4",
    () =>
      Effect.gen(function* () {
        const plan = Faults.script([
          Faults.on(Dashboards.save, Faults.status(413, { message: "too large" }), { nth: 2 })
        ])
        const { migrate, source, target } = yield* two(plan)
        const [{ tags }] = read(source, "/api/search?type=dash-db&limit=1")
        const query = tags.map((tag: string) => `tag=${tag}`).join("&")
        const chosen = read(source, `/api/search?type=dash-db&${query}`).length
        expect(chosen).toBeGreaterThan(1)
        const { code, err, out } = yield* migrate({ TAG: tags.join(",") })
        expect(out.split("\n").sort()).toEqual(["", "1 DashboardTooLarge", `${chosen - 1} moved`].sort())
        expect(err).toMatch(/^\w+: too large\n$/)
        expect(code).toBe(4)
        expect(read(target, "/api/search?type=dash-db").length).toBe(chosen - 1)
      })
  )

  it.scopedLive(
    "without one of the two ends with 2, with a wrong password with 3, and writes nothing",
    () =>
      Effect.gen(function* () {
        const { migrate, target } = yield* two()
        const written = target.writes.length
        const absent = yield* migrate({ SOURCE_GRAFANA_URL: "" })
        expect(absent.err).toContain("SOURCE_GRAFANA_URL")
        expect(absent.code).toBe(2)
        const refused = yield* migrate({ SOURCE_GRAFANA_PASSWORD: "CANARY" })
        expect(refused.err).toMatch(/^.*Invalid username or password\n$/)
        expect(refused.code).toBe(3)
        expect(target.writes.length).toBe(written)
      }),
    several
  )
})
