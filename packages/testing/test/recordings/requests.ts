import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { difference } from "../../src/internal/recording/facts.js"
import { madeFacts, recordedFacts } from "../../src/internal/recording/player.js"
import type * as Recording from "../../src/Recording.js"
import { ask } from "./answers.js"
import type { AnyEndpoint } from "./contracts.js"
import { withoutEchoes } from "./echoes.js"
import { paramsOf, routeOf } from "./routes.js"

/** Why no typed input makes a recorded request. */
export type Reason =
  | "body is text"
  | "body is missing"
  | "body has another shape"
  | "body is not taken"
  | "body field is unknown"
  | "body field is missing"
  | "body field does not fit"
  | "body repeats the path"
  | "query name is unknown"
  | "query value does not fit"
  | "path value does not fit"
  | "header is unknown"
  | "input is refused"
  | "is spelled otherwise"

export interface Obstacle {
  readonly reason: Reason
  readonly detail: string
}

type Input = Readonly<Record<string, unknown>>
type Rebuilt = Either.Either<Input, Obstacle>

const obstacle = (reason: Reason, detail: string) => Either.left<Obstacle>({ reason, detail })

/** The typed input that makes a recorded request, proved by making it; else what stands in the way. */
export const inputOf = (contract: AnyEndpoint, exchange: Recording.Exchange): Rebuilt => {
  const input = rebuilt(contract, exchange)
  if (Either.isRight(input)) return input
  const { request } = exchange
  const said = new Set(Object.values(pathValues(contract, exchange)))
  const { echoes, rest } = withoutEchoes(request.body, said)
  const spare = { ...exchange, request: { ...request, body: rest } }
  return echoes.length > 0 && Either.isRight(rebuilt(contract, spare))
    ? obstacle("body repeats the path", echoes.join(", "))
    : input
}

const rebuilt = (contract: AnyEndpoint, exchange: Recording.Exchange): Rebuilt =>
  Either.gen(function* () {
    const input = {
      ...(yield* params(contract, exchange)),
      ...(yield* query(contract, exchange)),
      ...(yield* headers(contract, exchange)),
      ...(yield* body(contract, exchange))
    }
    const made = ask(contract, input)
    if ("_tag" in made) return yield* obstacle("input is refused", made.message)
    const differs = difference(recordedFacts(exchange), madeFacts(made))
    return differs.length === 0 ? input : yield* obstacle("is spelled otherwise", differs.join("; "))
  })

// ---- values that travel as text --------------------------------------------------------------------------

/** A field under its name on the wire. */
interface Wired {
  readonly decode: (wire: Input) => Either.Either<Input, ParseResult.ParseError>
}

type Fields = AnyEndpoint["params"]

const wired = (fields: Fields): ReadonlyMap<string, Wired> =>
  new Map(
    Object.entries(fields).map(([name, field]) => {
      // Sound: the fields of a contract need no services.
      const struct = Schema.Struct({ [name]: field }) as unknown as Schema.Schema<Input, Input>
      const wire = SchemaAST.getPropertySignatures(SchemaAST.encodedAST(struct.ast))[0]?.name
      return [String(wire), { decode: Schema.decodeUnknownEither(struct) }]
    })
  )

type Texts = ReadonlyMap<string, ReadonlyArray<string>>

const decodeTexts = (
  fields: Fields,
  texts: Texts,
  reasons: { readonly unknown: Reason; readonly misfit: Reason }
): Rebuilt => {
  const known = wired(fields)
  // A record among the fields gives its own fields, for names that no contract can know.
  const open = [...known].find(([name, { decode }]) => Either.isRight(decode({ [name]: {} })))
  const own = [...texts].filter(([name]) => known.has(name) && name !== open?.[0])
  const free = [...texts].filter(([name]) => !known.has(name) || name === open?.[0])
  let input: Input = {}
  for (const [name, values] of own) {
    const fit = firstFit(known.get(name), name, readings(values))
    if (fit === undefined) return obstacle(reasons.misfit, `${name}: ${values.join(", ")}`)
    input = { ...input, ...fit }
  }
  if (free.length === 0) return Either.right(input)
  if (open === undefined) return obstacle(reasons.unknown, free.map(([name]) => name).join(", "))
  const record = Object.fromEntries(
    free.map(([name, [text, ...more]]) => [name, more.length === 0 ? text : [text, ...more]])
  )
  const fit = firstFit(open[1], open[0], [record])
  return fit === undefined ? obstacle(reasons.misfit, open[0]) : Either.right({ ...input, ...fit })
}

const firstFit = (
  field: Wired | undefined,
  name: string,
  values: ReadonlyArray<unknown>
): Input | undefined => {
  for (const value of values) {
    const fit = field?.decode({ [name]: value })
    if (fit !== undefined && Either.isRight(fit)) return fit.right
  }
  return undefined
}

