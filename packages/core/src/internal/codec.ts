import type * as Schema from "effect/Schema"
import type { Check } from "../Check.js"
import type { Contract } from "../Endpoint.js"
import { parsed } from "./json.js"
import { memo } from "./memo.js"
import { fillOf } from "./nullAsEmpty.js"
import { checker, compilePart, veil } from "./part.js"
import { compilePath } from "./path.js"
import { printQuery } from "./query.js"
import { refusal, Refused } from "./refused.js"

/** What an input becomes on the wire. */
export interface Prepared {
  readonly path: string
  /** The path as spans and hooks may show it. */
  readonly shown: () => string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

/** A contract, compiled at its first call. */
export interface Codec {
  readonly prepare: (input: unknown) => Prepared | Refused
  /** The value that a success's body holds, with `[]` for the `null`s of annotated lists; throws `Refused`. */
  readonly accept: (body: string | Uint8Array, text: string, contentType: string) => unknown
  /** Statuses below 300 that an error of this endpoint names. */
  readonly claimed: ReadonlySet<number>
}

/** The codecs of all clients that check alike. */
export const codecsOf = memo(
  (check: Check): ((contract: Contract) => Codec) =>
    memo((contract: Contract) => compile(contract, check), new WeakMap()),
  new WeakMap()
)

const compile = (contract: Contract, check: Check): Codec => ({
  prepare: compileRequest(contract, check),
  accept: compileAccept(contract, check),
  claimed: new Set(
    contract.errors.flatMap(({ wires }) => wires.map(({ status }) => status)).filter((s) => s < 300)
  )
})

const compileRequest = (contract: Contract, check: Check): Codec["prepare"] => {
  const params = compilePart(contract.params, check)
  const query = compilePart(contract.query, check)
  const headers = compilePart(contract.headers, check)
  const fill = compilePath(contract.path)
  const write = contract.compileBody?.(contract, check)
  return (input) => {
    try {
      const named = params(input)
      const asked = query(input)
      const path = join(fill(named), printQuery(asked))
      const sent = printHeaders(headers(input))
      const written = write?.(input)
      return {
        path,
        shown: () => join(fill(veil(input, named)), printQuery(veil(input, asked))),
        headers: written?.type === undefined ? sent : { "content-type": written.type, ...sent },
        body: written?.body
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

const compileAccept = ({ response, success }: Contract, check: Check): Codec["accept"] => {
  if (success === undefined) return () => undefined
  // Sound: a success schema neither transforms nor needs services (held by Check and by the conformance test).
  const schema = success as Schema.Schema<unknown>
  const fill = fillOf(schema.ast)
  const checked = checker(schema, check)
  return (body, text, contentType) => {
    const value = response === "bytes" ? bytesOf(body) : parse(response, text, contentType)
    return checked(fill === undefined ? value : fill(value))
  }
}

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === "string" ? new TextEncoder().encode(body) : body

const parse = (response: Contract["response"], text: string, contentType: string): unknown => {
  if (response === "text" || (response === "auto" && !/json/i.test(contentType))) return text
  if (text === "") return undefined
  const value = parsed(text)
  if (value !== undefined) return value
  if (response === "auto") return text
  throw new Refused("no JSON")
}
