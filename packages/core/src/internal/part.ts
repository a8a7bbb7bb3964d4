import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type { Check } from "../Check.js"
import type { Fields } from "./contract.js"
import { worded } from "./words.js"

type Encoded = Readonly<Record<string, unknown>>

const nothing: Encoded = {}

/** Compiles the schemas of one part of a request to a function that takes its fields out of the flat input. */
export const compilePart = (fields: Fields, check: Check): ((input: unknown) => Encoded) => {
  if (Object.keys(fields).length === 0) return () => nothing
  // Sound: contracts' fields need no services (held by the types of Options' users and by the conformance test).
  const struct = Schema.Struct(fields) as unknown as Schema.Schema<Encoded, Encoded>
  const encode = encoder(struct, check)
  const keys = wireKeys(struct)
  return (input) => pick(encode(input ?? nothing), keys)
}

/** The encoded fields as they may be shown: what the input holds as `Redacted` stays so. */
export const veil = (input: unknown, encoded: Encoded): Encoded =>
  Object.fromEntries(
    Object.entries(encoded).map(([key, value]) => [
      key,
      Predicate.hasProperty(input, key) && Redacted.isRedacted(input[key]) ? "REDACTED" : value
    ])
  )

/** Encodes with a schema; one that does not transform is only checked. */
const encoder = <A>(schema: Schema.Schema<A>, check: Check): Encoder<A> =>
  transforms(schema.ast) ? stockEncoder(schema) : checker(schema, check)

type Encoder<A> = (input: unknown) => A

/** For a schema that does not transform: a value that fits is given back as it is. */
export const checker = <A>(schema: Schema.Schema<A>, check: Check): Encoder<A> => {
  const fits = check(schema)
  const encode = stockEncoder(schema)
  return (input) => (fits(input) ? input : encode(input))
}

const stockEncoder = <A>(schema: Schema.Schema<A>): Encoder<A> => {
  const encode = ParseResult.encodeUnknownEither(schema)
  return (input) => worded(() => encode(input))
}

/** Whether encoding may give something else than the value itself. */
const transforms = (ast: SchemaAST.AST): boolean => SchemaAST.typeAST(ast) !== ast

/** The names that a struct's fields have on the wire. */
const wireKeys = (struct: Schema.Schema.Any): ReadonlyArray<string> => {
  const wire = SchemaAST.encodedAST(struct.ast)
  return SchemaAST.isTypeLiteral(wire) ? wire.propertySignatures.map(({ name }) => String(name)) : []
}

const pick = (from: Encoded, keys: ReadonlyArray<string>): Encoded => {
  const picked: Record<string, unknown> = {}
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key]
  return picked
}
