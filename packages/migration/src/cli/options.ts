/** What the command line may say; what several commands share is said once. */
import * as Options from "@effect/cli/Options"
import * as Option from "effect/Option"
import * as Kinds from "../Kinds.js"
import type { Organizations } from "./between.js"

const described = <A>(option: Options.Options<A>, description: string): Options.Options<A | undefined> =>
  option.pipe(Options.withDescription(description), Options.optional, Options.map(Option.getOrUndefined))

const text = (name: string, value: string, description: string) =>
  described(Options.withPseudoName(Options.text(name), value), description)

/** Names with commas between. */
const names = (name: string, description: string): Options.Options<ReadonlyArray<string> | undefined> =>
  Options.map(text(name, "A,B", description), (value) => value?.split(","))

const flag = (name: string, description: string) =>
  Options.boolean(name).pipe(Options.withDescription(description))

const count = (name: string, description: string) =>
  described(
    Options.filterMap(
      Options.withPseudoName(Options.integer(name), "N"),
      (value) => (value >= 1 ? Option.some(value) : Option.none()),
      `--${name} takes a number of 1 or more`
    ),
    description
  )

const namesOf = (isUsual: boolean): string =>
  Kinds.inOrder(Kinds.all)
    .filter((kind) => Kinds.usual.includes(kind) === isUsual)
    .map(({ name }) => name)
    .join(", ")

const kindsInWords = `${namesOf(true)}; and, only when they are named, ${namesOf(false)}`

export const sides = {
  source: text(
    "source",
    "URL|DIR",
    "Where from: the address of a Grafana, or the directory of an archive. SOURCE_GRAFANA_URL unless told; its credential stands in SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN, or SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE, or SOURCE_GRAFANA_USER and SOURCE_GRAFANA_PASSWORD."
  ),
  target: text(
    "target",
    "URL",
    "Where to: the address of a Grafana. TARGET_GRAFANA_URL unless told; its credential stands in TARGET_GRAFANA_SERVICE_ACCOUNT_TOKEN and so on."
  )
}

export const choosing = {
  kinds: names("kinds", `Only these kinds, with commas between. There are ${kindsInWords}.`),
  folder: names("folder", "Only what stands in the folders of these uids, or below."),
  tag: names("tag", "Only what bears one of these tags."),
  key: names("key", "Only the objects of these keys: uids, names or logins."),
  organizations: described(
    Options.map(
      Options.withPseudoName(Options.text("organizations"), "current|all|A,B"),
      (value): Organizations => (value === "current" || value === "all" ? value : value.split(","))
    ),
    "current (unless told): that of the credential; all; or these names, with commas between. Several go each into that of the same name."
  )
}

export const deciding = {
  remap: text(
    "remap",
    "FILE",
    'A JSON file of keys that are others in the target: {"data-sources": {"prom": "thanos"}}.'
  ),
  onDifference: Options.choice("on-difference", ["update", "skip", "conflict"]).pipe(
    Options.withDescription("What becomes of what is there and differs."),
    Options.withDefault("update" as const)
  ),
  alertRules: Options.choice("alert-rules", ["paused", "as-they-are"]).pipe(
    Options.withDescription("How new alert rules come, so that nobody is told twice."),
    Options.withDefault("paused" as const)
  ),
  inviteUsers: flag(
    "invite-users",
    "Invite users whom the target lacks, by e-mail; unless told they are conflicts."
  ),
  prune: flag(
    "prune",
    "Remove what only the target has. Only where both sides are known in full; users and service accounts stay."
  ),
  pruneMost: count(
    "prune-most",
    "How many objects --prune may remove: 20 or a tenth of the target's unless told, whichever is less."
  )
}

export const writing = {
  secrets: text(
    "secrets",
    "FILE",
    "A file of secrets, in the clear or encrypted with age (.age; GRAFANA_SECRETS_IDENTITY_FILE or GRAFANA_SECRETS_PASSPHRASE opens it)."
  ),
  concurrency: count("concurrency", "How many objects are worked on at once; 8 unless told."),
  yes: flag("yes", "Do not ask; needed where nobody can be asked.")
}

export const journal = text(
  "journal",
  "FILE",
  "The file that notes each write, for resume, verify and rollback."
)

export const report = text("report", "FILE", "Write a page of HTML that shows all of it to this file.")

export const saying = {
  output: Options.choice("output", ["text", "json", "ndjson"]).pipe(
    Options.withDescription("The form of the result on stdout."),
    Options.withDefault("text" as const)
  ),
  quiet: flag("quiet", "Say nothing but the result and what went wrong.")
}

export const secretsTemplate = text(
  "secrets-template",
  "FILE",
  "Write a file that names every secret of the source's objects, to be filled in for --secrets."
)

export const out = (value: string, description: string) => text("out", value, description)
export const refresh = flag("refresh", "Ask for everything again, and replace an archive of another Grafana.")
export const force = flag("force", "Take back also what somebody has changed since.")
