/** The command as it is started: a process of its own, with signals and exit codes. */
import { describe, expect, it } from "@effect/vitest"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { directory, filesIn, platform, seeded } from "./support.js"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const main = fileURLToPath(new URL("../../src/export/main.ts", import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

type Environment = Readonly<Record<string, string>>

const asAdmin = {
  authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
  "content-type": "application/json"
}

/** Starts the command with nothing of this process's environment but what finds Node. */
const start = (args: ReadonlyArray<string>, env: Environment) => {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...env }
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", (text) => (said.out += text))
  child.stderr.on("data", (text) => (said.err += text))
  const ended = new Promise<Ended>((resume) => child.on("close", (code) => resume({ code, ...said })))
  return { child, ended }
}

const execute = (args: ReadonlyArray<string>, env: Environment = {}) =>
  Effect.promise(() => start(args, env).ended)

const as = (url: string, password: string): Environment => ({
  GRAFANA_URL: url,
  GRAFANA_USER: "admin",
  GRAFANA_PASSWORD: password
})

/** Milliseconds for a test that starts it several times. */
const several = 90_000

const aStackTrace = /\n\s+at /

describe("the command", () => {
  it.scopedLive("exports the Grafana of the environment: exit code 0, the table on stdout", () =>
    Effect.gen(function* () {
      const [server, out] = [yield* FakeServer.listen(yield* seeded), yield* directory]
      const { code, err, out: text } = yield* execute(["--out", out], as(server.url, "admin"))
      expect(err).toContain(`Exporting ${server.url} to ${out} (Grafana 12.3.0, organization "Main Org.")`)
      expect(text).toMatch(
        /^kind +listed +exported +kept +failed +bytes +seconds\norganizations +1 +1 +0 +0 /
      )
      expect(text).toMatch(/\nfolders +12 +12 +0 +0 /)
      expect(text).toMatch(/\nalert-rules +4 +4 +0 +0 /)
      expect(text).toContain(`The export is in ${out}`)
      expect(code).toBe(0)
      expect(yield* filesIn(out)).toContain("manifest.json")
    }).pipe(Effect.provide(platform))
  )

  it.live("without GRAFANA_URL exports the embedded Grafana, and says how to export another", () =>
    Effect.gen(function* () {
      const out = yield* directory
      const { code, err, out: text } = yield* execute(["--kinds", "teams,data-sources", "--out", out])
      expect(err).toMatch(/^No GRAFANA_URL is set: exporting an embedded Grafana with 2,000 dashboards,/)
      for (const line of err.split("\n")) expect(line.length).toBeLessThan(80 + out.length)
      expect(text).toMatch(/\nteams +300 +300 +0 +0 /)
      expect(code).toBe(0)
    }).pipe(Effect.scoped, Effect.provide(platform))
  )

  it.scopedLive("with --quiet prints only the table", () =>
    Effect.gen(function* () {
      const [server, out] = [yield* FakeServer.listen(yield* seeded), yield* directory]
      const args = ["--quiet", "--kinds", "teams,users", "--out", out]
      const ended = yield* execute(args, as(server.url, "admin"))
      expect(ended.err).toBe("")
      expect(ended.out).toMatch(/^kind .*\nusers .*\nteams .*\n$/)
      expect(ended.code).toBe(0)
    }).pipe(Effect.provide(platform))
  )

  it.live.each([
    ["an unknown option", ["--oops"]],
    ["an unknown kind", ["--kinds", "dashboards,nope"]],
    ["an option without its value", ["--out"]],
    ["what is no option", ["there"]]
  ] as const)("with %s ends with 2 and a hint", ([, args]) =>
    Effect.gen(function* () {
      const { code, err, out } = yield* execute(args)
      expect(code).toBe(2)
      expect(err).toContain("--help")
      expect(err).not.toMatch(aStackTrace)
      expect(out).toBe("")
    })
  )

  it.live("without a server ends with 1 and says where none is", () =>
    Effect.gen(function* () {
      const { code, err } = yield* execute([], as("http://127.0.0.1:1", "CANARY"))
      expect(code).toBe(1)
      expect(err).toMatch(/^No Grafana can be reached at http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/)
      expect(err).not.toMatch(aStackTrace)
      expect(err).not.toContain("CANARY")
    })
  )

  it.scopedLive("with a wrong password ends with 3 and says which variables to check", () =>
    Effect.gen(function* () {
      const server = yield* FakeServer.listen(yield* seeded)
      const { code, err } = yield* execute([], as(server.url, "CANARY"))
      expect(code).toBe(3)
      expect(err).toContain("GRAFANA_USER and GRAFANA_PASSWORD")
      expect(err).not.toMatch(aStackTrace)
      expect(err).not.toContain("CANARY")
    })
  )

  it.live("without a credential ends with 2 and names the variables", () =>
    Effect.gen(function* () {
      const { code, err } = yield* execute([], { GRAFANA_URL: "http://127.0.0.1:1" })
      expect(code).toBe(2)
      expect(err).toContain("GRAFANA_SERVICE_ACCOUNT_TOKEN is not set")
    })
  )

  it.scopedLive(
    "exports all organizations when told, and by name",
    () =>
      Effect.gen(function* () {
        const fake = yield* seeded
        for (const name of ["Other", "Second"]) {
          const body = JSON.stringify({ name })
          expect(fake.handle({ method: "POST", url: "/api/orgs", headers: asAdmin, body }).status).toBe(200)
        }
        const [server, out] = [yield* FakeServer.listen(fake), yield* directory]
        const env = as(server.url, "admin")
        const base = ["--kinds", "organizations", "--out", out, "--organizations"]
        const all = yield* execute([...base, "all"], env)
        expect(all.code).toBe(0)
        expect(all.err).toContain("(Grafana 12.3.0, 3 organizations)")
        expect(all.out).toMatch(/\norganizations +3 +3 +0 +0 /)
        const some = yield* execute([...base, "Second", "--refresh"], env)
        expect(some.code).toBe(0)
        expect(some.err).toContain('organization "Second"')
        const none = yield* execute([...base, "Nowhere"], env)
        expect(none.code).toBe(2)
        expect(none.err).toMatch(/has no such organization: .*\nCheck --organizations\.\n$/)
      }).pipe(Effect.provide(platform)),
    several
  )

  it.scopedLive(
    "replaces an export of the embedded Grafana, and another one's only when told",
    () =>
      Effect.gen(function* () {
        const out = yield* directory
        const args = ["--kinds", "teams", "--out", out]
        const [one, other] = [
          yield* FakeServer.listen(yield* seeded),
          yield* FakeServer.listen(yield* seeded)
        ]
        expect((yield* execute(args)).code).toBe(0)
        expect((yield* execute(args, as(one.url, "admin"))).code).toBe(0)
        const refused = yield* execute(args, as(other.url, "admin"))
        expect(refused.code).toBe(1)
        expect(refused.err).toContain(`holds an archive of ${one.url}`)
        expect(refused.err).toContain("replace it with --refresh")
        expect((yield* execute([...args, "--refresh"], as(other.url, "admin"))).code).toBe(0)
      }).pipe(Effect.provide(platform)),
    several
  )

  it.scopedLive("to a place that cannot be written ends with 1 and names it", () =>
    Effect.gen(function* () {
      const server = yield* FakeServer.listen(yield* seeded)
      const { code, err } = yield* execute(["--out", main], as(server.url, "admin"))
      expect(code).toBe(1)
      expect(err).toMatch(/Stopped at .*main\.ts.*(EEXIST|ENOTDIR)/)
      expect(err).not.toMatch(aStackTrace)
    })
  )

  it.scopedLive.each(["SIGINT", "SIGTERM"] as const)(
    "on %s ends with 5 at once, without half a file, and goes on when started again",
    (signal) =>
      Effect.gen(function* () {
        const [fake, out] = [yield* seeded, yield* directory]
        fake.seed({ seed: 2, dashboards: 1000 })
        const server = yield* FakeServer.listen(fake)
        const env = as(server.url, "admin")
        const args = ["--out", out, "--kinds", "dashboards"]
        const { child, ended } = start(args, env)
        const dashboards = `${out}/org-1/dashboards`
        const written = Effect.sync(() => (existsSync(dashboards) ? readdirSync(dashboards).length : 0))
        yield* Effect.repeat(Effect.delay(written, "10 millis"), { until: (count) => count > 20 })
        const before = performance.now()
        child.kill(signal)
        const { code, err } = yield* Effect.promise(() => ended)
        expect(performance.now() - before).toBeLessThan(1500)
        expect(code).toBe(5)
        expect(err).toContain("Interrupted. The same command goes on where it stopped.")
        const files = yield* filesIn(out)
        expect(files.filter((file) => file.endsWith(".tmp") || file === "manifest.json")).toEqual([])
        const record = readFileSync(`${out}/.progress.ndjson`, "utf8").trimEnd().split("\n")
        expect(record.length - 1).toBe(files.length - 1)

        const again = yield* execute(args, env)
        expect(again.code).toBe(0)
        expect(again.err).toMatch(/Going on with an unfinished export: [\d,]+ objects are there already/)
      }).pipe(Effect.provide(platform)),
    several
  )
})
