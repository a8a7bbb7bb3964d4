import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Contract } from "../Endpoint.js"
import type { Fields } from "./contract.js"
import { compileGuard } from "./guard.js"
import { compileNulls } from "./nulls.js"
import { compilePart, veil } from "./part.js"
import { compilePath } from "./path.js"
import { printQuery } from "./query.js"
import { Refused } from "./refused.js"
import { worded } from "./words.js"

/** What an input becomes on the wire. */
export interface Prepared {
  readonly path: string
  /** The path as spans and hooks may show it. */
  readonly shown: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | FormData | undefined
}

/** A contract, compiled at its first call. */
export interface Codec {
  readonly prepare: (input: unknown) => Prepared | Refused
  /** Whether a parsed body is a success; gives `[]` for the `null`s of annotated lists before. */
  readonly accept: (body: unknown) => { readonly value: unknown } | Refused
  /** Statuses below 300 that an error of this endpoint names. */
  readonly claimed: ReadonlySet<number>
}

export const codecOf = (contract: Contract): Codec => {
  let codec = compiled.get(contract)
  if (codec === undefined) {
    codec = compile(contract)
    compiled.set(contract, codec)
  }
  return codec
}

const compiled = new WeakMap<Contract, Codec>()

const compile = (contract: Contract): Codec => ({
  prepare: compileRequest(contract),
  accept: compileAccept(contract.success),
  claimed: new Set(
    contract.errors.flatMap(({ wires }) => wires.map(({ status }) => status)).filter((s) => s < 300)
  )
})

const compileRequest = (contract: Contract): Codec["prepare"] => {
  const params = compilePart(contract.params)
  const query = compilePart(contract.query)
  const headers = compilePart(contract.headers)
  const fill = compilePath(contract.path)
  const body = compileBody(contract)
  return (input) => {
    const named = params(input)
    if (named instanceof Refused) return named
    const asked = query(input)
    if (asked instanceof Refused) return asked
    const path = join(fill(named), printQuery(asked))
    if (path instanceof Refused) return path
    const sent = chain(headers(input), printHeaders)
    if (sent instanceof Refused) return sent
    const written = body(input)
    if (written instanceof Refused) return written
    const veiled = [veil(input, named), veil(input, asked)] as const
    const shown =
      veiled[0] === named && veiled[1] === asked ? path : join(fill(veiled[0]), printQuery(veiled[1]))
    return {
      path,
      shown: shown instanceof Refused ? contract.path : shown,
      headers: written.type === undefined ? sent : { "content-type": written.type, ...sent },
      body: written.body
    }
  }
}

const join = (path: string | Refused, query: string | Refused): string | Refused =>
  chain(path, (filled) => chain(query, (printed) => (printed === "" ? filled : `${filled}?${printed}`)))

const chain = <A, B>(value: A | Refused, f: (value: A) => B | Refused): B | Refused =>
  value instanceof Refused ? value : f(value)

const printHeaders = (values: Readonly<Record<string, unknown>>): Record<string, string> | Refused => {
  const printed: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const text = String(value)
    if (/[^\t\x20-\x7e\x80-\xff]/.test(text))
      return new Refused(`header ${name} holds a character that no header may hold`)
    printed[name.toLowerCase()] = text
  }
  return printed
}

interface Written {
  readonly type: string | undefined
  readonly body: Prepared["body"]
}

const empty: Written = { type: undefined, body: undefined }

const compileBody = (contract: Contract): ((input: unknown) => Written | Refused) => {
  const { encoding, payload } = contract
  if (payload === undefined) return () => empty
  const encode = Schema.isSchema(payload) ? compileWhole(payload) : compilePart(payload)
  return (input) => chain(encode(input), writers[encoding])
}

const compileWhole = (payload: Schema.Schema.Any): ((input: unknown) => unknown) => {
  // Sound: any schema is a field of a struct; `All` only lacks the phantom of its context.
  const encode = compilePart({ payload } as Fields)
  return (input) => {
    const encoded = encode(input)
    return encoded instanceof Refused ? encoded : encoded["payload"]
  }
}

// Sound: a form and a multipart body are declared by a record of fields, so their values are records.
const record = (value: unknown) => value as Readonly<Record<string, unknown>>

const writers: Record<Contract["encoding"], (value: unknown) => Written | Refused> = {
  json: (value) => {
    try {
      return { type: "application/json", body: JSON.stringify(value) }
    } catch {
      return new Refused("the payload is no JSON: it is circular or holds a bigint")
    }
  },
  form: (value) =>
    chain(printQuery(record(value)), (body) => ({
      type: "application/x-www-form-urlencoded",
      body
    })),
  text: (value) => ({ type: "text/plain; charset=utf-8", body: String(value) }),
  multipart: (value) => {
    const form = new FormData()
    for (const [name, part] of Object.entries(record(value))) {
      if (part instanceof Uint8Array) form.append(name, new Blob([part]), name)
      else form.append(name, String(part))
    }
    // The transport writes the content type, which holds the boundary.
    return { type: undefined, body: form }
  }
}

const compileAccept = (success: Schema.Schema.Any | undefined): Codec["accept"] => {
  if (success === undefined) return () => ({ value: undefined })
  // Sound: a success schema neither transforms nor needs services (held by Check and by the conformance test).
  const schema = success as Schema.Schema<unknown>
  const fill = compileNulls(schema.ast)
  const fits = compileGuard(schema)
  return (body) => {
    const value = fill === undefined ? body : fill(body)
    if (fits(value)) return { value }
    const issue = worded(() => ParseResult.validateEither(schema)(value))
    return issue instanceof Refused ? issue : new Refused("does not fit")
  }
}
