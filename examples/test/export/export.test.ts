import { expect, it } from "@effect/vitest"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import { existsSync, readdirSync } from "node:fs"
import { directory, execute, start } from "../inDirectory.js"
import { asAdmin } from "../started.js"

/** Milliseconds for a test that starts it several times. */
const patience = 90_000

it.scopedLive(
  "without a Grafana exports an embedded one, and says how to export another; stopped, it goes on",
  () =>
    Effect.gen(function* () {
      const at = { example: "export", directory: yield* directory }
      const args = ["--kinds", "dashboards"]
      const dashboards = `${at.directory}/export/org-1/dashboards`
      const written = Effect.sync(() => (existsSync(dashboards) ? readdirSync(dashboards).length : 0))
      const { child, ended } = start({ ...at, args })
      yield* Effect.repeat(Effect.delay(written, "10 millis"), { until: (count) => count > 20 })
      child.kill("SIGINT")
      const { code, err } = yield* ended
      expect(err).toMatch(/^No GRAFANA_URL is set: exporting an embedded Grafana with 2,000 dashboards,/)
      expect(err).toContain("Interrupted. The same command goes on where it stopped.")
      expect(code).toBe(5)
      const again = yield* execute({ ...at, args: [...args, "--quiet"] })
      expect(again.out).toMatch(/\ndashboards +2000 +\d+ +[1-9]\d+ +0 /)
      expect([again.code, again.err]).toEqual([0, ""])
    }),
  patience
)

it.scopedLive(
  "exports the Grafana of the environment to where it is told",
  () =>
    Effect.gen(function* () {
      const fake = yield* FakeGrafana.make()
      fake.seed({ folders: 3 })
      const { url } = yield* FakeServer.listen(fake)
      const at = { example: "export", directory: yield* directory, env: asAdmin(url) }
      const { code, err } = yield* execute({ ...at, args: ["--", "--out", "there", "--kinds", "folders"] })
      expect(err).toContain(`Exporting ${url} to there (Grafana 12.3.0, organization "Main Org.")`)
      expect(code).toBe(0)
      expect(readdirSync(`${at.directory}/there/org-1/folders`)).toHaveLength(3)
    }),
  patience
)
