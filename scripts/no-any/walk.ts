/** The types that modules export, down to every type that they hold. */
import { relative } from "node:path"
import ts from "typescript"

/** A type that another holds, and by what name. */
type Part = readonly [name: string, type: ts.Type]

/** A type that grows with every step, as a recursive mapped type does, is followed this far. */
const deepest = 30

export interface Found {
  readonly modules: number
  readonly exports: number
  /** Where each `any` stands: `core/Endpoint: get(input).uid`. */
  readonly anys: ReadonlyArray<string>
}

/** Walks what the files of a program export. */
export const publicTypes = (program: ts.Program, files: ReadonlyArray<string>): Found => {
  const checker = program.getTypeChecker()
  const anys: Array<string> = []
  let exports = 0

  const walk = (type: ts.Type, path: string, above: number, seen: Set<ts.Type>): void => {
    if (type.flags & ts.TypeFlags.Any) anys.push(path)
    if (seen.has(type) || above > deepest) return
    seen.add(type)
    for (const [name, part] of partsOf(checker, type)) walk(part, path + name, above + 1, seen)
  }

  for (const file of files) {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (!source || !module) throw new Error(`${file} is no module`)
    for (const symbol of checker.getExportsOfModule(module)) {
      exports++
      const path = `${relative("packages", file).replace("/src/", "/").replace(/\.ts$/, "")}: ${symbol.name}`
      const seen = new Set<ts.Type>()
      for (const [name, type] of exported(checker, symbol, source)) walk(type, path + name, 0, seen)
    }
  }
  return { modules: files.length, exports, anys }
}

/** An export may be a value, a type, or both. */
const exported = (checker: ts.TypeChecker, symbol: ts.Symbol, at: ts.Node): ReadonlyArray<Part> => {
  const it = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  if (isForeign(it)) return []
  const parameters = (it.declarations ?? []).flatMap((node) =>
    ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)
      ? (node.typeParameters ?? []).map((parameter): Part => ["", checker.getTypeAtLocation(parameter)])
      : []
  )
  return [
    ...parameters,
    ...(it.flags & ts.SymbolFlags.Value ? [["", checker.getTypeOfSymbolAtLocation(it, at)] as const] : []),
    ...(it.flags & ts.SymbolFlags.Type ? [["", checker.getDeclaredTypeOfSymbol(it)] as const] : [])
  ]
}

const isForeignNode = (node: ts.Node): boolean => node.getSourceFile().fileName.includes("/node_modules/")

/** Declared by a library, TypeScript's own included. */
const isForeign = (symbol: ts.Symbol | undefined): boolean => {
  const declarations = symbol?.declarations ?? []
  return declarations.length > 0 && declarations.every(isForeignNode)
}

const partsOf = (checker: ts.TypeChecker, type: ts.Type): ReadonlyArray<Part> => {
  const given = (type.aliasTypeArguments ?? []).map((argument): Part => ["<>", argument])
  if (isForeign(type.aliasSymbol)) return given
  return [...given, ...insideOf(checker, type)]
}

const insideOf = (checker: ts.TypeChecker, type: ts.Type): ReadonlyArray<Part> => {
  if (type.isUnionOrIntersection()) return type.types.map((member) => ["", member])
  if (type.isIndexType()) return [["", type.type]]
  if (type.flags & ts.TypeFlags.IndexedAccess) return indexed(type as ts.IndexedAccessType)
  if (type.flags & ts.TypeFlags.Conditional) return conditional(checker, type as ts.ConditionalType)
  if (type.flags & ts.TypeFlags.Object) return objectParts(checker, type as ts.ObjectType)
  if (type.isTypeParameter()) return named("extends", type.getConstraint(), type.getDefault())
  return []
}

const named = (name: string, ...types: ReadonlyArray<ts.Type | undefined>): ReadonlyArray<Part> =>
  types.flatMap((type): ReadonlyArray<Part> => (type === undefined ? [] : [[` ${name} `, type]]))

