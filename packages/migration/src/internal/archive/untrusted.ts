/** JSON from somebody else: what it says may be anything, and still nothing breaks on it. */
import * as Either from "effect/Either"
import { isObject, parse } from "../json.js"

/** Levels that lists and objects may stand in each other; Grafana's own have a few dozen at most. */
const deepest = 1000

/** The value that bytes hold, or why they hold none. */
export const read = (bytes: Uint8Array): Either.Either<unknown, string> =>
  Either.filterOrLeft(
    Either.try({
      try: () => parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)),
      catch: () => "is not JSON"
    }),
    (value) => isShallow(value, deepest),
    () => `is nested deeper than ${deepest} levels`
  )

const isShallow = (value: unknown, levels: number): boolean => {
  if (Array.isArray(value)) return levels > 0 && value.every((item) => isShallow(item, levels - 1))
  if (!isObject(value)) return true
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1))
}
