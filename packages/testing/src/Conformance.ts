/**
 * Holds contracts to what is known of Grafana's HTTP API: its OpenAPI document, a table of the endpoints that programs
 * use, and recorded exchanges. Every difference needs a reason of its own.
 */
import type { Contract } from "@effect-grafana/core/Endpoint"
import { fits, withOperation, withUse } from "./internal/conformance/compare.js"
import { type Difference, keyOf, wrongReasons } from "./internal/conformance/settle.js"
import * as Tables from "./internal/conformance/tables.js"
import { ambiguous, isSuccess, paramsOf, shapeOf } from "./internal/conformance/wire.js"
import { makeRouter } from "./internal/fake/router.js"
import type { Exchange } from "./Recording.js"

export type { Difference } from "./internal/conformance/settle.js"
export type { Handler, Operation, Reason, Use } from "./internal/conformance/tables.js"

/** Reads the operations of an OpenAPI document, from a table with one operation a line. */
export const parseOperations = Tables.parse(Tables.Operation)
/** Reads the statuses that the handlers give. */
export const parseHandlers = Tables.parse(Tables.Handler)
/** Reads the endpoints that programs use. */
export const parseUses = Tables.parse(Tables.Use)
/** Reads the reasons for differences. */
export const parseReasons = Tables.parse(Tables.Reason)

/** What contracts are held to. */
export interface Evidence {
  readonly operations: ReadonlyArray<Tables.Operation>
  readonly handlers: ReadonlyArray<Tables.Handler>
  readonly uses: ReadonlyArray<Tables.Use>
  readonly reasons: ReadonlyArray<Tables.Reason>
  /** Recorded exchanges, each with the name of the file that holds it. */
  readonly recorded: ReadonlyArray<{ readonly file: string; readonly exchange: Exchange }>
}

/** How many there are, and how many have a contract all of whose differences have a reason. */
export interface Coverage {
  readonly covered: number
  readonly total: number
}

/** What the comparison shows. */
export interface Report {
  readonly openapi: Coverage
  readonly endpoints: Coverage
  /** Operations of the OpenAPI document of which no success is recorded: nothing but the document speaks for them. */
  readonly specOnly: ReadonlyArray<string>
  /** Operations that only the contracts know. */
  readonly beyond: ReadonlyArray<string>
  /** Path parameters of another name, which nobody sees on the wire: `getFolderByUID: folder_uid is uid`. */
  readonly renamed: ReadonlyArray<string>
  readonly differences: ReadonlyArray<Difference>
  /** What is wrong with contracts or reasons by themselves: a name that two contracts bear, a stale reason. */
  readonly problems: ReadonlyArray<string>
}

/** Whether every difference has its reason and nothing else is wrong. */
export const conforms = ({ differences, problems }: Report): boolean =>
  problems.length === 0 && differences.every(({ reason }) => reason !== undefined)

/** Compares contracts with all that is known. */
export const check = (contracts: ReadonlyArray<Contract>, evidence: Evidence): Report => {
  const byName = new Map(contracts.map((contract) => [contract.operation, contract]))
  const reasons = new Map(evidence.reasons.map((reason) => [keyOf(reason), reason]))
  const handled = new Map(evidence.handlers.map(({ operation, statuses }) => [operation, statuses]))
  const settled = (operation: string, differences: ReadonlyArray<string>): ReadonlyArray<Difference> =>
    differences.map((difference) => {
      const key = { operation, difference }
      return { ...key, reason: reasons.get(keyOf(key)) }
    })

  const openapi = evidence.operations.map((known) => {
    const contract = byName.get(known.operation)
    return settled(
      known.operation,
      contract === undefined
        ? ["no endpoint"]
        : withOperation(contract, known, handled.get(known.operation) ?? [])
    )
  })
  const endpoints = evidence.uses.map((use) => {
    const contract = contractFor(use, contracts)
    return contract === undefined
      ? settled(`${use.method} ${use.path}`, ["no endpoint"])
      : settled(contract.operation, withUse(contract, use))
  })

  const differences = distinct([...openapi, ...endpoints].flat())
  const recorded = new Set(evidence.recorded.map(({ exchange, file }) => `${file}|${exchange.name}`))
  const known = new Set(evidence.operations.map(({ operation }) => operation))
  return {
    openapi: coverage(openapi),
    endpoints: coverage(endpoints),
    specOnly: unrecorded(contracts, evidence),
    beyond: contracts.map(({ operation }) => operation).filter((operation) => !known.has(operation)),
    renamed: evidence.operations.flatMap((operation) => renames(operation, byName.get(operation.operation))),
    differences,
    problems: [
      ...namedTwice(contracts),
      ...contracts.flatMap((contract) =>
        ambiguous(contract).map((words) => `${contract.operation}: ${words}`)
      ),
      ...wrongReasons(evidence.reasons, new Set(differences.map(keyOf)), recorded)
    ]
  }
}

/** The contract of a use: the one of its very path, else the one that Grafana's name tells, else one that it fits. */
const contractFor = (use: Tables.Use, contracts: ReadonlyArray<Contract>): Contract | undefined => {
  const candidates = contracts.filter(({ method }) => method === use.method)
  return (
    candidates.find(({ path }) => shapeOf(path) === shapeOf(use.path)) ??
    candidates.find(({ operation }) => operation === use.operation) ??
    candidates.find(({ path }) => fits(shapeOf(path), shapeOf(use.path)))
  )
}

const coverage = (all: ReadonlyArray<ReadonlyArray<Difference>>): Coverage => ({
  covered: all.filter((differences) => differences.every(({ reason }) => reason !== undefined)).length,
  total: all.length
})

const distinct = (differences: ReadonlyArray<Difference>): ReadonlyArray<Difference> => [
  ...new Map(differences.map((difference) => [keyOf(difference), difference])).values()
]

const namedTwice = (contracts: ReadonlyArray<Contract>): ReadonlyArray<string> => {
  const seen = new Map<string, Contract>()
  return contracts.flatMap((contract) => {
    const other = seen.get(contract.operation)
    seen.set(contract.operation, contract)
    return other === undefined || other === contract ? [] : [`two contracts are named ${contract.operation}`]
  })
}

const renames = (known: Tables.Operation, contract: Contract | undefined): ReadonlyArray<string> => {
  const ours = paramsOf(contract?.path ?? "")
  return paramsOf(known.path).flatMap((name, index) => {
    const other = ours[index]
    return other === undefined || other === name ? [] : [`${known.operation}: ${name} is ${other}`]
  })
}

/** The operations of which no recorded exchange shows a success. */
const unrecorded = (contracts: ReadonlyArray<Contract>, { operations, recorded }: Evidence) => {
  const router = makeRouter(
    contracts.map(
      ({ method, path }) => [{ method, path: shapeOf(path) }, shapeKey({ method, path })] as const
    )
  )
  const statuses = new Map<string, Set<number>>()
  for (const { exchange } of recorded) {
    const { method, path } = exchange.request
    const found = router.find(method, path.split("?")[0] ?? "")
    if (found === undefined) continue
    const seen = statuses.get(found.value) ?? new Set()
    statuses.set(found.value, seen.add(exchange.response.status))
  }
  const proved = new Set(
    contracts
      .filter((contract) =>
        [...(statuses.get(shapeKey(contract)) ?? [])].some((status) => isSuccess(contract, status))
      )
      .map(({ operation }) => operation)
  )
  return operations.map(({ operation }) => operation).filter((operation) => !proved.has(operation))
}

/** Two contracts may share a route. */
const shapeKey = ({ method, path }: Pick<Contract, "method" | "path">): string => `${method} ${shapeOf(path)}`
