import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as SchemaAST from "effect/SchemaAST"

import { NullAsEmpty } from "./nullAsEmpty.js"

/** Gives `[]` for the `null`s of annotated lists, in place; undefined where a schema has none. */
export const compileNulls = (ast: SchemaAST.AST): ((value: unknown) => unknown) | undefined => {
  if (Option.isSome(SchemaAST.getAnnotation(ast, NullAsEmpty))) {
    const inner = compileShape(ast)
    return (value) => (value === null ? [] : inner === undefined ? value : inner(value))
  }
  return compileShape(ast)
}

const compileShape = (ast: SchemaAST.AST): ((value: unknown) => unknown) | undefined => {
  switch (ast._tag) {
    case "TypeLiteral":
      return compileRecord(ast)
    case "TupleType":
      return compileItems(ast)
    case "Union":
      return compileFirst(ast.types)
    case "Refinement":
      return compileNulls(ast.from)
    default:
      // A suspended (recursive) schema carries no such list; following it would not end.
      return undefined
  }
}

const compileRecord = (ast: SchemaAST.TypeLiteral) => {
  const fixes = ast.propertySignatures.flatMap(({ name, type }) => {
    const fix = compileNulls(type)
    return fix === undefined ? [] : [[name, fix] as const]
  })
  if (fixes.length === 0) return undefined
  return (value: unknown): unknown => {
    if (!Predicate.isRecord(value)) return value
    for (const [name, fix] of fixes) if (name in value) value[name] = fix(value[name])
    return value
  }
}

const compileItems = (ast: SchemaAST.TupleType) => {
  const fix = ast.rest[0] === undefined ? undefined : compileNulls(ast.rest[0].type)
  if (fix === undefined) return undefined
  return (value: unknown): unknown => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) value[index] = fix(item)
    return value
  }
}

const compileFirst = (types: ReadonlyArray<SchemaAST.AST>) => {
  const fixes = types.flatMap((type) => compileNulls(type) ?? [])
  if (fixes.length === 0) return undefined
  return (value: unknown): unknown => fixes.reduce((fixed, fix) => fix(fixed), value)
}
