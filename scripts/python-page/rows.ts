/** `python-client/beside.tsv`: each public method of the Python client, and what takes its place here. */
import { readFileSync } from "node:fs"
import { type Contract, exported, isContract } from "./exports.js"

export interface Row {
  /** As a program calls it: `folder.get_folder`. */
  readonly method: string
  /** What it sends: `GET /api/folders/{uid}`. */
  readonly requests: ReadonlyArray<string>
  readonly ours: ReadonlyArray<{ readonly name: string; readonly value: unknown }>
  /** Markdown; empty where nothing differs. */
  readonly differs: string
}

const lines = (file: string): ReadonlyArray<string> =>
  readFileSync(new URL(`../python-client/${file}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")

/** The client's own list: `python methods.py` where that version is installed. */
const methods = lines("methods-5.1.4.txt")

const listed = (cell: string): ReadonlyArray<string> => (cell === "-" ? [] : cell.split("; "))

export const rows: ReadonlyArray<Row> = await Promise.all(
  lines("beside.tsv")
    .slice(1)
    .map(async (line) => {
      const [method = "", requests = "", ours = "", differs = "-"] = line.split("\t")
      return {
        method,
        requests: listed(requests),
        ours: await Promise.all(listed(ours).map(async (name) => ({ name, value: await exported(name) }))),
        differs: differs === "-" ? "" : differs
      }
    })
)

export const contractsOf = ({ ours }: Row): ReadonlyArray<Contract> =>
  ours.map(({ value }) => value).filter(isContract)

/** Methods without a row, rows without a method, names that no package exports, and requests that ours do not send. */
export const problems = (): ReadonlyArray<string> => {
  const described = rows.map(({ method }) => method)
  return [
    ...methods.filter((method) => !described.includes(method)).map((method) => `${method} has no row`),
    ...described
      .filter((method, row) => !methods.includes(method) || described.indexOf(method) !== row)
      .map((method) => `${method} is no method, or has two rows`),
    ...rows.flatMap(({ method, ours }) =>
      ours
        .filter(({ value }) => value === undefined)
        .map(({ name }) => `${method}: no package exports ${name}`)
    ),
    ...rows.flatMap((row) => unsent(row).map((request) => `${row.method}: nothing sends ${request}`))
  ]
}

/** A function that is no contract of its own may send anything. */
const unsent = (row: Row): ReadonlyArray<string> => {
  const sent = contractsOf(row).map(({ method, path }) => pattern(`${method} ${path}`))
  if (sent.length === 0) return []
  return row.requests.filter((request) => !sent.some((it) => it.test(request)))
}

/** A contract's request, with anything in the place of its parameters. */
const pattern = (request: string): RegExp =>
  new RegExp(`^${request.replace(/\/$/, "").replaceAll(/\{\+?\w+\}/g, "[^/]+")}$`)
