import { Fingerprint } from "./fingerprint.js"

export type HclValue = string | number | boolean | ReadonlyArray<string> | Readonly<Record<string, string>>

interface HclAttribute {
  readonly name: string
  readonly value: HclValue
}

interface HclBlock {
  readonly name: string
  readonly body: HclBody
}

/** Attributes and blocks in the order in which they are written. */
export type HclBody = ReadonlyArray<HclAttribute | HclBlock>

/** An attribute, or nothing when it has no value. */
export const attribute = (name: string, value: HclValue | undefined): HclBody =>
  value === undefined ? [] : [{ name, value }]

export const block = (name: string, body: HclBody): HclBody => [{ name, body }]

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`)

const list = (values: ReadonlyArray<unknown>): string =>
  `[${values.map((value) => single(value)).join(", ")}]`

const single = (value: unknown): string =>
  typeof value === "string" ? quoted(value) : Array.isArray(value) ? list(value) : String(value)

const isMap = (value: HclValue): value is Readonly<Record<string, string>> =>
  typeof value === "object" && !Array.isArray(value)

const key = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : quoted(name))

const aligned = (pairs: ReadonlyArray<readonly [string, string]>, indent: string): ReadonlyArray<string> => {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`)
}

const map = (value: Readonly<Record<string, string>>, indent: string): ReadonlyArray<string> => {
  const entries = Object.keys(value)
    .sort()
    .map((name): readonly [string, string] => [key(name), quoted(value[name] ?? "")])
  return aligned(entries, indent)
}

/**
 * Attributes on lines that follow each other have their signs below each other; a map of several lines ends that. An
 * empty line stands between attributes and blocks, and between blocks of different names.
 */
const lines = (body: HclBody, indent: string): ReadonlyArray<string> => {
  const out: Array<string> = []
  let pending: Array<readonly [string, string]> = []
  const flush = () => {
    if (pending.length > 0) out.push(...aligned(pending, indent))
    pending = []
  }
  let last: string | undefined
  for (const item of body) {
    if ("body" in item) {
      flush()
      if (item.name !== last) out.push("")
      last = item.name
      out.push(`${indent}${item.name} {`, ...lines(item.body, `${indent}  `), `${indent}}`)
      continue
    }
    if (last !== undefined) out.push("")
    last = undefined
    if (isMap(item.value) && Object.keys(item.value).length > 0) {
      flush()
      out.push(`${indent}${item.name} = {`, ...map(item.value, `${indent}  `), `${indent}}`)
    } else {
      pending.push([item.name, isMap(item.value) ? "{}" : single(item.value)])
    }
  }
  flush()
  return out
}

/** One resource as Terraform's provider for Grafana reads it. */
export const hclResource = (type: string, name: string, body: HclBody): string =>
  [`resource "${type}" "${name}" {`, ...lines(body, "  "), "}", ""].join("\n")

/** The sixteen digits by which the names of exported resources end: FNV-1 of what identifies them. */
export const hclHash = (...parts: ReadonlyArray<string>): string =>
  new Fingerprint().bytes(Buffer.from(parts.join(""))).toString()
