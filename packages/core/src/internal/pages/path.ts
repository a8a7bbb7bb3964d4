import * as Predicate from "effect/Predicate"

/** Reads what stands at a dotted path; undefined where something on the way is missing. */
export type Read = (from: unknown) => unknown

export const at = (path: string): Read =>
  path === ""
    ? (from) => from
    : path
        .split(".")
        .map(field)
        .reduce((outer, inner) => (from) => inner(outer(from)))

const field =
  (key: string): Read =>
  (from) =>
    Predicate.isRecord(from) ? from[key] : undefined

/** Reads a number; undefined where there is none. */
export const numberAt = (path: string): ((from: unknown) => number | undefined) => {
  const read = at(path)
  return (from) => {
    const found = read(from)
    return typeof found === "number" ? found : undefined
  }
}

/** Reads a list; Go sends an empty one as null or not at all. */
export const listAt = (path: string): ((from: unknown) => ReadonlyArray<unknown>) => {
  const read = at(path)
  return (from) => {
    const found = read(from)
    return Array.isArray(found) ? found : []
  }
}
