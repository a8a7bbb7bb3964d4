/** What the command says, in lines of at most 79 columns. */
import { embedded as isEmbedded, type Source } from "./model.js"

export const help = (
  kinds: ReadonlyArray<string>
): string => `Exports a Grafana to a directory, an object a file.

  --out DIR     where to (./export)
  --kinds A,B   only these kinds; the directory then holds no others. There are
                ${kinds.join(", ")}
  --refresh     ask for everything again, also for what an unfinished run has
                left, and replace an export of another Grafana
  --quiet       print only the closing table and what went wrong
  --help        print this

To export your own Grafana set GRAFANA_URL and a credential:
GRAFANA_SERVICE_ACCOUNT_TOKEN, or GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE, or
GRAFANA_USER and GRAFANA_PASSWORD (users can only be listed by an admin of the
server). GRAFANA_ORG_ID names an organization other than the credential's own.
Without GRAFANA_URL an embedded Grafana with made-up content is exported.

Exit codes: 0 complete, 1 failed, 2 wrong usage, 3 not let in, 4 done in part,
5 interrupted. After 1, 4 and 5 the same command goes on where it stopped.
`

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

export const introduction = ({ organization, url, version }: Source, directory: string): string => {
  const what = url === isEmbedded ? "" : ` ${url}`
  const which = version === null ? "Grafana" : `Grafana ${version}`
  return harmless(`Exporting${what} to ${directory} (${which}, organization "${organization.name}")\n`)
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
