import { expect, it } from "@effect/vitest"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { directory, execute } from "../inDirectory.js"
import { asAdmin } from "../started.js"

/** Milliseconds for a test that starts it several times. */
const patience = 120_000

it.scopedLive(
  "without Grafanas migrates an embedded one to another, compares them, and writes the page; so does a second run",
  () =>
    Effect.gen(function* () {
      const at = { example: "migrate", directory: yield* directory }
      const { code, err, out } = yield* execute({ ...at, args: [] })
      expect(err).toMatch(
        /^No SOURCE_GRAFANA_URL is set: migrating an embedded Grafana with 500 dashboards\n/
      )
      expect(out).toMatch(/\ndashboards +500 +0 +0 +0 +0\n/)
      expect(out).toMatch(/\nMain Org\. +\d+ +0 +0 +0 +0\n/)
      expect(code).toBe(0)
      const report = readFileSync(`${at.directory}/migration/embedded/report.html`, "utf8")
      expect(report).toContain("Verified: ")
      const again = yield* execute({ ...at, args: ["--kinds", "folders", "--quiet"] })
      expect([again.code, again.err]).toEqual([0, ""])
    }),
  patience
)

it.scopedLive(
  "migrates the Grafanas of the environment, and only when it is told that this is meant",
  () =>
    Effect.gen(function* () {
      const [source, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
      source.seed({ folders: 3 })
      const [from, to] = [yield* FakeServer.listen(source), yield* FakeServer.listen(target)]
      const env = { ...asAdmin(from.url, { prefix: "SOURCE_" }), ...asAdmin(to.url, { prefix: "TARGET_" }) }
      const at = { example: "migrate", directory: yield* directory, env }
      const unasked = yield* execute({ ...at, args: [] })
      expect(unasked.code).toBe(2)
      expect(unasked.err).toContain("--yes says that it is meant")
      expect(target.writes).toEqual([])
      expect(existsSync(`${at.directory}/migration/journal.ndjson`)).toBe(false)
      expect((yield* execute({ ...at, args: ["--", "--yes", "--quiet"] })).code).toBe(0)
      expect(readdirSync(`${at.directory}/migration`).sort()).toEqual(["journal.ndjson", "report.html"])
    }),
  patience
)
