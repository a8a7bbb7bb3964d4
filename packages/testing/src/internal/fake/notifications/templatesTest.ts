import { bind, isObject } from "../bind.js"
import { badRequestData, json, ok } from "../message.js"
import type { Handler } from "../route.js"
import { definedTemplate } from "./templates.js"
import { definitions, syntaxProblem, type Piece } from "./templatesSyntax.js"

interface Alerts {
  readonly count: number
}

/** What an action writes; `undefined` for one that only Go's templates could tell. */
const written = (action: string, alerts: Alerts): string | undefined =>
  /^len \.Alerts(\.Firing)?$/.test(action)
    ? String(alerts.count)
    : /^"[^"\\]*"$/.test(action)
      ? action.slice(1, -1)
      : undefined

const execute = (body: ReadonlyArray<Piece>, alerts: Alerts): string | undefined => {
  let out = ""
  for (const piece of body) {
    const text = "text" in piece ? piece.text : written(piece.action, alerts)
    if (text === undefined) return undefined
    out += text
  }
  return out
}

const notBuilt = json(501, {
  message: "this fake executes only templates of plain text and the number of alerts"
})

/** Executes the templates of a file that is only described. */
export const testTemplate: Handler = ({ request }) => {
  const body = bind(request, { alerts: "array", template: "string", name: "string" })
  if (body?.alerts?.every(isObject) === false || body === undefined) return badRequestData
  const { alerts = [], name = "", template = "" } = body
  if (template === "") return ok({})
  const problem = syntaxProblem(name, template)
  if (problem !== undefined) return ok({ errors: [{ kind: "invalid_template", message: problem }] })
  const results = [...definitions(definedTemplate(name, template))].map(([defined, pieces]) => ({
    name: defined,
    text: execute(pieces, { count: alerts.length }),
    scope: "."
  }))
  return results.every(({ text }) => text !== undefined) ? ok({ results }) : notBuilt
}