/** The readings of a text, of which the schema takes the first that fits: text, number, boolean, a list of these. */
const readings = (texts: ReadonlyArray<string>): ReadonlyArray<unknown> => {
  const numbers = texts.map(Number)
  const lists = [texts, numbers]
  const [text, ...more] = texts
  return text === undefined || more.length > 0 ? lists : [text, numbers[0], readBoolean(text), ...lists]
}

const readBoolean = (text: string): unknown => (text === "true" ? true : text === "false" ? false : text)

const pathValues = (
  contract: AnyEndpoint,
  { request }: Recording.Exchange
): Readonly<Record<string, string>> => {
  const raw = paramsOf(routeOf(contract.method, contract.path), request.path.split("?")[0] ?? "") ?? {}
  return Record.map(raw, (value) => value.split("/").map(decode).join("/"))
}

const params = (contract: AnyEndpoint, exchange: Recording.Exchange): Rebuilt => {
  const decoded = Object.entries(pathValues(contract, exchange)).map(
    ([name, value]) => [name, [value]] as const
  )
  return decodeTexts(contract.params, new Map(decoded), {
    unknown: "path value does not fit",
    misfit: "path value does not fit"
  })
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const textsOf = (query: string): Texts => {
  const pairs = new URLSearchParams(query)
  return new Map(Array.from(pairs.keys(), (name) => [name, pairs.getAll(name)]))
}

const query = (contract: AnyEndpoint, { request }: Recording.Exchange): Rebuilt => {
  const texts = textsOf(request.path.slice(request.path.split("?")[0]?.length))
  return decodeTexts(contract.query, texts, {
    unknown: "query name is unknown",
    misfit: "query value does not fit"
  })
}

/** What the client says of itself, or what it says for all calls of an effect. */
const general = new Set(["content-type", "x-grafana-org-id"])

const headers = (contract: AnyEndpoint, { request }: Recording.Exchange): Rebuilt => {
  const own = Object.entries(request.headers ?? {}).filter(([name]) => !general.has(name.toLowerCase()))
  const spelled = new Map([...wired(contract.headers).keys()].map((name) => [name.toLowerCase(), name]))
  const texts = own.map(([name, value]) => [spelled.get(name.toLowerCase()) ?? name, [value]] as const)
  return decodeTexts(contract.headers, new Map(texts), {
    unknown: "header is unknown",
    misfit: "header is unknown"
  })
}

// ---- bodies ----------------------------------------------------------------------------------------------

const body = (contract: AnyEndpoint, { request }: Recording.Exchange): Rebuilt => {
  const { encoding, payload } = contract
  if (payload === undefined) {
    return request.body === undefined ? Either.right({}) : obstacle("body is not taken", "")
  }
  const whole = Schema.isSchema(payload)
  // Sound: the schemas of a contract need no services.
  const schema = (whole ? Schema.Struct({ payload }) : Schema.Struct(payload)) as unknown as Schema.Schema<
    Input,
    Input
  >
  const under = (value: unknown): unknown => (whole ? { payload: value } : value)
  if (request.body === undefined) {
    // A payload of nothing but optional fields is sent as `{}`, never left out.
    return whole ? decodeBody(schema, {}) : obstacle("body is missing", "")
  }
  if (typeof request.body === "string") return textBody(contract, schema, request.body, under)
  if (encoding !== "json") return obstacle("body has another shape", `JSON and not ${encoding}`)
  return decodeBody(schema, under(request.body))
}

const textBody = (
  { encoding, payload }: AnyEndpoint,
  schema: Schema.Schema<Input, Input>,
  text: string,
  under: (value: unknown) => unknown
): Rebuilt => {
  if (encoding === "text") return decodeBody(schema, under(text))
  if (encoding === "form" && !Schema.isSchema(payload)) {
    return decodeTexts(payload ?? {}, textsOf(text), {
      unknown: "body field is unknown",
      misfit: "body field does not fit"
    })
  }
  if (encoding === "form") return decodeBody(schema, under(Object.fromEntries(new URLSearchParams(text))))
  return Option.match(parse(text), {
    onNone: () => obstacle("body is text", ""),
    onSome: (json) => decodeBody(schema, under(json))
  })
}

const parse = Option.liftThrowable((text: string): unknown => JSON.parse(text))

const decodeBody = (schema: Schema.Schema<Input, Input>, value: unknown): Rebuilt =>
  Either.mapLeft(Schema.decodeUnknownEither(schema, { onExcessProperty: "error" })(value), (error) =>
    word(error, value)
  )

/** Words the first issue that explains a misfit. */
const word = (error: ParseResult.ParseError, value: unknown): Obstacle => {
  const issues = ParseResult.ArrayFormatter.formatErrorSync(error)
  const issue = issues[0]
  if (issue === undefined || issue.path.length === 0) {
    return { reason: "body has another shape", detail: Array.isArray(value) ? "array" : typeof value }
  }
  const at = issue.path.map(String).join(".")
  if (issue._tag === "Unexpected") return { reason: "body field is unknown", detail: at }
  if (issue._tag === "Missing") return { reason: "body field is missing", detail: at }
  return { reason: "body field does not fit", detail: `${at}: ${issue.message.split(", actual ")[0]}` }
}
