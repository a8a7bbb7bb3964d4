import { readsProvisioned, writesProvisioned } from "./alertmanagerAccess.js"
import type { Provenance } from "./alertmanagerModel.js"
import {
  forgetProvenance,
  nameToUid,
  provenanceOf,
  provenanceProblem,
  requestedProvenance,
  saveConfig,
  setProvenance,
  versionConflict
} from "./alertmanagerStore.js"
import { bind, type JsonObject } from "../bind.js"
import { Fingerprint } from "../words/fingerprint.js"
import { badRequestData, empty, json, ok, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { compareText } from "../words/table.js"
import { syntaxProblem } from "./templatesSyntax.js"

const kind = "template"

const notFound = publicError(404, "alerting.notifications.templates.notFound", "NotFound")

const exists = publicError(
  400,
  "alerting.notifications.templates.nameExists",
  "Template file with this name already exists. Use a different name or update existing one."
)

const invalid = (problem: string): FakeResponse =>
  publicError(
    400,
    "alerting.notifications.templates.invalidFormat",
    "Template is in invalid format. Correct the payload and try again.",
    { Error: problem }
  )

/** The hash by which Grafana tells the versions of a template. */
export const templateVersion = (template: string): string =>
  new Fingerprint().bytes(Buffer.from(template)).toString()

const view = (name: string, template: string, provenance: Provenance): JsonObject => ({
  name,
  template,
  ...(provenance === "" ? {} : { provenance }),
  version: templateVersion(template)
})

/** Names and texts of all templates, in the order of the names. */
export const sortedTemplates = (org: Org): ReadonlyArray<readonly [name: string, template: string]> =>
  Object.entries(org.alertmanager.config.templates).sort((left, right) => compareText(left[0], right[0]))

const list: Handler = ({ org }) => {
  const all = sortedTemplates(org)
  return ok(
    all.length === 0
      ? null
      : all.map(([name, template]) => view(name, template, provenanceOf(org, kind, name)))
  )
}

/** The name of the template that a path names by its name or its uid. */
const named = (context: Context): string | undefined => {
  const { templates } = context.org.alertmanager.config
  const name = param(context, "name")
  if (Object.hasOwn(templates, name)) return name
  return Object.keys(templates).find((one) => nameToUid(one) === name)
}

const get: Handler = (context) => {
  const { org } = context
  const name = named(context)
  const template = org.alertmanager.config.templates[name ?? ""]
  return name === undefined || template === undefined
    ? notFound
    : ok(view(name, template, provenanceOf(org, kind, name)))
}

/** The text as it is kept: what defines no template becomes one of the file's name. */
export const definedTemplate = (name: string, template: string): string => {
  const content = template.trim()
  if (/\{\{\s*define/.test(content)) return content
  const lines = content.split("\n").map((line) => `  ${line}`)
  return `{{ define "${name}" }}\n${lines.join("\n")}\n{{ end }}`
}

/** What is wrong with a template that is to be kept, in Grafana's words. */
export const templateProblem = (name: string, template: string): string | undefined => {
  if (name === "") return "template must have a name"
  if (template === "") return "template must have content"
  const problem = syntaxProblem("", definedTemplate(name, template))
  return problem === undefined ? undefined : `invalid template: ${problem}`
}

/** Keeps a template under a name. */
const keep = (context: Context, name: string, template: string, provenance: Provenance): void => {
  const { org } = context
  const { templates } = org.alertmanager.config
  saveConfig(context, { templates: { ...templates, [name]: definedTemplate(name, template) } })
  setProvenance(org, kind, name, provenance)
}

/** Adds a template, or says why not. */
export const createTemplate = (
  context: Context,
  name: string,
  template: string,
  provenance: Provenance
): FakeResponse | undefined => {
  const problem = templateProblem(name, template)
  if (problem !== undefined) return invalid(problem)
  if (Object.hasOwn(context.org.alertmanager.config.templates, name)) return exists
  keep(context, name, template, provenance)
  return undefined
}

interface SentTemplate {
  readonly name: string
  readonly template: string
  readonly version: string
}

/** Puts a template in the place of the one with the old name, or says why not. */
export const updateTemplate = (
  context: Context,
  oldName: string,
  { name, template, version }: SentTemplate,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  const problem = templateProblem(name, template)
  if (problem !== undefined) return invalid(problem)
  const { [oldName]: known = "", ...others } = org.alertmanager.config.templates
  if (Object.hasOwn(others, name)) return exists
  const provisioned = provenanceProblem(provenanceOf(org, kind, name), provenance)
  if (provisioned !== undefined) return provisioned
  if (version !== "" && version !== templateVersion(known)) return versionConflict
  if (oldName !== name) {
    saveConfig(context, { templates: others })
    forgetProvenance(org, kind, oldName)
  }
  keep(context, name, template, provenance)
  return undefined
}

const put: Handler = (context) => {
  const { org, request } = context
  const body = bind(request, { template: "string", version: "string" })
  if (body === undefined) return badRequestData
  const name = param(context, "name")
  const { template = "", version = "" } = body
  const provenance = requestedProvenance(request)
  const isKnown = Object.hasOwn(org.alertmanager.config.templates, name)
  // A version says that the template has to be there.
  const refused = isKnown
    ? updateTemplate(context, name, { name, template, version }, provenance)
    : version !== "" && templateProblem(name, template) === undefined
      ? notFound
      : createTemplate(context, name, template, provenance)
  if (refused !== undefined) return refused
  return json(202, view(name, definedTemplate(name, template), provenance))
}

const remove: Handler = (context) => {
  const name = named(context)
  if (name === undefined) return empty(204)
  const { query, request } = context
  return removeTemplate(context, name, query.get("version"), requestedProvenance(request)) ?? empty(204)
}

/** Deletes a template, or says why not. */
export const removeTemplate = (
  context: Context,
  name: string,
  version: string,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  const { [name]: template, ...others } = org.alertmanager.config.templates
  if (version !== "" && template !== undefined && version !== templateVersion(template))
    return versionConflict
  const problem = provenanceProblem(provenanceOf(org, kind, name), provenance)
  if (problem !== undefined) return problem
  saveConfig(context, { templates: others })
  forgetProvenance(org, kind, name)
  return undefined
}

const all = "/api/v1/provisioning/templates"
const one = `${all}/{name}`

export const templateRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, list, readsProvisioned),
  route({ method: "GET", path: one }, get, readsProvisioned),
  route({ method: "PUT", path: one }, put, writesProvisioned),
  route({ method: "DELETE", path: one }, remove, writesProvisioned)
]
