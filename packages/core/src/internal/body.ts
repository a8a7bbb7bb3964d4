/** How payloads travel. A contract that may have one holds `compileBody`, so that only a program that writes has it. */
import * as Schema from "effect/Schema"
import type { Check } from "../Check.js"
import type { Contract } from "../Endpoint.js"
import type { Fields } from "./contract.js"
import { multipart } from "./multipart.js"
import { compilePart } from "./part.js"
import { printQuery } from "./query.js"
import { Refused } from "./refused.js"

/** A body with its content type. */
export interface Written {
  readonly type: string | undefined
  readonly body: string | Uint8Array | undefined
}

export const noBody: Written = { type: undefined, body: undefined }

/** Compiles the payload of a contract to the function that takes it out of the input and writes it. */
export const compileBody = ({ encoding, payload }: Contract, check: Check): ((input: unknown) => Written) => {
  if (payload === undefined) return () => noBody
  const whole = Schema.isSchema(payload)
  // Sound: any schema is a field of a struct; `All` only lacks the phantom of its context.
  const encode = compilePart(whole ? ({ payload } as Fields) : payload, check)
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
  multipart: (value) => multipart(record(value))
}
