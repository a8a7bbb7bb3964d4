/**
 * `pnpm start`: migrates SOURCE_GRAFANA_URL to TARGET_GRAFANA_URL, or one embedded Grafana to another, compares both
 * afterwards, and writes a page that shows all of it; `pnpm start --help` tells the options. It is
 * `effect-grafana migrate`.
 */
import * as Command from "@effect-grafana/migration/Command"
import * as Effect from "effect/Effect"
import { mkdirSync, rmSync } from "node:fs"
import { asAdmin, isNamed, serve } from "../served.js"
import { instances } from "./instances.js"
import { writeSecrets } from "./secrets.js"

const words = `No SOURCE_GRAFANA_URL is set: migrating an embedded Grafana with 500 dashboards
to an empty one; both are gone when it ends. To migrate your own, set
SOURCE_GRAFANA_URL and SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN, and likewise
TARGET_GRAFANA_URL and TARGET_GRAFANA_SERVICE_ACCOUNT_TOKEN.
`

const lastWords = "The embedded Grafanas are gone now; the same command begins anew.\n"

// A package manager may pass its own separator on.
const args = process.argv.slice(2).filter((arg, i) => i > 0 || arg !== "--")
const has = (option: string) => args.some((arg) => arg === option || arg.startsWith(`${option}=`))
const isHelp = has("--help") || has("-h")
const isEmbedded = !isHelp && !isNamed(["SOURCE_GRAFANA_URL", "TARGET_GRAFANA_URL"]) && !has("--source")

// What is left of a migration that was only shown is not in the way of a real one.
const place = isEmbedded ? "migration/embedded" : "migration"
const [journal, report, secrets] = [
  `${place}/journal.ndjson`,
  `${place}/report.html`,
  `${place}/secrets.json`
]

const usual = [
  ...(has("--journal") ? [] : ["--journal", journal]),
  ...(has("--report") ? [] : ["--report", report]),
  // Nobody's Grafana is at stake.
  ...(isEmbedded && !has("--yes") ? ["--yes"] : []),
  ...(isEmbedded && !has("--secrets") ? ["--secrets", secrets] : [])
]

/** Gives the command two Grafanas that come along. */
const withEmbedded = (command: Effect.Effect<number>): Effect.Effect<number> =>
  Effect.gen(function* () {
    if (!has("--quiet")) {
      process.stderr.write(words)
      yield* Effect.addFinalizer(() => Effect.sync(() => process.stderr.write(lastWords)))
    }
    // The Grafanas that these were about are gone.
    for (const file of [journal, secrets]) rmSync(file, { force: true })
    const { source, target } = yield* instances
    const urls = { SOURCE_: yield* serve(source, 4116), TARGET_: yield* serve(target, 4117) }
    yield* writeSecrets(urls.SOURCE_, secrets)
    return yield* asAdmin(command, urls)
  }).pipe(Effect.scoped)

if (!isHelp) mkdirSync(place, { recursive: true })

Command.main(["migrate", ...usual, ...args], isEmbedded ? withEmbedded : undefined)
