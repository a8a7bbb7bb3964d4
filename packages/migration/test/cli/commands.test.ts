/** What each command does, and its exit codes. */
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { asAdmin, aStackTrace, between, content, directory, execute, seeded } from "./support.js"

const parsed = (text: string): unknown => JSON.parse(text)

const asJson = { authorization: `Basic ${btoa("admin:admin")}`, "content-type": "application/json" }

const lines = (text: string): ReadonlyArray<unknown> =>
  text === "" ? [] : text.trimEnd().split("\n").map(parsed)

describe("plan", () => {
  it.scopedLive("shows what would be done, keeps it in a file, and writes nothing", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const file = `${yield* directory}/plan.json`
      const { code, err, out } = yield* execute(["plan", "--out", file], env)
      expect(out).toMatch(/\ndashboards +12 +0 +0 +0 +0\n/)
      expect(err).toBe(`Carry it out with: effect-grafana apply ${file} --journal FILE\n`)
      expect(code).toBe(0)
      expect(target.writes).toEqual([])
      const shown = yield* execute(["plan", "--output", "json"], env)
      const { madeAt: _, ...saved } = parsed(readFileSync(file, "utf8")) as { readonly madeAt: string }
      expect(parsed(shown.out)).toMatchObject(saved)
    })
  )

  it.scopedLive("gives a line for each action where lines are asked for", () =>
    Effect.gen(function* () {
      const { env } = yield* between()
      const { code, out } = yield* execute(
        ["plan", "--kinds", "folders", "--output", "ndjson", "--quiet"],
        env
      )
      expect(code).toBe(0)
      expect(lines(out)).toHaveLength(4)
      expect(lines(out)[0]).toMatchObject({ type: "action", kind: "folders", change: "create" })
    })
  )

  it.scopedLive("with a conflict ends with 4", () =>
    Effect.gen(function* () {
      const { env } = yield* between({ users: 2 })
      const { code, err, out } = yield* execute(["plan"], env)
      expect(code).toBe(4)
      expect(out).toContain("invite or add them")
      expect(err).toContain("The plan leaves something open: 2 conflicts.\n")
    })
  )

  it.scopedLive("invites whom the target lacks where that is asked for", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between({ users: 2 })
      const file = `${yield* directory}/plan.json`
      const planned = yield* execute(["plan", "--invite-users", "--out", file], env)
      expect([planned.code, planned.out]).toEqual([0, expect.stringMatching(/\nusers +2 /)])
      const journal = `${yield* directory}/journal`
      expect((yield* execute(["apply", file, "--journal", journal, "--yes"], env)).code).toBe(0)
      const invites = target.handle({
        method: "GET",
        url: "/api/org/invites",
        headers: asJson,
        body: undefined
      })
      expect(parsed(String(invites.body))).toHaveLength(2)
    })
  )

  it.scopedLive("writes a file of secrets to fill in, for its owner alone", () =>
    Effect.gen(function* () {
      const { env } = yield* between({ contactPoints: 3 })
      const file = `${yield* directory}/secrets.json`
      expect((yield* execute(["plan", "--secrets-template", file], env)).code).toBe(0)
      expect(readFileSync(file, "utf8")).toContain("contact-points/")
      expect(statSync(file).mode & 0o777).toBe(0o600)
    })
  )
})

