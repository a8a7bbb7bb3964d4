/** What the packages export, found by the name that a program writes: `Folders.get`. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

/** What these tables need of a contract. */
export interface Contract {
  readonly method: string
  readonly path: string
  readonly errors: ReadonlyArray<{ readonly tag: string }>
  /** A list has it. */
  readonly stream?: unknown
}

const packages = ["elements", "core", "migration", "testing"]

const fileOf = (module: string): string | undefined =>
  packages.map((name) => `packages/${name}/src/${module}.ts`).find(existsSync)

/** Whether the packages have a module of this name. */
export const isModule = (module: string): boolean => fileOf(module) !== undefined

/** What `Folders.get` names; undefined where nothing has that name. */
export const exported = async (name: string): Promise<unknown> => {
  const [module = "", member = ""] = name.split(".")
  const file = fileOf(module)
  if (file === undefined) return undefined
  const exports: Record<string, unknown> = await import(pathToFileURL(resolve(file)).href)
  return exports[member]
}

export const isContract = (value: unknown): value is Contract =>
  typeof value === "function" && "operation" in value && "path" in value && "errors" in value
