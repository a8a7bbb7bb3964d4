/** Which secrets the objects of an origin have. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as Stream from "effect/Stream"
import type { SecretPlace } from "../../Apply.js"
import { inWords, type Kind } from "../../Kind.js"
import { type Finding, Incomplete, type Origin } from "../../Origin.js"
import { workers } from "../workers.js"
import { lineOf, objectOf, write } from "./book.js"

/** A secret, and what people call its object. */
export interface Named extends SecretPlace {
  readonly title: string
}

const WithSecrets = Schema.Struct({ secrets: Schema.Array(Schema.String) })

/** Whether contents of a kind name secrets: only those are read. */
const namesSecrets = ({ content }: Kind): boolean =>
  SchemaAST.getPropertySignatures(content.ast).some(({ name }) => name === "secrets")

/** Objects that are read at once. */
const crew = 8

export const placesOf = (
  origin: Origin,
  kinds: ReadonlyArray<Kind>
): Effect.Effect<ReadonlyArray<Named>, Incomplete> =>
  Effect.gen(function* () {
    const places: Array<Named> = []
    const findings: Array<Finding> = []
    const named = kinds.filter((kind) => origin.kinds.includes(kind.name) && namesSecrets(kind))
    for (const { id, name: organization } of origin.organizations)
      for (const { name: kind } of named)
        yield* Stream.runForEach(origin.pages({ id, name: organization }, kind), (page) => {
          findings.push(...page.findings)
          return workers(crew, page.items, (item) =>
            Effect.map(Effect.either(origin.read(item)), (reading) => {
              const { key, title } = item
              const where = { organization, kind, key, title }
              if (Either.isLeft(reading))
                findings.push({ ...where, problem: `could not be read: ${inWords(reading.left)}` })
              else if (Schema.is(WithSecrets)(reading.right.content))
                for (const name of reading.right.content.secrets) places.push({ ...where, name })
            })
          )
        })
    return findings.length === 0 ? places : yield* new Incomplete({ findings })
  })

/** The places as lines without values, each object's after one that gives its title. */
export const toFillIn = (places: ReadonlyArray<Named>): string => {
  const pages = new Map<string, Map<string, string>>()
  for (const place of places) {
    const page = pages.get(place.organization) ?? new Map<string, string>()
    pages.set(place.organization, page.set(objectOf(place), place.title).set(lineOf(place), ""))
  }
  return write(pages)
}