describe("apply", () => {
  const planned = Effect.gen(function* () {
    const both = yield* between()
    const where = yield* directory
    const [plan, journal] = [`${where}/plan.json`, `${where}/journal`]
    yield* execute(["plan", "--out", plan, "--quiet"], both.env)
    return { ...both, where, plan, journal }
  })

  it.scopedLive("carries a plan out, and says how to compare", () =>
    Effect.gen(function* () {
      const { env, journal, plan, where } = yield* planned
      const report = `${where}/report.html`
      const args = ["apply", plan, "--journal", journal, "--yes", "--report", report]
      const { code, err, out } = yield* execute(args, env)
      expect(out).toMatch(/\ndashboards +12 +0 +0 +0 +0\n/)
      expect(err).toContain(`All of it is in place. Compare with: effect-grafana verify ${journal}\n`)
      expect(code).toBe(0)
      expect(readFileSync(report, "utf8")).toContain("<!doctype html>")
      const verified = yield* execute(["verify", journal], env)
      expect(verified.code).toBe(0)
      expect(verified.out).toMatch(
        /^organization +equal +missing +differs +not removed +not compared\nMain Org\. +\d+ +0 +0 +0 +0\n$/
      )
      expect((yield* execute(["verify", plan, "--output", "json"], env)).code).toBe(0)
    })
  )

  it.scopedLive("tells of each write as it comes where lines are asked for", () =>
    Effect.gen(function* () {
      const { env, journal, plan } = yield* planned
      const args = ["apply", plan, "--journal", journal, "--yes", "--quiet", "--output", "ndjson"]
      const { out } = yield* execute(args, env)
      const all = lines(out)
      expect(all.at(-1)).toMatchObject({ type: "summary", failed: 0, open: 0 })
      expect(all[0]).toMatchObject({ type: "event", outcome: "done", change: "create" })
    })
  )

  it.scopedLive("asks first: a no writes nothing, a yes does", () =>
    Effect.gen(function* () {
      const { env, journal, plan, target } = yield* planned
      const args = ["apply", plan, "--journal", journal]
      const no = yield* execute(args, env, { answer: false })
      expect(no.code).toBe(1)
      expect(no.err).toContain("Not done.\nNothing was written to the target;")
      expect(target.writes).toEqual([])
      expect(existsSync(journal)).toBe(false)
      const yes = yield* execute(args, env, { answer: true })
      expect(yes.code).toBe(0)
      expect(yes.err).toContain("Plan of ")
    })
  )

  it.scopedLive("where nobody can be asked needs --yes, and a journal of its own", () =>
    Effect.gen(function* () {
      const { env, journal, plan, target } = yield* planned
      const unasked = yield* execute(["apply", plan, "--journal", journal], env)
      expect(unasked.code).toBe(2)
      expect(unasked.err).toContain("--yes says that it is meant")
      expect((yield* execute(["apply", plan, "--yes"], env)).code).toBe(2)
      writeFileSync(journal, "of another run")
      const taken = yield* execute(["apply", plan, "--journal", journal, "--yes"], env)
      expect(taken.code).toBe(2)
      expect(taken.err).toContain(`effect-grafana resume ${journal} goes on with that`)
      expect(readFileSync(journal, "utf8")).toBe("of another run")
      expect(target.writes).toEqual([])
    })
  )

  it.scopedLive("refuses what is no plan, and a plan of other Grafanas", () =>
    Effect.gen(function* () {
      const { env, journal, plan, where } = yield* planned
      writeFileSync(`${where}/broken.json`, "{")
      for (const file of [`${where}/broken.json`, `${where}/nothing.json`]) {
        const { code, err } = yield* execute(["apply", file, "--journal", journal, "--yes"], env)
        expect(code).toBe(2)
        expect(err).toContain(file)
      }
      const other = yield* FakeServer.listen(yield* FakeGrafana.make())
      const args = ["apply", plan, "--journal", journal, "--yes", "--target", other.url]
      const { code, err } = yield* execute(args, env)
      expect(code).toBe(2)
      expect(err).toContain("the plan was made for other instances")
    })
  )

  it.scopedLive("with anything that could not be written ends with 4, and says what brings it", () =>
    Effect.gen(function* () {
      const { env } = yield* between({ contactPoints: 3 })
      const where = yield* directory
      const [journal, secrets] = [`${where}/journal`, `${where}/secrets.json`]
      const { code, err, out } = yield* execute(["migrate", "--journal", journal, "--yes"], env)
      expect(code).toBe(4)
      expect(out.replace(/\s+/g, " ")).toContain("it takes secrets that were not given")
      expect(err).toMatch(/Done in part: 2 failed;/)
      expect(err.endsWith(`\nGo on with: effect-grafana resume ${journal} --secrets FILE\n`)).toBe(true)
      yield* execute(["plan", "--secrets-template", secrets, "--quiet"], env)
      writeFileSync(secrets, readFileSync(secrets, "utf8").replaceAll('""', '"CANARY-http"'), { mode: 0o600 })
      const resumed = yield* execute(["resume", journal, "--secrets", secrets], env)
      expect(resumed.code).toBe(0)
      expect(resumed.out + resumed.err + readFileSync(journal, "utf8")).not.toContain("CANARY")
    })
  )
})

