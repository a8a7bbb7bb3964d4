import * as Schema from "effect/Schema"
import type { Contract } from "../Endpoint.js"
import type { Fields } from "./contract.js"
import { fillOf } from "./nullAsEmpty.js"
import { checker, compilePart, veil } from "./part.js"
import { compilePath } from "./path.js"
import { printQuery } from "./query.js"
import { refusal, Refused } from "./refused.js"

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
  /** The value that a success's body holds, with `[]` for the `null`s of annotated lists; throws `Refused`. */
  readonly accept: (body: string | Uint8Array, text: string, contentType: string) => unknown
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
  accept: compileAccept(contract),
  claimed: new Set(
    contract.errors.flatMap(({ wires }) => wires.map(({ status }) => status)).filter((s) => s < 300)
  )
})

const compileRequest = (contract: Contract): Codec["prepare"] => {
  const params = compilePart(contract.params)
  const query = compilePart(contract.query)
  const headers = compilePart(contract.headers)
  const fill = compilePath(contract.path)
  const write = compileBody(contract)
  return (input) => {
    try {
      const named = params(input)
      const asked = query(input)
      const path = join(fill(named), printQuery(asked))
      const sent = printHeaders(headers(input))
      const { body, type } = write(input)
      const veiled = veil(input, named)
      const veiledQuery = veil(input, asked)
      return {
        path,
        shown: veiled === named && veiledQuery === asked ? path : join(fill(veiled), printQuery(veiledQuery)),
        headers: type === undefined ? sent : { "content-type": type, ...sent },
        body
      }
    } catch (thrown) {
      return refusal(thrown)
    }
  }
}

const join = (path: string, query: string): string => (query === "" ? path : `${path}?${query}`)

const printHeaders = (values: Readonly<Record<string, unknown>>): Record<string, string> => {
  const printed: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const text = String(value)
    if (/[^\t\x20-\x7e\x80-\xff]/.test(text)) throw new Refused(`header ${name} cannot be sent`)
    printed[name.toLowerCase()] = text
  }
  return printed
}

interface Written {
  readonly type: string | undefined
  readonly body: Prepared["body"]
}

const empty: Written = { type: undefined, body: undefined }

const compileBody = (contract: Contract): ((input: unknown) => Written) => {
  const { encoding, payload } = contract
  if (payload === undefined) return () => empty
  const whole = Schema.isSchema(payload)
  // Sound: any schema is a field of a struct; `All` only lacks the phantom of its context.
  const encode = compilePart(whole ? ({ payload } as Fields) : payload)
  const write = writers[encoding]
  return (input) => {
    const encoded = encode(input)
    return write(whole ? encoded["payload"] : encoded)
  }
}

// Sound: a form and a multipart body are declared by a record of fields, so their values are records.
const record = (value: unknown) => value as Readonly<Record<string, unknown>>

const writers: Record<Contract["encoding"], (value: unknown) => Written> = {
  json: (value) => {
    try {
      return { type: "application/json", body: JSON.stringify(value) }
    } catch {
      throw new Refused("the payload is circular or holds a bigint")
    }
  },
  form: (value) => ({ type: "application/x-www-form-urlencoded", body: printQuery(record(value)) }),
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

const compileAccept = ({ response, success }: Contract): Codec["accept"] => {
  if (success === undefined) return () => undefined
  // Sound: a success schema neither transforms nor needs services (held by Check and by the conformance test).
  const schema = success as Schema.Schema<unknown>
  const fill = fillOf(schema.ast)
  const check = checker(schema)
  return (body, text, contentType) => {
    const value = response === "bytes" ? bytesOf(body) : parse(response, text, contentType)
    return check(fill === undefined ? value : fill(value))
  }
}

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === "string" ? new TextEncoder().encode(body) : body

const parse = (response: Contract["response"], text: string, contentType: string): unknown => {
  if (response === "text" || (response === "auto" && !/json/i.test(contentType))) return text
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    if (response === "auto") return text
    throw new Refused("no JSON")
  }
}
