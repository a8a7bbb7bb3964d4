import { encode } from "./path.js"
import { Refused } from "./refused.js"

/** Prints a record as a query or form: arrays become repeated names, what is undefined or null is left out. */
export const printQuery = (values: Readonly<Record<string, unknown>>): string | Refused => {
  let printed = ""
  for (const key of Object.keys(values)) {
    const value = values[key]
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) {
      const encoded = encode(key, String(one))
      if (encoded instanceof Refused) return encoded
      printed += `${printed === "" ? "" : "&"}${encodeURIComponent(key)}=${encoded}`
    }
  }
  return printed
}
