import type * as SchemaAST from "effect/SchemaAST"
import type { compileNulls } from "./nulls.js"

/**
 * The annotation of a list that Grafana sends as `null` when it is empty. It holds `compileNulls`, so that only a
 * program with such a list has it.
 */
export const NullAsEmpty: unique symbol = Symbol.for("@effect-grafana/core/NullAsEmpty")

/** What fills the annotated lists of a schema; undefined where it has none. */
export const fillOf = (ast: SchemaAST.AST): ReturnType<typeof compileNulls> => annotated(ast)?.(ast)

const annotated = (ast: SchemaAST.AST): typeof compileNulls | undefined => {
  // Sound: nothing else bears this annotation.
  const own = ast.annotations[NullAsEmpty] as typeof compileNulls | undefined
  return own ?? partsOf(ast).map(annotated).find(Boolean)
}

/** A suspended (recursive) schema carries no such list; following it would not end. */
const partsOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> => {
  if ("types" in ast) return ast.types
  if ("from" in ast) return [ast.from]
  const parts = "rest" in ast ? ast.rest : "propertySignatures" in ast ? ast.propertySignatures : []
  return parts.map(({ type }) => type)
}
