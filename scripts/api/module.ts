/** The declarations of one module: what tsc emitted, taken apart by name. */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "typescript"

export interface Imported {
  readonly file: string
  /** `*`: all of it. */
  readonly name: string
}

export interface Module {
  /** Statements by the name that they declare. */
  readonly declared: ReadonlyMap<string, ReadonlyArray<ts.Statement>>
  /** What names of other modules of the package stand for. */
  readonly imported: ReadonlyMap<string, Imported>
  /** `export { a } from`, `export * from`, `export { a }`. */
  readonly passedOn: ReadonlyArray<ts.ExportDeclaration>
  readonly source: ts.SourceFile
}

const namesOf = (statement: ts.Statement): ReadonlyArray<string> => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : []
    )
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

/** The file that a relative specifier of a declaration file means; undefined for other packages. */
export const target = (from: string, specifier: ts.Expression | undefined): string | undefined => {
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith(".")) return
  const file = join(dirname(from), specifier.text.replace(/\.js$/, ".d.ts"))
  return existsSync(file) ? file : undefined
}

const importsOf = (file: string, statement: ts.Statement): ReadonlyArray<readonly [string, Imported]> => {
  if (!ts.isImportDeclaration(statement)) return []
  const found = target(file, statement.moduleSpecifier)
  const bindings = statement.importClause?.namedBindings
  if (found === undefined || bindings === undefined) return []
  if (ts.isNamespaceImport(bindings)) return [[bindings.name.text, { file: found, name: "*" }]]
  return bindings.elements.map(({ name, propertyName }) => [
    name.text,
    { file: found, name: (propertyName ?? name).text }
  ])
}

/** Reads a declaration file. */
export const read = (file: string): Module => {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true)
  const declared = new Map<string, Array<ts.Statement>>()
  for (const statement of source.statements) {
    for (const name of namesOf(statement)) declared.set(name, [...(declared.get(name) ?? []), statement])
  }
  return {
    declared,
    imported: new Map(source.statements.flatMap((statement) => importsOf(file, statement))),
    passedOn: source.statements.filter(ts.isExportDeclaration),
    source
  }
}
