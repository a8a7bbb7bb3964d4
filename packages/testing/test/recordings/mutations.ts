import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import { isOpen, resolve, under } from "./asts.js"

/** A change to a recorded value that a schema which says something must refuse. */
export interface Mutation {
  readonly path: string
  readonly what: "deleted" | "retyped"
}

/** The mutations of a success that its schema lets pass. */
export const survivors = (schema: Schema.Schema<unknown>, success: unknown): ReadonlyArray<Mutation> => {
  const fits = ParseResult.is(schema)
  const survived: Array<Mutation> = []
  const box = { value: thin(success) }
  if (!fits(box.value)) throw new Error("one item of each shape does not fit where all items did")
  for (const { apply, path, undo, what } of mutationsOf(schema.ast, box, "value", "")) {
    apply()
    if (fits(box.value)) survived.push({ path, what })
    undo()
  }
  return survived
}

// ---- shapes ----------------------------------------------------------------------------------------------

/** What a value is made of, so that values which differ only in what they say are checked once. */
export const shapeOf = (value: unknown): string => {
  if (value === null) return "null"
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join("|")}]`
  if (typeof value !== "object") return typeof value
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}:${shapeOf(inner)}`)
    .sort()
    .join()}}`
}

/** A copy whose lists of objects hold one of each shape. */
const thin = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.every(isHolder) ? oneOfEach(value).map(thin) : value.map(thin)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thin(inner)]))
}

const oneOfEach = (items: ReadonlyArray<unknown>): ReadonlyArray<unknown> => [
  ...new Map(items.map((item) => [shapeOf(item), item])).values()
]

// ---- mutations -------------------------------------------------------------------------------------------

type Holder = Record<PropertyKey, unknown>

interface Step extends Mutation {
  readonly apply: () => void
  readonly undo: () => void
}

/** Retypes the value that stands under `key`, and goes on inside it, by the schema's own fields. */
function* mutationsOf(ast: SchemaAST.AST, holder: Holder, key: PropertyKey, path: string): Generator<Step> {
  const value = holder[key]
  const node = resolve(ast, value)
  if (node === undefined || isOpen(node) || value === null || value === undefined) return
  yield step("retyped", path, holder, key, value, () => (holder[key] = retyped(value)))
  if (node._tag === "TypeLiteral" && isHolder(value)) yield* fieldsOf(node, value, path)
  if (node._tag === "TupleType" && Array.isArray(value)) {
    for (const index of indicesOf(node, value)) {
      const item = node.elements[index]?.type ?? node.rest[0]?.type
      // Sound: a list is read and written under its indices.
      if (item !== undefined) yield* mutationsOf(item, value as unknown as Holder, index, `${path}[]`)
    }
  }
}

function* fieldsOf(node: SchemaAST.TypeLiteral, value: Holder, path: string): Generator<Step> {
  const named = new Set(node.propertySignatures.map(({ name }) => name))
  for (const { isOptional, name, type } of node.propertySignatures) {
    if (!(name in value)) continue
    const at = under(path, String(name))
    if (!isOptional) yield step("deleted", at, value, name, value[name], () => delete value[name])
    yield* mutationsOf(type, value, name, at)
  }
  const record = node.indexSignatures[0]
  if (record === undefined) return
  for (const key of Object.keys(value)) {
    if (!named.has(key)) yield* mutationsOf(record.type, value, key, under(path, "*"))
  }
}

/** Every place of a tuple, and in a list one item of each shape. */
const indicesOf = (node: SchemaAST.TupleType, list: ReadonlyArray<unknown>): ReadonlyArray<number> =>
  node.elements.length > 0
    ? [...list.keys()]
    : [...new Map(list.map((item, index) => [shapeOf(item), index])).values()]

const step = (
  what: Mutation["what"],
  path: string,
  holder: Holder,
  key: PropertyKey,
  value: unknown,
  apply: () => void
): Step => ({
  what,
  path,
  apply,
  undo: () => {
    holder[key] = value
  }
})

const retyped = (value: unknown): unknown => {
  if (typeof value === "string") return 7
  if (typeof value === "object") return Array.isArray(value) ? {} : []
  return String(value)
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === "object" && value !== null && !Array.isArray(value)
