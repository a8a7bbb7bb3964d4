/**
 * What TypeDoc cannot know of the packages: a module has the name that programs import, the comment at its file's top
 * is its own, a schema is documented by the type of its name, and a reader looks for endpoints, models and errors. An
 * endpoint without a source is a defect.
 */
import { Comment, CommentTag, Converter, MinimalSourceFile, ReflectionKind } from "typedoc"

const types = ReflectionKind.Interface | ReflectionKind.TypeAlias | ReflectionKind.Class

export const load = ({ converter, logger }) => {
  // An interface that is exported again together with its schema is an alias to TypeDoc, and without its comment.
  converter.on(Converter.EVENT_CREATE_DECLARATION, (context, it) => {
    const symbol = it.kindOf(ReflectionKind.TypeAlias) && context.getSymbolFromReflection(it)
    if (symbol) it.comment ??= context.getComment(symbol, ReflectionKind.Interface)
  })
  converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const module of context.project.getChildrenByKind(ReflectionKind.Module)) {
      module.comment ??= commentAtTop(context, module)
      module.name = `@effect-grafana/${module.name.replace("/src/", "/")}`
      const typed = module.getChildrenByKind(types).map(({ name }) => name)
      for (const it of module.children ?? []) {
        const isSchema = it.kindOf(ReflectionKind.Variable) && typed.includes(it.name)
        if (isSchema) it.comment ??= new Comment([{ kind: "text", text: `The schema of \`${it.name}\`.` }])
        const group = isSchema ? "Schemas" : groupOf(it)
        if (group !== undefined) it.comment?.blockTags.push(tag(group))
        if (group === "Endpoints" && !hasSource(it.comment))
          logger.validationWarning(
            `${module.name}.${it.name} names no page of Grafana's documentation (@see)`
          )
      }
    }
  })
}

const commentAtTop = (context, module) => {
  const [file] = context.getSymbolFromReflection(module)?.declarations ?? []
  const [, text] = /^\/\*\*(.*?)\*\/\s*(?=import|export (?:type )?\{)/s.exec(file?.text ?? "") ?? []
  if (text === undefined) return undefined
  const lines = text.replace(/^\s*\* ?/gm, "").trim()
  const { content } = context.converter.parseRawComment(
    new MinimalSourceFile(lines, file.fileName),
    context.project.files
  )
  return new Comment(content)
}

const groupOf = (it) => {
  if (it.kindOf(ReflectionKind.Variable))
    return ["Endpoint", "Listing"].includes(it.type?.name) ? "Endpoints" : undefined
  if (it.kindOf(ReflectionKind.Class))
    return it.extendedTypes?.some((type) => /Error|Failure/.test(type.toString())) ? "Errors" : undefined
  return it.kindOf(ReflectionKind.Interface) ? "Models and options" : undefined
}

const hasSource = (comment) =>
  comment?.getTags("@see").some(({ content }) => content.some(({ text }) => text.includes("https://"))) ??
  false

const tag = (group) => new CommentTag("@group", [{ kind: "text", text: group }])
