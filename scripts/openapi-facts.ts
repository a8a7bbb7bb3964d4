/**
 * Extracts from Grafana's OpenAPI document (Swagger 2.0) what a contract can be held to, one operation a line:
 * `tsx scripts/openapi-facts.ts FILE > packages/testing/conformance/openapi-12.3.0.tsv`. Names, types and statuses
 * only; a `!` marks what is required. Body fields are paths: `items[].role`, where `*` is any key.
 */
import { readFileSync } from "node:fs"

interface Type {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Type>>
  readonly required?: ReadonlyArray<string>
  readonly items?: Type
  readonly additionalProperties?: Type | boolean
  readonly allOf?: ReadonlyArray<Type>
}

interface Parameter extends Type {
  readonly name: string
  readonly in: "path" | "query" | "header" | "body"
  readonly required?: never
  readonly schema?: Type
}

interface Operation {
  readonly operationId: string
  readonly deprecated?: boolean
  readonly tags?: ReadonlyArray<string>
  readonly parameters?: ReadonlyArray<Parameter & { readonly required?: boolean }>
  readonly responses: Readonly<Record<string, unknown>>
}

interface Document {
  readonly basePath: string
  readonly definitions: Readonly<Record<string, Type>>
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const file = process.argv[2]
if (file === undefined) throw new Error("which file holds the OpenAPI document?")
// Sound: the document is Swagger 2.0 as Grafana publishes it, and a person reads the difference of what comes out.
const document = JSON.parse(readFileSync(file, "utf8")) as Document

const nameOf = (type: Type): string | undefined => type.$ref?.replace("#/definitions/", "")

const resolve = (type: Type): Type => {
  const name = nameOf(type)
  return name === undefined ? type : resolve(document.definitions[name] ?? {})
}

const wordOf = (type: Type): string => {
  const known = resolve(type)
  if (known.items !== undefined) return `${wordOf(known.items)}[]`
  return known.type ?? (known.properties === undefined && known.allOf === undefined ? "any" : "object")
}

/** The paths of a type's fields. A type within itself is not taken apart again, so that it looks like an open one. */
const fieldsOf = (type: Type, at: string, within: ReadonlyArray<string>): ReadonlyArray<string> => {
  const name = nameOf(type)
  if (name !== undefined && within.includes(name)) return []
  const inner = name === undefined ? within : [...within, name]
  const known = resolve(type)
  const own = Object.entries(known.properties ?? {}).flatMap(([key, field]) => {
    const path = at === "" ? key : `${at}.${key}`
    return [
      `${path}:${wordOf(field)}${known.required?.includes(key) ? "!" : ""}`,
      ...fieldsOf(field, path, inner)
    ]
  })
  const parts = (known.allOf ?? []).flatMap((part) => fieldsOf(part, at, inner))
  const items = known.items === undefined ? [] : fieldsOf(known.items, `${at}[]`, inner)
  const any = at === "" ? "*" : `${at}.*`
  const keyed =
    typeof known.additionalProperties === "object"
      ? [`${any}:${wordOf(known.additionalProperties)}`, ...fieldsOf(known.additionalProperties, any, inner)]
      : []
  return [...own, ...parts, ...items, ...keyed]
}

const listed = (items: ReadonlyArray<string>): string => (items.length === 0 ? "-" : items.join(" "))

const named = (operation: Operation, place: Parameter["in"]): string =>
  listed(
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === place)
      .map((parameter) => `${parameter.name}:${wordOf(parameter)}${parameter.required === true ? "!" : ""}`)
  )

/** The body's fields; of one without any, its type alone: `(string[])`. */
const bodyOf = (operation: Operation): string => {
  const body = operation.parameters?.find((parameter) => parameter.in === "body")?.schema
  if (body === undefined) return "-"
  const fields = fieldsOf(body, "", [])
  return fields.length === 0 ? `(${wordOf(body)})` : listed([...new Set(fields)])
}

const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) =>
    [
      operation.operationId,
      method.toUpperCase(),
      document.basePath + path,
      named(operation, "path"),
      named(operation, "query"),
      named(operation, "header"),
      bodyOf(operation),
      listed(Object.keys(operation.responses).sort()),
      operation.deprecated === true ? "deprecated" : "-",
      operation.tags?.includes("enterprise") === true ? "enterprise" : "-"
    ].join("\t")
  )
)

const columns = [
  "operation",
  "method",
  "path",
  "params",
  "query",
  "headers",
  "body",
  "statuses",
  "deprecated",
  "enterprise"
]
process.stdout.write([columns.join("\t"), ...rows.sort(), ""].join("\n"))
