/**
 * `pnpm start:export`: exports the Grafana of GRAFANA_URL, or an embedded one, to ./export; `pnpm start:export --help`
 * tells the options. It is `effect-grafana export`.
 */
import * as Command from "@effect-grafana/migration/Command"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import { asAdmin, isNamed, serve } from "../served.js"

const content = {
  folders: 200,
  dashboards: 2000,
  libraryElements: 1000,
  users: 3000,
  teams: 300,
  dataSources: 24,
  serviceAccounts: 10,
  permissions: 40,
  preferences: 20,
  alertRules: 200,
  contactPoints: 12,
  policies: 20,
  muteTimings: 6,
  templates: 6,
  playlists: 8,
  publicDashboards: 20,
  annotations: 100,
  snapshots: 5,
  organizations: 2
}

const words = `No GRAFANA_URL is set: exporting an embedded Grafana with 2,000 dashboards,
1,000 library elements, 3,000 users and 300 teams. To export your own, set
GRAFANA_URL and GRAFANA_SERVICE_ACCOUNT_TOKEN.
`

// A package manager may pass its own separator on.
const args = process.argv.slice(2).filter((arg, i) => i > 0 || arg !== "--")
const where = args.some((arg) => /^--out(=|$)/.test(arg)) ? [] : ["--out", "export"]
const isQuiet = args.includes("--quiet")
const isHelp = args.some((arg) => arg === "--help" || arg === "-h")

/** Gives the command a Grafana that comes along. */
const withEmbedded = (command: Effect.Effect<number>): Effect.Effect<number> =>
  Effect.gen(function* () {
    if (!isQuiet) process.stderr.write(words)
    const fake = yield* FakeGrafana.make()
    fake.seed(content)
    return yield* asAdmin(command, { "": yield* serve(fake, 4115) })
  }).pipe(Effect.scoped)

const isOwn = isNamed(["GRAFANA_URL", "GRAFANA_SERVER", "SOURCE_GRAFANA_URL", "SOURCE_GRAFANA_SERVER"])

Command.main(["export", ...where, ...args], isOwn || isHelp ? undefined : withEmbedded)
