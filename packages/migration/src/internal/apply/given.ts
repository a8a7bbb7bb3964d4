/** The secrets that a write is given, and what keeps them out of what is said of it: Grafana quotes what it refuses. */
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Writing } from "../../Kind.js"

export interface Given {
  readonly secret: Writing["secret"]
  /** The text without any secret that was given so far. */
  readonly hide: (text: string) => string
}

export const make = (find: Writing["secret"]): Given => {
  const given = new Set<string>()
  return {
    secret: (name) =>
      Option.map(find(name), (secret) => {
        given.add(Redacted.value(secret))
        return secret
      }),
    hide: (text) => [...given].flatMap(spellings).sort(longestFirst).reduce(without, text)
  }
}

/** As it is, as JSON and Go quote it, and as an address has it. */
const spellings = (secret: string): ReadonlyArray<string> => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Either.getOrElse(Encoding.encodeUriComponent(secret), () => secret)
]

const longestFirst = (one: string, other: string): number => other.length - one.length

const without = (text: string, secret: string): string =>
  secret === "" ? text : text.replaceAll(secret, "<secret>")
