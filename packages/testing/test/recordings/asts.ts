import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

/** Visits every node of a schema with its path: `result.elements[].model.*`, where `*` is any key of a record. */
export const visit = (root: SchemaAST.AST, see: (ast: SchemaAST.AST, path: string) => void): void => {
  const open = new Set<SchemaAST.AST>()
  const walk = (ast: SchemaAST.AST, path: string): void => {
    see(ast, path)
    // A recursive schema is walked once.
    if (open.has(ast)) return
    open.add(ast)
    for (const [inner, at] of childrenOf(ast, path)) walk(inner, at)
    open.delete(ast)
  }
  walk(root, "")
}

const childrenOf = (ast: SchemaAST.AST, path: string): ReadonlyArray<readonly [SchemaAST.AST, string]> => {
  switch (ast._tag) {
    case "TypeLiteral":
      return [
        ...ast.propertySignatures.map(({ name, type }) => [type, under(path, String(name))] as const),
        ...ast.indexSignatures.map(({ type }) => [type, under(path, "*")] as const)
      ]
    case "TupleType":
      return [...ast.elements, ...ast.rest].map(({ type }) => [type, `${path}[]`] as const)
    case "Union":
      return ast.types.map((type) => [type, path] as const)
    case "Refinement":
      return [[ast.from, path]]
    case "Transformation":
      return [
        [ast.from, path],
        [ast.to, path]
      ]
    case "Suspend":
      return [[ast.f(), path]]
    case "Declaration":
      return ast.typeParameters.map((type) => [type, path] as const)
    default:
      return []
  }
}

/** A key below a path. */
export const under = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`)

/** Whether a node takes every value, or every value that is no primitive. */
export const isOpen = ({ _tag }: SchemaAST.AST): boolean =>
  _tag === "UnknownKeyword" || _tag === "AnyKeyword" || _tag === "ObjectKeyword"

/** The paths at which a schema takes anything, or any key. */
export const openPaths = (root: SchemaAST.AST): ReadonlySet<string> => {
  const paths = new Set<string>()
  visit(root, (ast, path) => {
    if (isOpen(ast)) paths.add(path)
    if (ast._tag !== "TypeLiteral") return
    if (ast.indexSignatures.length > 0) paths.add(under(path, "*"))
    if (ast.indexSignatures.length + ast.propertySignatures.length === 0) paths.add(path)
  })
  return paths
}

/** The node that takes a value: inside refinements and recursion, the member of a union that fits. */
export const resolve = (ast: SchemaAST.AST, value: unknown): SchemaAST.AST | undefined => {
  switch (ast._tag) {
    case "Refinement":
      return resolve(ast.from, value)
    case "Suspend":
      return resolve(ast.f(), value)
    case "Union": {
      const member = ast.types.find((type) => ParseResult.is(Schema.make(type))(value))
      return member === undefined ? undefined : resolve(member, value)
    }
    default:
      return ast
  }
}

const NullAsEmpty = Symbol.for("@effect-grafana/core/NullAsEmpty")

/** The paths of the lists that are handed out empty where Grafana sends `null`. */
export const nullLists = (root: SchemaAST.AST): ReadonlySet<string> => {
  const paths = new Set<string>()
  visit(root, (ast, path) => {
    if (Option.isSome(SchemaAST.getAnnotation(ast, NullAsEmpty))) paths.add(path)
  })
  return paths
}