describe("migrate", () => {
  it.scopedLive("plans, writes and compares; rollback takes all of it back", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const where = yield* directory
      const [journal, report] = [`${where}/journal`, `${where}/report.html`]
      const before = JSON.stringify(target.dump())
      const args = [
        "migrate",
        "--journal",
        journal,
        "--yes",
        "--report",
        report,
        "--output",
        "json",
        "--quiet"
      ]
      const moved = yield* execute(args, env)
      expect(moved.err).toBe("")
      expect(parsed(moved.out)).toMatchObject({
        applied: { summary: { failed: 0, conflict: 0, unknown: 0, open: 0 }, trouble: [] },
        verified: [{ mismatches: [], findings: [] }]
      })
      expect(moved.code).toBe(0)
      expect(JSON.stringify(target.dump())).not.toBe(before)
      const back = yield* execute(["rollback", journal, "--yes"], env)
      expect(back.out).toMatch(/^removed +restored +kept +failed\n\d+ +\d+ +0 +0\n$/)
      expect(back.code).toBe(0)
      const again = yield* execute(["plan", "--output", "json"], env)
      expect(again.out).toContain('"change": "create"')
    })
  )

  it.scopedLive("a second one has nothing to write, and ends with 0", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const where = yield* directory
      yield* execute(["migrate", "--journal", `${where}/one`, "--yes", "--quiet"], env)
      const writes = target.writes.length
      const { code } = yield* execute(["migrate", "--journal", `${where}/two`, "--yes", "--quiet"], env)
      expect(code).toBe(0)
      expect(target.writes.length).toBe(writes)
    })
  )

  it.scopedLive("takes an archive as its source, and a part of it", () =>
    Effect.gen(function* () {
      const { env, from, target, to } = yield* between()
      const where = yield* directory
      expect((yield* execute(["export", "--out", `${where}/archive`], asAdmin("", from.url))).code).toBe(0)
      const args = [
        "migrate",
        "--source",
        `${where}/archive`,
        "--kinds",
        "folders",
        "--journal",
        `${where}/j`,
        "--yes"
      ]
      expect((yield* execute(args, asAdmin("TARGET_", to.url))).code).toBe(0)
      expect(target.writes.map(({ path }) => path).every((path) => path.startsWith("/api/folders"))).toBe(
        true
      )
      expect(target.writes.length).toBeGreaterThanOrEqual(4)
      const both = ["--source", `${where}/archive`, "--target", `${where}/archive`]
      expect((yield* execute(["diff", ...both])).code).toBe(0)
      const whole = yield* execute(
        ["diff", "--source", `${where}/archive`, "--kinds", "dashboards,folders"],
        env
      )
      expect(whole.code).toBe(4)
      expect(whole.out).toMatch(/^4 alike, 12 unlike\n/)
    })
  )
})

