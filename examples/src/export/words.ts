/** What the command says, in lines of at most 79 columns. */
import type { Kind } from "@effect-grafana/migration/Kind"
import type { Origin } from "@effect-grafana/migration/Origin"
import { embedded as isEmbedded } from "./source.js"

export const help = (
  kinds: ReadonlyArray<Kind>
): string => `Exports a Grafana to a directory, an object a file.

  --out DIR     where to (./export)
  --kinds A,B   only these kinds; the directory then holds no others. There are
${wrapped(kinds.filter(({ onRequest }) => onRequest === undefined))}
                and, only when they are named here,
${wrapped(kinds.filter(({ onRequest }) => onRequest === true))}
  --organizations current|all|A,B
                the credential's own organization (this is what happens unless
                told), all of the server, or those of these names
  --refresh     ask for everything again, also for what an unfinished run has
                left, and replace an export of another Grafana
  --quiet       print only the closing table and what went wrong
  --help        print this

To export your own Grafana set GRAFANA_URL and a credential:
GRAFANA_SERVICE_ACCOUNT_TOKEN, or GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE, or
GRAFANA_USER and GRAFANA_PASSWORD (needed for other organizations than one).
GRAFANA_ORG_ID names an organization other than the credential's own.
Without GRAFANA_URL an embedded Grafana with made-up content is exported.

Exit codes: 0 complete, 1 failed, 2 wrong usage, 3 not let in, 4 done in part,
5 interrupted. After 1, 4 and 5 the same command goes on where it stopped.
`

/** The names of kinds in lines that stand under an option's words. */
const wrapped = (kinds: ReadonlyArray<Kind>): string => {
  const lines = [""]
  for (const { name } of kinds) {
    const last = lines.at(-1) ?? ""
    if (last.length + name.length > 60) lines.push(`${name}, `)
    else lines.splice(-1, 1, `${last}${name}, `)
  }
  const indent = " ".repeat(16)
  return (indent + lines.map((line) => line.trimEnd()).join(`\n${indent}`)).replace(/,$/, "")
}

export interface Content {
  readonly dashboards: number
  readonly libraryElements: number
  readonly users: number
  readonly teams: number
}

export const embedded = (content: Content): string =>
  `No GRAFANA_URL is set: exporting an embedded Grafana with ${count(content.dashboards)} dashboards,
${count(content.libraryElements)} library elements, ${count(content.users)} users and ${count(content.teams)} teams. To export your own, set
GRAFANA_URL and GRAFANA_SERVICE_ACCOUNT_TOKEN.
`

export const introduction = ({ about, organizations }: Origin, directory: string): string => {
  const what = about.url === isEmbedded ? "" : ` ${about.url}`
  const which = about.version === null ? "Grafana" : `Grafana ${about.version}`
  const [first, ...others] = organizations
  const where =
    others.length > 0 ? `${organizations.length} organizations` : `organization "${first?.name ?? ""}"`
  return harmless(`Exporting${what} to ${directory} (${which}, ${where})\n`)
}

export const goingOn = (found: number): string =>
  `Going on with an unfinished export: ${count(found)} objects are there already.\n`

export const complete = (directory: string): string =>
  `\nThe export is in ${directory}; manifest.json names every file.\n`

export const incomplete = (directory: string): string => `
The export in ${directory} is not complete and has no manifest; see above.
The same command asks only for what is missing. --kinds leaves out a kind that
the credential may not read.
`

export const interrupted = "Interrupted. The same command goes on where it stopped.\n"

/** What others wrote may hold control characters, which a terminal obeys. */
export const harmless = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, "?")

function count(number: number): string {
  return number.toLocaleString("en-US")
}
