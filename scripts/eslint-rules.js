/** Rules of this project that no plugin has. */

/** `as` without a reason hides a mistake; `as const` asserts nothing. */
const soundAssertions = {
  meta: {
    type: "problem",
    schema: [],
    messages: { reason: "Say in a comment that begins with “Sound:” why this assertion holds." }
  },
  create(context) {
    const source = context.sourceCode
    const reasons = () => source.getAllComments().filter((comment) => /\bSound\b/.test(comment.value))
    const isConst = (type) => type.type === "TSTypeReference" && type.typeName.name === "const"
    return {
      TSAsExpression(node) {
        if (isConst(node.typeAnnotation)) return
        let statement = node
        while (
          statement.parent &&
          !/Statement$|Declaration$|PropertyDefinition$|^Property$|MethodDefinition$/.test(statement.type)
        ) {
          statement = statement.parent
        }
        const from = Math.min(statement.loc.start.line, node.loc.start.line) - 6
        const explained = reasons().some(
          (comment) => comment.loc.end.line >= from && comment.loc.start.line <= node.loc.end.line
        )
        if (!explained) context.report({ node, messageId: "reason" })
      }
    }
  }
}

/** The project stands by itself: no path of a machine, and nothing beside the checkout. */
const noOutsidePaths = {
  meta: { type: "problem", schema: [], messages: { outside: "This names a place outside the project." } },
  create(context) {
    const outside = /\.\.\/shared\b|^\/(work|root|home|Users|tmp)\//
    const check = (node, text) => {
      if (typeof text === "string" && outside.test(text)) context.report({ node, messageId: "outside" })
    }
    return {
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw)
    }
  }
}

export const local = { rules: { "sound-assertions": soundAssertions, "no-outside-paths": noOutsidePaths } }
