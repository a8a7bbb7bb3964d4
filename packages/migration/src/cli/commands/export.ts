import * as Command from "@effect/cli/Command"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Archive from "../../Archive.js"
import * as Ledger from "../../Ledger.js"
import type { Origin } from "../../Origin.js"
import { open } from "../between.js"
import { Ended, failing, misused, partly } from "../ending.js"
import * as Exporting from "../exporting.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import { goingOn, say } from "../streams.js"
import { watching } from "../watching.js"
import { filterOf, kindsOf } from "../wishes.js"

const { source } = Options.sides
const { concurrency } = Options.writing

export const archive = Command.make(
  "export",
  {
    source,
    ...Options.choosing,
    out: Options.out("DIR", "The directory of the archive."),
    refresh: Options.refresh,
    concurrency,
    ...Options.saying
  },
  (options) =>
    Effect.gen(function* () {
      const { concurrency, out: directory, output, quiet, refresh } = options
      if (directory === undefined) return yield* misused("--out DIR has to say where to.")
      const kinds = yield* kindsOf(options.kinds)
      const organizations = options.organizations ?? "current"
      const prefix = yield* prefixOfSource
      const { origin } = yield* open({ side: "source", given: options.source, kinds, organizations, prefix })
      const tell = (text: string) => (quiet ? Effect.void : say(text))
      yield* tell(introduction(origin, directory))
      yield* goingOn("The same command goes on where it stopped.")
      const names = kinds.map(({ name }) => name).filter((name) => origin.kinds.includes(name))
      const ledger = yield* Ledger.make(names)
      const written = yield* Archive.write({
        origin: { ...origin, kinds: names },
        directory,
        filter: filterOf(options),
        refresh,
        ledger,
        ...(concurrency === undefined ? {} : { concurrency })
      }).pipe(watching(ledger, quiet), Effect.either)
      if (written._tag === "Left" && written.left._tag !== "Incomplete")
        return yield* failing(
          written.left._tag === "FileFailed"
            ? `Stopped at ${written.left.message}.`
            : `${written.left.message}; --out names another directory, --refresh replaces what is there.`
        )
      const areSeveral = origin.organizations.length > 1
      const exported = yield* Exporting.exportedBy(ledger, { directory, areSeveral })
      yield* print(output, Exporting.asResult(exported))
      yield* goingOn("The same command asks only for what is missing; --kinds leaves a kind out.")
      if (written._tag === "Left")
        return yield* new Ended({
          code: partly,
          message: `The archive in ${directory} is not complete, and has no manifest.`
        })
      yield* tell(`The archive is in ${directory}; its manifest.json names every file.`)
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Exports a Grafana to a directory, an object a file."))

/** A program that knows one Grafana only names it without a prefix. */
const prefixOfSource = Effect.map(
  Effect.all([
    Effect.option(Config.nonEmptyString("SOURCE_GRAFANA_URL")),
    Effect.option(Config.nonEmptyString("SOURCE_GRAFANA_SERVER")),
    Effect.option(Config.nonEmptyString("GRAFANA_URL")),
    Effect.option(Config.nonEmptyString("GRAFANA_SERVER"))
  ]),
  ([url, server, plainUrl, plainServer]) =>
    url._tag === "None" && server._tag === "None" && (plainUrl._tag === "Some" || plainServer._tag === "Some")
      ? ""
      : "SOURCE_"
)

const introduction = ({ about, organizations }: Origin, directory: string): string => {
  const which = about.version === null ? "Grafana" : `Grafana ${about.version}`
  const [first, ...others] = organizations
  const where =
    others.length > 0 ? `${organizations.length} organizations` : `organization "${first?.name ?? ""}"`
  return `Exporting ${about.url} to ${directory} (${which}, ${where})`
}
