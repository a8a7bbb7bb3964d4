import * as Option from "effect/Option"
import { responseText, type Exchange } from "../../src/Recording.js"
import { nullLists, under } from "./asts.js"
import type { AnyEndpoint } from "./contracts.js"

/** What is wrong with the value that a contract gives for a recorded success; undefined: nothing. */
export const problemOf = (contract: AnyEndpoint, exchange: Exchange, value: unknown): string | undefined => {
  const { response, success } = contract
  const text = responseText(exchange)
  if (success === undefined) return value === undefined ? undefined : "a value where none is promised"
  if (response === "bytes") return sameBytes(value, text) ? undefined : "other bytes"
  const type = exchange.response.headers["content-type"] ?? ""
  const plain = response === "text" || (response === "auto" && !(/json/i.test(type) && isJson(text)))
  const sent: unknown = plain ? text : text === "" ? undefined : JSON.parse(text)
  const lists = nullLists(success.ast)
  const wrong = differences(sent, value, "").filter(
    ({ path, sent, value }) =>
      !(lists.has(path) && sent === null && Array.isArray(value) && value.length === 0)
  )
  return wrong.length === 0 ? undefined : wrong.map(({ path }) => path).join(", ")
}

const isJson = (text: string): boolean => Option.isSome(Option.liftThrowable(JSON.parse)(text))

const sameBytes = (value: unknown, text: string): boolean =>
  value instanceof Uint8Array && Buffer.from(value).equals(Buffer.from(text))

interface Difference {
  readonly path: string
  readonly sent: unknown
  readonly value: unknown
}

/** Where two values differ, in their keys' order too. */
const differences = (sent: unknown, value: unknown, path: string): ReadonlyArray<Difference> => {
  if (!isObject(sent) || !isObject(value) || Array.isArray(sent) !== Array.isArray(value)) {
    return Object.is(sent, value) ? [] : [{ path, sent, value }]
  }
  const keys = Object.keys(sent)
  if (keys.join("\n") !== Object.keys(value).join("\n")) return [{ path, sent, value }]
  return keys.flatMap((key) => {
    const at = Array.isArray(sent) ? `${path}[]` : under(path, key)
    return differences(own(sent, key), own(value, key), at)
  })
}

const isObject = (u: unknown): u is object => typeof u === "object" && u !== null

/** Reads a key as data, `__proto__` too. */
const own = (from: object, key: string): unknown => Object.getOwnPropertyDescriptor(from, key)?.value