describe("what is migrated", () => {
  it.scopedLive("can be some kinds, keys and folders", () =>
    Effect.gen(function* () {
      const { env, source } = yield* between()
      const all = source.handle({ method: "GET", url: "/api/folders", headers: asJson, body: undefined })
      const [{ uid = "" } = {}] = JSON.parse(all.body) as ReadonlyArray<{ readonly uid?: string }>
      const keysOf = (...args: ReadonlyArray<string>) =>
        Effect.map(execute(["plan", "--output", "ndjson", ...args], env), ({ out }) =>
          lines(out).map((it) => (it as { readonly kind: string; readonly key: string }).key)
        )
      expect(yield* keysOf("--kinds", "folders,dashboards", "--key", uid)).toEqual([uid])
      const inside = yield* keysOf("--kinds=folders", `--folder=${uid}`)
      expect(inside[0]).toBe(uid)
      expect(inside.length).toBeLessThan(4)
      expect((yield* keysOf("--kinds", "dashboards", "--tag", "no such tag")).length).toBe(0)
    })
  )

  it.scopedLive("can be all organizations, each into the one of its name", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between({ folders: 20, organizations: 2 })
      const where = yield* directory
      const [plan, journal] = [`${where}/plan.json`, `${where}/journal`]
      const kinds = ["--kinds", "folders", "--organizations", "all"]
      expect((yield* execute(["plan", ...kinds, "--out", plan, "--quiet"], env)).code).toBe(0)
      const applied = yield* execute(["apply", plan, "--journal", journal, "--yes", "--quiet"], env)
      expect([applied.code, applied.err]).toEqual([0, ""])
      const organizations = target.handle({
        method: "GET",
        url: "/api/orgs",
        headers: asJson,
        body: undefined
      })
      expect(JSON.parse(organizations.body)).toHaveLength(3)
      const verified = yield* execute(["verify", journal, "--output", "json"], env)
      expect([verified.code, (parsed(verified.out) as ReadonlyArray<unknown>).length]).toEqual([0, 3])
      expect((yield* execute(["rollback", journal, "--yes", "--quiet"], env)).code).toBe(0)
    })
  )

  it.scopedLive("goes by the keys of a file where the target has others", () =>
    Effect.gen(function* () {
      const { env, source, target } = yield* between({})
      const sourceOf = (uid: string) =>
        JSON.stringify({ uid, name: uid, type: "prometheus", access: "proxy", url: "http://p:9090" })
      const create = { method: "POST", url: "/api/datasources", headers: asJson }
      expect(source.handle({ ...create, body: sourceOf("prom") }).status).toBe(200)
      expect(target.handle({ ...create, body: sourceOf("thanos") }).status).toBe(200)
      const file = `${yield* directory}/remap.json`
      writeFileSync(file, '{"data-sources": {"prom": "thanos"}}')
      const args = ["plan", "--kinds", "data-sources", "--output", "ndjson", "--remap", file]
      const { out } = yield* execute(args, env)
      expect(lines(out)).toEqual([expect.objectContaining({ key: "prom", targetKey: "thanos" })])
      writeFileSync(file, '{"data-sources": "thanos"}')
      expect((yield* execute(args, env)).code).toBe(2)
    })
  )

  it.scopedLive("with --prune goes from the target what only that has, and comes back with a rollback", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const journal = `${yield* directory}/journal`
      const create = {
        method: "POST",
        url: "/api/folders",
        headers: asJson,
        body: '{"uid":"old","title":"Old"}'
      }
      expect(target.handle(create).status).toBe(200)
      const isThere = () =>
        target.handle({ ...create, method: "GET", url: "/api/folders/old" }).status === 200
      const args = ["migrate", "--prune", "--yes", "--quiet", "--journal", journal]
      const refused = yield* execute([...args, "--prune-most", "1"], env)
      expect([refused.code, existsSync(journal)]).toEqual([1, false])
      expect(refused.err).toContain("Plan without --prune, or allow more with --prune-most.")
      const { code, out } = yield* execute([...args, "--prune-most", "3"], env)
      expect(out).toMatch(/\nfolders +5 +0 +0 +0 +0\n/)
      expect([code, isThere()]).toEqual([0, false])
      expect((yield* execute(["rollback", journal, "--yes", "--quiet"], env)).code).toBe(0)
      expect(isThere()).toBe(true)
    })
  )
})

