import type * as SchemaAST from "effect/SchemaAST"
import { resolve, under } from "./asts.js"

/** The paths of a value's fields that its schema does not name. */
export const strangers = (ast: SchemaAST.AST, value: unknown, path = ""): ReadonlyArray<string> => {
  const node = resolve(ast, value)
  if (typeof value !== "object" || value === null || node === undefined) return []
  if (node._tag === "TupleType") {
    const item = node.rest[0]?.type
    if (item === undefined || !Array.isArray(value)) return []
    return [...new Set(value.flatMap((inner) => strangers(item, inner, `${path}[]`)))]
  }
  if (node._tag !== "TypeLiteral") return []
  const types = new Map(node.propertySignatures.map(({ name, type }) => [name, type]))
  const others = node.indexSignatures[0]?.type
  return Object.entries(value).flatMap(([key, inner]) => {
    const type = types.get(key)
    if (type !== undefined) return strangers(type, inner, under(path, key))
    return others === undefined ? [under(path, key)] : strangers(others, inner, under(path, "*"))
  })
}
