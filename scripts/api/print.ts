/** A declaration as text that only changes when it does: no comments, and in order. */
import ts from "typescript"

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

const textOf = (node: ts.Node, source: ts.SourceFile): string =>
  printer.printNode(ts.EmitHint.Unspecified, node, source)

const byText = <A extends ts.Node>(nodes: ReadonlyArray<A>, source: ts.SourceFile): ReadonlyArray<A> =>
  nodes
    .map((node) => ({ node, text: textOf(node, source) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ node }) => node)

/** tsc writes the members of an inferred union, and the fields of an inferred record, in the order it met them. */
const inOrder = (node: ts.Node, source: ts.SourceFile): ts.Node => {
  if (ts.isUnionTypeNode(node)) return ts.factory.createUnionTypeNode(byText(node.types, source))
  const isField = (member: ts.Node) =>
    ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member)
  if (ts.isTypeLiteralNode(node) && node.members.every(isField)) {
    return ts.factory.updateTypeLiteralNode(node, ts.factory.createNodeArray(byText(node.members, source)))
  }
  return node
}

const sorted =
  (source: ts.SourceFile): ts.TransformerFactory<ts.Statement> =>
  (context) => {
    const visit = (node: ts.Node): ts.Node => inOrder(ts.visitEachChild(node, visit, context), source)
    return (statement) => ts.visitEachChild(statement, visit, context)
  }

/** One statement. */
export const print = (statement: ts.Statement, source: ts.SourceFile): string => {
  const { transformed } = ts.transform(statement, [sorted(source)])
  return textOf(transformed[0] ?? statement, source)
    .replace(/^export declare /, "export ")
    .replace(/^declare /, "")
}
