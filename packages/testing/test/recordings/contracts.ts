import { readdirSync } from "node:fs"
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Predicate from "effect/Predicate"

export type AnyEndpoint = Endpoint.Endpoint<unknown, unknown, unknown>

/** A contract and the name under which a user finds it: module `Folders`, name `get`. */
export interface Known {
  readonly module: string
  readonly name: string
  readonly contract: AnyEndpoint
}

const isContract = (u: unknown): u is AnyEndpoint => Predicate.hasProperty(u, Endpoint.TypeId)

const modules = readdirSync(new URL("../../../elements/src/", import.meta.url))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort()

const contractsOf = async (module: string): Promise<ReadonlyArray<Known>> => {
  const exports: Readonly<Record<string, unknown>> = await import(`@effect-grafana/elements/${module}`)
  // By name: not every loader keeps them in one order.
  const sorted = Object.entries(exports).sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([name, contract]) => (isContract(contract) ? [{ module, name, contract }] : []))
}

/** Every contract that a module of elements exports. */
export const contracts: ReadonlyArray<Known> = (await Promise.all(modules.map(contractsOf))).flat()

/** The modules that export contracts. */
export const elements: ReadonlyArray<string> = [...new Set(contracts.map(({ module }) => module))]

/** How the tables name a contract: `Folders.get`. */
export const endpointOf = ({ module, name }: Known): string => `${module}.${name}`

/** Whether a row of a table speaks of a module's endpoint. */
export const isOf =
  (module: string) =>
  ({ endpoint }: { readonly endpoint: string }): boolean =>
    endpoint.split(".")[0] === module
