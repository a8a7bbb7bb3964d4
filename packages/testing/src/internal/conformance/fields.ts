/** The field names of a body, as a tree: what two descriptions of one body are compared by. */
import type * as SchemaAST from "effect/SchemaAST"

/** `*` is any key, `[]` the items of an array; what is open may hold anything. */
export interface Fields {
  open: boolean
  readonly inner: Map<string, Fields>
}

const empty = (): Fields => ({ open: false, inner: new Map() })

const child = (fields: Fields, name: string): Fields => {
  const known = fields.inner.get(name) ?? empty()
  fields.inner.set(name, known)
  return known
}

/** The place of `items[].role`, made where it is not there yet. */
const place = (fields: Fields, path: string): Fields => path.split(/\.|(?=\[\])/).reduce(child, fields)

// ---- from a table ----------------------------------------------------------------------------------------

/** Reads `items[].role:string!` and the like; a word in parentheses is the type of a body without fields. */
export const fromWords = (words: ReadonlyArray<string>): Fields => {
  const root = empty()
  const typed = new Map<Fields, string>()
  for (const word of words) {
    const [path = "", type = ""] = word.split(":")
    if (word.startsWith("(")) typed.set(root, word.slice(1, -1))
    else typed.set(place(root, path), type)
  }
  for (const [fields, type] of typed) fields.open = /^(any|object)\b/.test(type) && fields.inner.size === 0
  return root
}

// ---- from a schema ---------------------------------------------------------------------------------------

/** Reads the names that a schema writes on the wire. A schema within itself is not taken apart again. */
export const fromSchema = (ast: SchemaAST.AST): Fields => {
  const root = empty()
  fill(root, ast, [])
  return root
}

const fill = (fields: Fields, ast: SchemaAST.AST, within: ReadonlyArray<SchemaAST.AST>): void => {
  if (within.includes(ast)) {
    fields.open = true
    return
  }
  const inside = [...within, ast]
  switch (ast._tag) {
    case "TypeLiteral":
      for (const { name, type } of ast.propertySignatures) fill(place(fields, String(name)), type, inside)
      for (const { type } of ast.indexSignatures) fill(child(fields, "*"), type, inside)
      return
    case "TupleType":
      for (const { type } of [...ast.elements, ...ast.rest]) fill(child(fields, "[]"), type, inside)
      return
    case "Union":
      for (const type of ast.types) fill(fields, type, inside)
      return
    case "Refinement":
    case "Transformation":
      return fill(fields, ast.from, inside)
    case "Suspend":
      return fill(fields, ast.f(), inside)
    case "UnknownKeyword":
    case "AnyKeyword":
    case "ObjectKeyword":
      fields.open = true
  }
}

// ---- compared --------------------------------------------------------------------------------------------

/** The paths of what one description names and the other has no place for; what is below such a path is left out. */
export const beyond = (known: Fields, named: Fields, at = ""): ReadonlyArray<string> =>
  known.open
    ? []
    : [...named.inner].flatMap(([name, inner]) => {
        const path = name === "[]" ? `${at}[]` : at === "" ? name : `${at}.${name}`
        const same = known.inner.get(name) ?? known.inner.get("*")
        if (same !== undefined) return beyond(same, inner, path)
        // The items of an array have names of their own only where they are objects.
        return name === "[]" && inner.inner.size === 0 ? [] : [path]
      })