describe("rollback", () => {
  it.scopedLive("keeps what somebody has changed since, says so, and ends with 4", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between({ folders: 2 })
      const journal = `${yield* directory}/journal`
      yield* execute(["migrate", "--journal", journal, "--yes", "--quiet"], env)
      const headers = asJson
      const all = target.handle({ method: "GET", url: "/api/folders", headers, body: undefined })
      const [folder] = JSON.parse(all.body) as ReadonlyArray<{ readonly uid: string }>
      const body = JSON.stringify({ title: "Somebody's", overwrite: true })
      target.handle({ method: "PUT", url: `/api/folders/${folder?.uid}`, headers, body })
      const { code, err, out } = yield* execute(["rollback", journal, "--yes"], env)
      expect(code).toBe(4)
      expect(out).toContain("it has changed since it was migrated")
      expect(err).toContain("Taken back in part: 1 kept")
      expect((yield* execute(["rollback", journal, "--yes", "--force"], env)).code).toBe(0)
      expect((yield* execute(["rollback", journal], env)).code).toBe(2)
    })
  )
})

describe("diff", () => {
  it.scopedLive("names each field that differs, and each object that one side lacks", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* seeded(content), yield* seeded(content)]
      const headers = asJson
      const created = one.handle({ method: "POST", url: "/api/folders", headers, body: '{"title":"New"}' })
      expect(created.status).toBe(200)
      const found = one.handle({ method: "GET", url: "/api/search?type=dash-db", headers, body: undefined })
      const [{ uid = "" } = {}] = JSON.parse(found.body) as ReadonlyArray<{ readonly uid?: string }>
      const read = one.handle({ method: "GET", url: `/api/dashboards/uid/${uid}`, headers, body: undefined })
      const { dashboard, meta } = JSON.parse(read.body) as {
        readonly dashboard: object
        readonly meta: { readonly folderUid?: string }
      }
      const body = JSON.stringify({
        dashboard: { ...dashboard, title: "Renamed" },
        folderUid: meta.folderUid,
        overwrite: true
      })
      expect(one.handle({ method: "POST", url: "/api/dashboards/db", headers, body }).status).toBe(200)
      const [from, to] = [yield* FakeServer.listen(one), yield* FakeServer.listen(other)]
      const env = { ...asAdmin("SOURCE_", from.url), ...asAdmin("TARGET_", to.url) }
      const args = ["diff", "--kinds", "dashboards,folders"]
      const { code, out } = yield* execute(args, env)
      expect(code).toBe(4)
      expect(out).toMatch(/^15 alike, 2 unlike\n/)
      expect(out).toMatch(/\nfolders \S+ "New": only in the source\n/)
      expect(out).toMatch(/\n {2}dashboard\.title: "Renamed" -> ".*"\n/)
      const same = yield* execute([...args, "--source", to.url, "--output", "json"], env)
      expect(parsed(same.out)).toEqual({ equal: 16, unlike: [], findings: [] })
      expect(same.code).toBe(0)
    })
  )
})

describe("doctor", () => {
  it.scopedLive("finds nothing where nothing is wrong", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const { code, out } = yield* execute(["doctor"], env)
      expect([code, out]).toEqual([0, "Nothing found.\n"])
      expect(target.writes).toEqual([])
    })
  )

  it.scopedLive("with a quota that the source does not fit in ends with 4", () =>
    Effect.gen(function* () {
      const from = yield* FakeServer.listen(yield* seeded({ dataSources: 30 }))
      const to = yield* FakeServer.listen(yield* FakeGrafana.make({ quotas: true }))
      const env = { ...asAdmin("SOURCE_", from.url), ...asAdmin("TARGET_", to.url) }
      const plan = `${yield* directory}/plan.json`
      yield* execute(["plan", "--out", plan], env)
      const { code, err, out } = yield* execute(["doctor", plan, "--output", "ndjson"], env)
      expect(lines(out)[0]).toMatchObject({ type: "diagnosis", severity: "error", subject: "quotas" })
      expect(err).toContain("Not all of it can be migrated as it is.")
      expect(code).toBe(4)
    })
  )
})

