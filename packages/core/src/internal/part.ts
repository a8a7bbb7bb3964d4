import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type { Fields } from "./contract.js"
import { compileGuard } from "./guard.js"
import { Refused } from "./refused.js"
import { worded } from "./words.js"

type Encoded = Readonly<Record<string, unknown>>

const nothing: Encoded = {}

/** Compiles the schemas of one part of a request to a function that takes its fields out of the flat input. */
export const compilePart = (fields: Fields): ((input: unknown) => Encoded | Refused) => {
  if (Object.keys(fields).length === 0) return () => nothing
  // Sound: contracts' fields need no services (held by the types of Options' users and by the conformance test).
  const struct = Schema.Struct(fields) as unknown as Schema.Schema<Encoded, Encoded>
  const encode = encoder(struct)
  const keys = wireKeys(struct)
  return (input) => {
    const encoded = encode(input ?? nothing)
    return encoded instanceof Refused ? encoded : pick(encoded, keys)
  }
}

/** The encoded fields as they may be shown: what the input holds as `Redacted` stays so. */
export const veil = (input: unknown, encoded: Encoded): Encoded => {
  let veiled = encoded
  for (const key of Object.keys(encoded)) {
    if (Predicate.hasProperty(input, key) && Redacted.isRedacted(input[key])) {
      veiled = { ...veiled, [key]: "REDACTED" }
    }
  }
  return veiled
}

/** Encodes with a schema; one that does not transform is only checked. */
const encoder = <A>(schema: Schema.Schema<A>): ((input: unknown) => A | Refused) => {
  const encode = ParseResult.encodeUnknownEither(schema)
  const slow = (input: unknown): A | Refused => worded(() => encode(input))
  if (transforms(schema.ast)) return slow
  const fits = compileGuard(schema)
  return (input) => (fits(input) ? input : slow(input))
}

/** Whether encoding may give something else than the value itself. */
const transforms = (ast: SchemaAST.AST): boolean => SchemaAST.typeAST(ast) !== ast

const wireKeys = (struct: Schema.Schema.Any): ReadonlyArray<string> =>
  SchemaAST.getPropertySignatures(SchemaAST.encodedAST(struct.ast)).map((signature) => String(signature.name))

const pick = (from: Encoded, keys: ReadonlyArray<string>): Encoded => {
  const picked: Record<string, unknown> = {}
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key]
  return picked
}
