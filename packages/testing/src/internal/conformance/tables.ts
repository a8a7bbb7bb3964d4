/** How the facts are written down: tab-separated tables with their columns in the first line, `-` for nothing. */
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

const Words = Schema.transform(Schema.String, Schema.Array(Schema.String), {
  strict: true,
  decode: (text) => (text === "-" ? [] : text.split(" ")),
  encode: (words) => (words.length === 0 ? "-" : words.join(" "))
})

const Statuses = Schema.compose(Words, Schema.Array(Schema.NumberFromString))

const Flag = <const Word extends string>(word: Word) =>
  Schema.transform(Schema.Literal("-", word), Schema.Boolean, {
    strict: true,
    decode: (text) => text === word,
    encode: (flag) => (flag ? word : "-")
  })

const Method = Schema.Literal("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

/** One operation of the OpenAPI document; fields are written `name:type`, with a `!` where they are required. */
export interface Operation extends Schema.Schema.Type<typeof Operation> {}
export const Operation = Schema.Struct({
  operation: Schema.NonEmptyString,
  method: Method,
  path: Schema.String,
  params: Words,
  query: Words,
  headers: Words,
  body: Words,
  statuses: Statuses,
  deprecated: Flag("deprecated"),
  enterprise: Flag("enterprise")
})

/** The statuses that the handlers of one operation give, whatever the document says. */
export interface Handler extends Schema.Schema.Type<typeof Handler> {}
export const Handler = Schema.Struct({ operation: Schema.NonEmptyString, statuses: Statuses })

/** One endpoint as programs use it; `operation` is `-` where the OpenAPI document does not know it. */
export interface Use extends Schema.Schema.Type<typeof Use> {}
export const Use = Schema.Struct({
  method: Method,
  path: Schema.String,
  query: Words,
  body: Words,
  success: Statuses,
  errors: Statuses,
  operation: Schema.String,
  paged: Flag("paged")
})

/** Why one difference of one operation stands, and what proves it. */
export interface Reason extends Schema.Schema.Type<typeof Reason> {}
export const Reason = Schema.Struct({
  operation: Schema.NonEmptyString,
  difference: Schema.NonEmptyString,
  reason: Schema.NonEmptyString,
  citation: Schema.NonEmptyString
})

const records = (text: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const [head = "", ...lines] = text.trimEnd().split("\n")
  const columns = head.split("\t")
  return lines.map((line) => {
    const cells = line.split("\t")
    return Object.fromEntries(cells.map((cell, index) => [columns[index] ?? `column ${index + 1}`, cell]))
  })
}

/** Reads a table; a column or a cell that does not belong there is an error. */
export const parse = <A, I>(row: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknown(Schema.Array(row), { onExcessProperty: "error" })
  return (text: string): Effect.Effect<ReadonlyArray<A>, ParseResult.ParseError> => decode(records(text))
}