describe("export", () => {
  it.scopedLive("writes an archive, and asks only for what is missing the next time", () =>
    Effect.gen(function* () {
      const from = yield* FakeServer.listen(yield* seeded())
      const out = `${yield* directory}/archive`
      const env = asAdmin("SOURCE_", from.url)
      const { code, err, out: text } = yield* execute(["export", "--out", out], env)
      expect(text).toMatch(
        /^kind +listed +exported +kept +failed +bytes +seconds\norganizations +1 +1 +0 +0 /
      )
      expect(err).toContain(`Exporting ${from.url} to ${out} (Grafana 12.3.0, organization "Main Org.")`)
      expect(err).toContain(`The archive is in ${out}; its manifest.json names every file.`)
      expect(code).toBe(0)
      expect(existsSync(`${out}/manifest.json`)).toBe(true)
      const other = yield* FakeServer.listen(yield* seeded())
      const refused = yield* execute(["export", "--out", out], asAdmin("", other.url))
      expect(refused.code).toBe(1)
      expect(refused.err).toContain("--refresh replaces what is there")
      expect((yield* execute(["export", "--out", out, "--refresh"], asAdmin("", other.url))).code).toBe(0)
    })
  )

  it.scopedLive("that may not read all ends with 4, and without a manifest", () =>
    Effect.gen(function* () {
      const fake = yield* seeded()
      const handle: FakeGrafana.Service["handle"] = (request, upstream) =>
        request.url.startsWith("/api/teams")
          ? { status: 403, headers: {}, body: '{"message":"Denied"}' }
          : fake.handle(request, upstream)
      const from = yield* FakeServer.listen({ ...fake, handle })
      const out = `${yield* directory}/archive`
      const env = asAdmin("SOURCE_", from.url)
      const {
        code,
        err,
        out: text
      } = yield* execute(["export", "--out", out, "--kinds", "teams,folders"], env)
      expect(code).toBe(4)
      expect(text).toContain("Denied (Forbidden, 403)")
      expect(err).toContain("has no manifest.\nThe same command asks only for what is missing")
      expect(existsSync(`${out}/manifest.json`)).toBe(false)
    })
  )

  it.scopedLive("to a place that cannot be written ends with 1, names it, and goes on", () =>
    Effect.gen(function* () {
      const from = yield* FakeServer.listen(yield* seeded({}))
      const file = `${yield* directory}/file`
      writeFileSync(file, "")
      const { code, err } = yield* execute(
        ["export", "--out", `${file}/archive`],
        asAdmin("SOURCE_", from.url)
      )
      expect(err).toMatch(/Stopped at .*\/file\/archive.*(EEXIST|ENOTDIR).*\nThe same command goes on/)
      expect(err).not.toMatch(aStackTrace)
      expect(code).toBe(1)
    })
  )

  it.scopedLive("exports all organizations when told, and by name", () =>
    Effect.gen(function* () {
      const fake = yield* seeded({ organizations: 2 })
      const from = yield* FakeServer.listen(fake)
      const env = asAdmin("SOURCE_", from.url)
      const base = [
        "export",
        "--kinds",
        "organizations",
        "--out",
        `${yield* directory}/archive`,
        "--organizations"
      ]
      const all = yield* execute([...base, "all"], env)
      expect(all.out).toMatch(/\norganizations +3 +3 +0 +0 /)
      const none = yield* execute([...base, "Nowhere"], env)
      expect(none.code).toBe(2)
      expect(none.err).toContain("has no such organization")
    })
  )
})

