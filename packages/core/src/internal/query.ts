import * as Predicate from "effect/Predicate"
import { encode } from "./path.js"

/**
 * Prints a record as a query or form: arrays become repeated names, what is undefined or null is left out, and a
 * record within gives its own fields, for names that no contract can know.
 */
export const printQuery = (values: Readonly<Record<string, unknown>>): string => {
  let printed = ""
  for (const [key, value] of fieldsOf(values)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) {
      printed += `${printed === "" ? "" : "&"}${encodeURIComponent(key)}=${encode(key, String(one))}`
    }
  }
  return printed
}

const fieldsOf = (values: Readonly<Record<string, unknown>>): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(values).flatMap((field) =>
    Predicate.isReadonlyRecord(field[1]) ? Object.entries(field[1]) : [field]
  )
