/** Secrets as a JSON text: by object, in one list for all organizations or in one for each. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { SecretPlace } from "../../Apply.js"
import type { Secrets } from "../../Secrets.js"
import { canonical } from "../json.js"

const Page = Schema.Record({ key: Schema.String, value: Schema.String })
const Book = Schema.Record({ key: Schema.String, value: Schema.Union(Schema.String, Page) })

/** `data-sources/<key>`; a slash in the key is `%2F`. */
export const objectOf = ({ key, kind }: Pick<SecretPlace, "kind" | "key">): string =>
  `${kind}/${key.replaceAll("%", "%25").replaceAll("/", "%2F")}`

/** `data-sources/<key>/<name>` */
export const lineOf = (place: Pick<SecretPlace, "kind" | "key" | "name">): string =>
  `${objectOf(place)}/${place.name}`

type Lines = ReadonlyMap<string, Redacted.Redacted<string>>

/** The secrets of a text, or why it holds none. An empty one counts as not given. */
export const read = (text: string): Either.Either<Secrets, string> => {
  const book = parsed(text)
  if (!Schema.is(Book)(book))
    return Either.left('is no JSON of secrets: { "data-sources/<uid>/<name>": "..." }')
  const pages = new Map<string, Lines>()
  const everywhere: Array<readonly [string, string]> = []
  for (const [name, value] of Object.entries(book))
    if (typeof value === "string") everywhere.push([name, value])
    else pages.set(name, lines(Object.entries(value)))
  const shared = lines(everywhere)
  return Either.right((place) => {
    const line = lineOf(place)
    return Option.fromNullable(pages.get(place.organization)?.get(line) ?? shared.get(line))
  })
}

const lines = (entries: ReadonlyArray<readonly [string, string]>): Lines =>
  new Map(entries.flatMap(([line, value]) => (value === "" ? [] : [[line, Redacted.make(value)] as const])))

/** What the parser would say of bad JSON quotes it. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text of lines, in one list for each organization. */
export const write = (pages: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
  const book = Object.fromEntries([...pages].map(([name, page]) => [name, Object.fromEntries(page)] as const))
  return `${canonical(book, "  ")}\n`
}