describe("every command that reads a Grafana", () => {
  const commands = [
    ["plan"],
    ["migrate", "--yes", "--journal", "never"],
    ["diff"],
    ["doctor"],
    ["export", "--out", "never"]
  ]

  it.scopedLive.each(commands)("%s: a wrong password ends with 3, and names the variables", (args) =>
    Effect.gen(function* () {
      const from = yield* FakeServer.listen(yield* seeded({}))
      const env = {
        ...asAdmin("SOURCE_", from.url, "CANARY"),
        ...asAdmin("TARGET_", from.url, "CANARY")
      }
      const { code, err, out } = yield* execute(args, env)
      expect(err).toContain("GRAFANA_SERVICE_ACCOUNT_TOKEN")
      expect(err + out).not.toContain("CANARY")
      expect(err).not.toMatch(aStackTrace)
      expect(code).toBe(3)
    })
  )

  it.live.each(commands)("%s: no server ends with 1, and says where none is", (args) =>
    Effect.gen(function* () {
      const url = "http://127.0.0.1:1"
      const { code, err } = yield* execute(args, { ...asAdmin("SOURCE_", url), ...asAdmin("TARGET_", url) })
      expect(err).toMatch(/No Grafana can be reached at http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/)
      expect(err).not.toMatch(aStackTrace)
      expect(code).toBe(1)
    })
  )

  it.live.each(commands)("%s: nothing in the environment ends with 2, and names the variable", (args) =>
    Effect.gen(function* () {
      const { code, err } = yield* execute(args)
      expect(err).toMatch(/(SOURCE|TARGET)_GRAFANA_URL is not set/)
      expect(code).toBe(2)
    })
  )
})

describe("wrong usage", () => {
  it.live.each([
    ["no command", [], /^effect-grafana COMMAND/],
    ["no such command", ["pln"], /'plan'/],
    ["an unknown option", ["plan", "--oops"], /'--oops'/],
    ["an option without its value", ["plan", "--kinds"], /--kinds/],
    ["an unknown kind", ["plan", "--kinds", "dashboards,nope"], /There is no kind "nope"/],
    ["an unknown form", ["plan", "--output", "xml"], /text, json, ndjson/],
    ["a count that is none", ["export", "--concurrency", "0"], /--concurrency takes a number of 1 or more/],
    ["a credential in the address", ["plan", "--target", "http://a:CANARY@b"], /user name or password/],
    ["a directory to write to", ["plan", "--target", "there"], /--target there is no address/],
    ["a cap without --prune", ["plan", "--prune-most", "3"], /--prune-most needs --prune/],
    ["no journal", ["rollback", "nowhere", "--yes"], /There is no journal nowhere/],
    ["nowhere to write to", ["export"], /--out DIR/],
    ["no plan", ["apply", "nowhere", "--journal", "never", "--yes"], /nowhere cannot be read/]
  ] as const)("%s ends with 2, and says what is wrong", ([, args, words]) =>
    Effect.gen(function* () {
      const { code, err, out } = yield* execute(args)
      expect(err).toMatch(words)
      expect(err).not.toMatch(aStackTrace)
      expect(err).not.toContain("CANARY")
      expect([code, out]).toEqual([2, ""])
    })
  )
})

describe("help", () => {
  it.live.each([["--help"], ["plan", "--help"], ["migrate", "--help"], ["export", "--help"]])(
    "%s is on stdout, in 79 columns and without colours in a pipe",
    (args) =>
      Effect.gen(function* () {
        const { code, err, out } = yield* execute(args)
        expect([code, err]).toEqual([0, ""])
        for (const line of out.split("\n")) expect(line.length).toBeLessThan(80)
        expect(out).not.toContain("\u001b")
        expect(out).toContain("--source")
        if (args.length > 1) expect(out).toContain(`\n$ effect-grafana ${args[0]} [--source`)
      })
  )

  it.live.each(["bash", "zsh", "fish"])("--completions %s prints a script", (shell) =>
    Effect.gen(function* () {
      const { code, out } = yield* execute(["--completions", shell])
      expect(code).toBe(0)
      expect(out).toContain("on-difference")
    })
  )
})
