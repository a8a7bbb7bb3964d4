import { createHash } from "node:crypto"
import * as SsoSettings from "@effect-grafana/elements/SsoSettings"
import { bind, type JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { empty, message, ok, publicError, type FakeResponse } from "../message.js"
import { globally, param, route, type Access, type Context, type Handler, type Route } from "../route.js"
import { systemSettings } from "./ssoProviders.js"
import { keepSecrets, withoutSecrets } from "./ssoSecrets.js"
import type { State } from "../state.js"
import { notBuilt } from "../unbuilt.js"

const notFound = publicError(404, "sso.notFound", "The provider was not found.")

/** The settings that somebody stored, over those of the system; an address that is empty is the system's. */
const merged = (stored: JsonObject | undefined, system: JsonObject): JsonObject => {
  if (stored === undefined) return system
  const kept = Object.entries(stored).filter(([name, value]) => !(name.endsWith("Url") && value === ""))
  return sortKeys({ ...system, ...Object.fromEntries(kept) })
}

const view = ({ ssoSettings }: State, provider: string, system: JsonObject): JsonObject => {
  const stored = ssoSettings.get(provider)
  return {
    id: "",
    provider,
    settings: withoutSecrets(merged(stored, system)),
    source: stored === undefined ? "system" : "database"
  }
}

const list: Handler = ({ state }) =>
  ok([...systemSettings].map(([provider, system]) => view(state, provider, system)))

const etag = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16)

const get: Handler = (context) => {
  const provider = param(context, "provider")
  const system = systemSettings.get(provider)
  if (system === undefined) return notFound
  const settings = view(context.state, provider, system)
  const answer = ok(settings)
  return { ...answer, headers: { ...answer.headers, etag: etag(settings) } }
}

const addresses = { authUrl: "Auth URL", tokenUrl: "Token URL", apiUrl: "API URL" } as const

type AddressRule = "must be empty" | "is required" | "is optional" | "is free"

const isAddress = (value: string): boolean => /^https?:\/\/[^/]+/.test(value)

const addressProblem = (rule: AddressRule, value: string, name: string): string | undefined => {
  if (rule === "is free" || (rule === "must be empty" && value === "")) return undefined
  if (rule === "must be empty") return `${name} must be empty.`
  if (rule === "is required" && value === "") return `${name} is required.`
  return isAddress(value) ? undefined : `${name} is an invalid URL.`
}

const ruleOf = (provider: string, address: keyof typeof addresses): AddressRule => {
  if (provider === "okta") return "is required"
  if (provider === "azuread") return address === "apiUrl" ? "must be empty" : "is required"
  if (provider === "generic_oauth") return address === "apiUrl" ? "is free" : "is optional"
  return "must be empty"
}

const rolesProblem =
  "Allow assign Grafana Admin and Skip org role sync are both set thus Grafana Admin role will not be synced. " +
  "Consider setting one or the other."

const textOf = (settings: JsonObject, name: string): string => {
  const value = settings[name]
  return typeof value === "string" ? value : ""
}

const problemOf = (provider: string, settings: JsonObject): string | undefined => {
  if (textOf(settings, "clientId") === "") return "Client Id is required."
  if (settings["allowAssignGrafanaAdmin"] === true && settings["skipOrgRoleSync"] === true)
    return rolesProblem
  if (!["", "login", "consent", "select_account"].includes(textOf(settings, "loginPrompt"))) {
    return "Invalid value for login_prompt. Valid values are: login, consent, select_account."
  }
  for (const address of ["authUrl", "tokenUrl", "apiUrl"] as const) {
    const value = textOf(settings, address)
    const problem = addressProblem(ruleOf(provider, address), value, addresses[address])
    if (problem !== undefined) return problem
  }
  return undefined
}

const update: Handler = (context) => {
  const { request, state } = context
  const body = bind(request, { settings: "object" })
  if (body === undefined) return message(400, "Failed to parse request body")
  const provider = param(context, "provider")
  if (provider === "ldap") return notBuilt(request.method, request.url)
  const settings = keepSecrets(body.settings ?? {}, state.ssoSettings.get(provider))
  const problem = problemOf(provider, settings)
  if (problem !== undefined) return publicError(400, "sso.invalidOauthConfig", problem)
  state.ssoSettings.set(provider, settings)
  return empty(204)
}

const remove = (context: Context): FakeResponse =>
  context.state.ssoSettings.delete(param(context, "provider")) ? empty(204) : notFound

/** Nobody has the permission for a provider that does not exist. */
const writes: Access = (context) =>
  systemSettings.has(param(context, "provider")) ? globally("settings:write")(context) : "settings:write"

const reads = { access: globally("settings:read") }

export const ssoSettingsRoutes: ReadonlyArray<Route> = [
  route(SsoSettings.list, list, reads),
  route(SsoSettings.get, get, reads),
  route(SsoSettings.update, update, { access: writes }),
  route(SsoSettings.remove, remove, { access: writes })
]
