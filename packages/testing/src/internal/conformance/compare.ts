/** The differences between a contract and a description of the same operation, each as one line of text. */
import type { Contract } from "@effect-grafana/core/Endpoint"
import { beyond, fromWords } from "./fields.js"
import type { Operation, Use } from "./tables.js"
import { bodyOf, isSuccess, type Names, namesOf, shapeOf, understands } from "./wire.js"

/** Against the OpenAPI document, which is held to be complete: what either side has beyond the other differs. */
export const withOperation = (
  contract: Contract,
  known: Operation,
  handled: ReadonlyArray<number>
): ReadonlyArray<string> => [
  ...route(contract, known, (ours, theirs) => ours.replace("{+}", "{}") === theirs),
  ...both("query", namesOf(contract.query), known.query.map(nameOf)),
  ...both("header", lower(namesOf(contract.headers)), known.headers.map(nameOf).map(lowerCase)),
  ...beyond(bodyOf(contract), fromWords(known.body)).map((path) => `lacks body ${path}`),
  ...beyond(fromWords(known.body), bodyOf(contract)).map((path) => `adds body ${path}`),
  ...statuses(contract, [...known.statuses, ...handled])
]

/** Against the way in which programs use an endpoint: what they use must be there. */
export const withUse = (contract: Contract, use: Use): ReadonlyArray<string> => [
  ...route(contract, use, fits),
  ...lacking("query", namesOf(contract.query), use.query),
  ...beyond(bodyOf(contract), fromWords(use.body)).map((path) => `lacks body ${path}`),
  ...statuses(contract, [...use.success, ...use.errors]),
  ...(use.paged && !("policy" in contract) ? ["lacks pages"] : [])
]

const nameOf = (word: string): string => word.split(":")[0] ?? ""
const lowerCase = (name: string): string => name.toLowerCase()
const lower = ({ names, open }: Names): Names => ({ names: new Set([...names].map(lowerCase)), open })

const route = (
  contract: Contract,
  { method, path }: Pick<Operation, "method" | "path">,
  same: (ours: string, theirs: string) => boolean
): ReadonlyArray<string> => [
  ...(contract.method === method ? [] : [`method ${contract.method}`]),
  ...(same(shapeOf(contract.path), shapeOf(path)) ? [] : [`path ${contract.path}`])
]

/** Whether a path is one of those that a shape stands for; a parameter at the end may be the rest of a path. */
export const fits = (shape: string, path: string): boolean => {
  const given = shape.split("/")
  const wanted = path.split("/")
  const rest = given.at(-1) === "{+}"
  return (
    (rest ? wanted.length >= given.length : wanted.length === given.length) &&
    given.every((segment, index) => segment.startsWith("{") || segment === wanted[index])
  )
}

const lacking = (place: string, { names, open }: Names, wanted: ReadonlyArray<string>) =>
  open ? [] : wanted.filter((name) => !names.has(name)).map((name) => `lacks ${place} ${name}`)

const both = (place: string, ours: Names, theirs: ReadonlyArray<string>) => [
  ...lacking(place, ours, theirs),
  ...[...ours.names].filter((name) => !theirs.includes(name)).map((name) => `adds ${place} ${name}`),
  ...(ours.open ? [`adds ${place} *`] : [])
]

const statuses = (contract: Contract, known: ReadonlyArray<number>): ReadonlyArray<string> => {
  const sorted = [...new Set(known)].sort((a, b) => a - b)
  return [
    ...sorted
      .filter((status) => !understands(contract, status))
      .map((status) => `status ${status} is unexpected`),
    ...sorted
      .filter((status) => status >= 400 && isSuccess(contract, status))
      .map((status) => `status ${status} is a success`)
  ]
}