const indexed = ({ indexType, objectType }: ts.IndexedAccessType): ReadonlyArray<Part> => [
  ["", objectType],
  ["[]", indexType]
]

/** A condition that is still open: its parts as they are written. */
const conditional = (checker: ts.TypeChecker, { root }: ts.ConditionalType): ReadonlyArray<Part> => {
  const { checkType, extendsType, falseType, trueType } = root.node
  if (isForeignNode(root.node)) return []
  return [checkType, extendsType, trueType, falseType].map((node) => [" ? ", checker.getTypeAtLocation(node)])
}

const objectParts = (checker: ts.TypeChecker, type: ts.ObjectType): ReadonlyArray<Part> => {
  const given =
    type.objectFlags & ts.ObjectFlags.Reference
      ? checker.getTypeArguments(type as ts.TypeReference).map((argument): Part => ["<>", argument])
      : []
  if (isNamed(type) && isForeign(type.symbol)) return [...given, ...schemaParts(checker, type)]
  if (checker.isTupleType(type)) return given
  return [...given, ...bases(checker, type), ...template(checker, type), ...members(checker, type)]
}

/** An interface, or a class, its constructor included; not a function or a record that a library's type makes of ours. */
const isNamed = (type: ts.ObjectType): boolean =>
  (type.objectFlags & ts.ObjectFlags.Reference) !== 0 ||
  (type.symbol?.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0

/** What a library's schema stands for: of `Schema.Any` nothing else tells it. */
const schemaParts = (checker: ts.TypeChecker, type: ts.ObjectType): ReadonlyArray<Part> => {
  const member = checker.getPropertyOfType(type, "Type")
  return member === undefined ? [] : [[".Type", checker.getTypeOfSymbol(member)]]
}

const bases = (checker: ts.TypeChecker, type: ts.ObjectType): ReadonlyArray<Part> => {
  const target = type.objectFlags & ts.ObjectFlags.Reference ? (type as ts.TypeReference).target : type
  if (!target.isClassOrInterface()) return []
  return checker.getBaseTypes(target).map((base) => [" extends ", base])
}

/** A mapped type over a type parameter has no properties yet: what it makes of each. */
const template = (checker: ts.TypeChecker, type: ts.ObjectType): ReadonlyArray<Part> =>
  (type.symbol?.declarations ?? []).flatMap(
    (node): ReadonlyArray<Part> =>
      ts.isMappedTypeNode(node) && node.type !== undefined && !isForeignNode(node)
        ? [["[]", checker.getTypeAtLocation(node.type)]]
        : []
  )

const members = (checker: ts.TypeChecker, type: ts.ObjectType): ReadonlyArray<Part> => [
  ...checker
    .getPropertiesOfType(type)
    .filter((property) => isPublic(property) && !isForeign(property))
    .map((property): Part => [`.${property.name}`, checker.getTypeOfSymbol(property)]),
  ...checker.getIndexInfosOfType(type).map((info): Part => ["[]", info.type]),
  ...checker.getSignaturesOfType(type, ts.SignatureKind.Call).flatMap((it) => signature(checker, it)),
  ...checker.getSignaturesOfType(type, ts.SignatureKind.Construct).flatMap((it) => signature(checker, it))
]

const isPublic = (property: ts.Symbol): boolean =>
  !(property.flags & ts.SymbolFlags.Prototype) &&
  !(property.declarations ?? []).some(
    (node) =>
      ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.NonPublicAccessibilityModifier
  )

const signature = (checker: ts.TypeChecker, it: ts.Signature): ReadonlyArray<Part> => [
  ...(it.typeParameters ?? []).map((parameter): Part => ["<>", parameter]),
  ...it.parameters.map((parameter): Part => [`(${parameter.name})`, checker.getTypeOfSymbol(parameter)]),
  ["()", it.getReturnType()]
]
