import { bind } from "../bind.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { Address, Org } from "../model.js"
import { withOrgQuota } from "../server/quotas.js"
import {
  anywhere,
  globally,
  idParam,
  inNamedOrg,
  param,
  route,
  type Context,
  type Handler,
  type Route
} from "../route.js"
import { addOrg, noAddress, type State } from "../state.js"

const notFound = message(404, "Organization not found")

const view = ({ address, id, name }: Org) => ({ id, name, address })

const isTaken = (state: State, name: string, self?: Org): boolean =>
  [...state.orgs.values()].some((org) => org !== self && org.name === name)

const named = (context: Context): Org | undefined => context.state.orgs.get(idParam(context, "orgId"))

const create: Handler = ({ caller, request, state }) => {
  const body = bind(request, { name: "string" })
  if (body?.name === undefined || body.name === "") return badRequestData
  if (isTaken(state, body.name)) return message(409, "Organization name taken")
  const org = addOrg(state, body.name)
  if (caller.user !== undefined) org.members.set(caller.id, "Admin")
  return ok({ message: "Organization created", orgId: org.id })
}

const list: Handler = ({ query, state }) => {
  const prefix = query.get("query").toLowerCase()
  const name = query.get("name")
  const size = query.int("perpage") < 1 ? 1000 : query.int("perpage")
  // The only list whose pages count from 0 (12.3.0).
  const page = Math.max(0, query.int("page"))
  const found = [...state.orgs.values()].filter(
    (org) => org.name.toLowerCase().startsWith(prefix) && (name === "" || org.name === name)
  )
  return ok(found.slice(page * size, (page + 1) * size).map((org) => ({ id: org.id, name: org.name })))
}

const get: Handler = (context) => {
  const org = named(context)
  return org === undefined ? notFound : ok(view(org))
}

const getByName: Handler = (context) => {
  const name = param(context, "name")
  const org = [...context.state.orgs.values()].find((candidate) => candidate.name === name)
  return org === undefined ? notFound : ok(view(org))
}

const rename = (context: Context, org: Org | undefined): FakeResponse => {
  const body = bind(context.request, { name: "string" })
  if (body?.name === undefined || body.name === "") return badRequestData
  if (isTaken(context.state, body.name, org)) return message(400, "Organization name taken")
  if (org === undefined) return message(500, "Failed to update organization")
  org.name = body.name
  return message(200, "Organization updated")
}

const setAddress = (context: Context, org: Org | undefined): FakeResponse => {
  const body = bind(context.request, {
    address1: "string",
    address2: "string",
    city: "string",
    zipCode: "string",
    state: "string",
    country: "string"
  })
  if (body === undefined) return badRequestData
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const address: Address = { ...noAddress, ...given }
  // An organization that does not exist is no error here (12.3.0).
  if (org !== undefined) org.address = address
  return message(200, "Address updated")
}

const remove: Handler = (context) => {
  const { org: active, state } = context
  if (idParam(context, "orgId") === active.id) {
    const text = "Cannot delete your active organization. Please switch to a different organization first."
    return message(400, text)
  }
  const org = named(context)
  if (org === undefined) return message(404, "Failed to delete organization. ID not found")
  state.orgs.delete(org.id)
  return message(200, "Organization deleted")
}

const one = "/api/orgs/{orgId}"

export const organizationRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/org" }, ({ org }) => json(200, view(org)), {
    access: anywhere("orgs:read")
  }),
  route({ method: "PUT", path: "/api/org" }, (context) => rename(context, context.org), {
    access: anywhere("orgs:write")
  }),
  route({ method: "PUT", path: "/api/org/address" }, (context) => setAddress(context, context.org), {
    access: anywhere("orgs:write")
  }),
  route({ method: "POST", path: "/api/orgs" }, withOrgQuota(create), { access: globally("orgs:create") }),
  route({ method: "GET", path: "/api/orgs" }, list, { access: globally("orgs:read") }),
  route({ method: "GET", path: "/api/orgs/name/{name}" }, getByName, { access: globally("orgs:read") }),
  route({ method: "GET", path: one }, get, { access: inNamedOrg("orgs:read") }),
  route({ method: "PUT", path: one }, (context) => rename(context, named(context)), {
    access: inNamedOrg("orgs:write")
  }),
  route({ method: "PUT", path: `${one}/address` }, (context) => setAddress(context, named(context)), {
    access: inNamedOrg("orgs:write")
  }),
  route({ method: "DELETE", path: one }, remove, { access: inNamedOrg("orgs:delete") })
]
