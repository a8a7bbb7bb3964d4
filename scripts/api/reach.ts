/** What a package's public modules lead to in the rest of the package: a change of it is a change of the API. */
import ts from "typescript"
import { read, target, type Imported, type Module } from "./module.js"

export interface Reached {
  readonly module: Module
  /** Names of declarations, in no order. */
  readonly names: Set<string>
}

/** Walks from the files that are public, of which everything counts, by the names that declarations use. */
export const reach = (open: ReadonlyArray<string>): ReadonlyMap<string, Reached> => {
  const found = new Map<string, Reached>()
  const modules = new Map<string, Module>()

  const moduleOf = (file: string): Module => {
    const module = modules.get(file) ?? read(file)
    modules.set(file, module)
    return module
  }

  const follow = ({ file, name }: Imported): void => {
    const module = moduleOf(file)
    if (name === "*") return all(file)
    if (module.declared.has(name)) return take(file, name)
    const passed = module.imported.get(name)
    if (passed !== undefined) return follow(passed)
    for (const declaration of module.passedOn) pass(file, declaration, name)
  }

  /** An `export ... from`; with `only`, for the sake of that name. */
  const pass = (
    file: string,
    { exportClause, moduleSpecifier }: ts.ExportDeclaration,
    only?: string
  ): void => {
    const from = moduleSpecifier === undefined ? file : target(file, moduleSpecifier)
    if (from === undefined) return
    if (exportClause === undefined) return only === undefined ? all(from) : follow({ file: from, name: only })
    if (!ts.isNamedExports(exportClause)) return all(from)
    for (const { name, propertyName } of exportClause.elements) {
      if (only === undefined || only === name.text) {
        const wanted = (propertyName ?? name).text
        if (from !== file || moduleOf(file).declared.has(wanted) || moduleOf(file).imported.has(wanted))
          follow({ file: from, name: wanted })
      }
    }
  }

  const take = (file: string, name: string): void => {
    const module = moduleOf(file)
    const reached = found.get(file) ?? { module, names: new Set<string>() }
    found.set(file, reached)
    if (reached.names.has(name)) return
    reached.names.add(name)
    for (const statement of module.declared.get(name) ?? []) uses(file, module, statement)
  }

  const uses = (file: string, module: Module, node: ts.Node): void => {
    if (ts.isQualifiedName(node) && ts.isIdentifier(node.left)) {
      const space = module.imported.get(node.left.text)
      if (space?.name === "*") return follow({ file: space.file, name: node.right.text })
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const from = ts.isStringLiteral(node.argument.literal) ? target(file, node.argument.literal) : undefined
      const name = node.qualifier === undefined ? "*" : node.qualifier.getText().split(".")[0]
      if (from !== undefined && name !== undefined) follow({ file: from, name })
    }
    if (ts.isIdentifier(node)) {
      if (module.declared.has(node.text)) take(file, node.text)
      const imported = module.imported.get(node.text)
      if (imported !== undefined && imported.name !== "*") follow(imported)
    }
    ts.forEachChild(node, (child) => uses(file, module, child))
  }

  const all = (file: string): void => {
    const module = moduleOf(file)
    for (const name of module.declared.keys()) take(file, name)
    for (const declaration of module.passedOn) pass(file, declaration)
  }

  for (const file of open) {
    found.set(file, { module: moduleOf(file), names: new Set() })
    all(file)
  }
  return found
}
