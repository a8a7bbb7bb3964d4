import { bind, type Bound, type JsonObject } from "../bind.js"
import { sortKeys } from "../words/format.js"
import { isValidUid, maxUidLength } from "../words/identifiers.js"
import { badRequestData, json, message, ok, publicError, type FakeResponse } from "../message.js"
import type { DataSource, Org } from "../model.js"
import { pluginOf } from "./dataSourcePlugins.js"
import { withDataSourceQuota } from "../server/quotas.js"
import { anywhere, param, route, type Context, type Handler, type Route } from "../route.js"
import { newUid, nextId } from "../state.js"
import { compareText } from "../words/table.js"

const notFound = message(404, "Data source not found")
const badUrl = message(400, "Validation error, invalid URL")

const shape = {
  uid: "string",
  name: "string",
  type: "string",
  access: "string",
  url: "string",
  user: "string",
  database: "string",
  basicAuth: "boolean",
  basicAuthUser: "string",
  withCredentials: "boolean",
  isDefault: "boolean",
  jsonData: "object",
  secureJsonData: "object",
  version: "number"
} as const

type Body = Bound<typeof shape>

const dataSourceView = (org: Org, source: DataSource): JsonObject => ({
  id: source.id,
  uid: source.uid,
  orgId: org.id,
  name: source.name,
  type: source.type,
  typeLogoUrl: pluginOf(source.type).logo,
  access: source.access,
  url: source.url,
  user: source.user,
  database: source.database,
  basicAuth: source.basicAuth,
  basicAuthUser: source.basicAuthUser,
  withCredentials: source.withCredentials,
  isDefault: source.isDefault,
  jsonData: source.jsonData,
  secureJsonFields: Object.fromEntries([...source.secureFields].sort().map((name) => [name, true])),
  version: source.version,
  readOnly: false,
  apiVersion: ""
})

const hit = (org: Org, source: DataSource): JsonObject => ({
  id: source.id,
  uid: source.uid,
  orgId: org.id,
  name: source.name,
  type: source.type,
  typeName: pluginOf(source.type).name,
  typeLogoUrl: pluginOf(source.type).logo,
  access: source.access,
  url: source.url,
  user: source.user,
  database: source.database,
  basicAuth: source.basicAuth,
  isDefault: source.isDefault,
  jsonData: source.jsonData,
  readOnly: false
})

const isRequired = ({ access, name, type }: Body): boolean =>
  [access, name, type].every((field) => (field ?? "") !== "")

const isUrl = (url: string): boolean => !/\s/.test(url)

/** Only the names of secrets are kept: nothing that the fake answers could hold one. */
const secretNames = (body: Body): ReadonlyArray<string> =>
  Object.entries(body.secureJsonData ?? {}).flatMap(([name, value]) => (value === "" ? [] : [name]))

const settings = (body: Body): JsonObject => sortKeys(body.jsonData ?? {})

const hasName = (org: Org, name: string, self?: DataSource): boolean =>
  [...org.dataSources.values()].some((source) => source !== self && source.name === name)

const becomeDefault = (org: Org, chosen: DataSource): void => {
  for (const source of org.dataSources.values()) source.isDefault = source === chosen
}

const createProblem = (org: Org, body: Body): FakeResponse | undefined => {
  const { name = "", uid = "", url = "" } = body
  if (!isUrl(url)) return badUrl
  if (!isValidUid(uid) || uid.length > maxUidLength) {
    return publicError(400, "datasource.uidInvalid", "Invalid datasource UID.")
  }
  if (hasName(org, name)) return message(409, "data source with the same name already exists")
  return org.dataSources.get(uid) === undefined
    ? undefined
    : message(409, "data source with the same uid already exists")
}

const written = (org: Org, source: DataSource, text: string): FakeResponse =>
  ok({ datasource: dataSourceView(org, source), id: source.id, message: text, name: source.name })

const create: Handler = ({ org, request, state }) => {
  const body = bind(request, shape)
  if (body === undefined || !isRequired(body)) return badRequestData
  const problem = createProblem(org, body)
  if (problem !== undefined) return problem
  const source: DataSource = {
    id: nextId(state, "dataSource"),
    uid: body.uid || newUid(state),
    name: body.name ?? "",
    type: pluginOf(body.type ?? "").type,
    access: body.access ?? "",
    url: body.url ?? "",
    user: body.user ?? "",
    database: body.database ?? "",
    basicAuth: body.basicAuth ?? false,
    basicAuthUser: body.basicAuthUser ?? "",
    withCredentials: body.withCredentials ?? false,
    isDefault: body.isDefault ?? false,
    jsonData: settings(body),
    secureFields: new Set(secretNames(body)),
    version: 1
  }
  // The first data source is the default one, wanted or not.
  const isFirst = org.dataSources.size === 0
  org.dataSources.add(source)
  if (isFirst || source.isDefault) becomeDefault(org, source)
  return written(org, source, "Datasource added")
}

/** What a body changes. What is empty keeps the old URL and the old name of the user of basic authentication. */
const changed = (source: DataSource, body: Body): DataSource => ({
  ...source,
  uid: body.uid || source.uid,
  name: body.name ?? "",
  type: pluginOf(body.type ?? "").type,
  access: body.access ?? "",
  url: body.url || source.url,
  user: body.user ?? "",
  database: body.database ?? "",
  basicAuth: body.basicAuth ?? false,
  basicAuthUser: body.basicAuthUser || source.basicAuthUser,
  withCredentials: body.withCredentials ?? false,
  isDefault: body.isDefault ?? false,
  jsonData: settings(body),
  secureFields: new Set([...source.secureFields, ...secretNames(body)]),
  // Not the next version but the one after the caller's, which is 1 when none was sent (12.3.0).
  version: (body.version ?? 0) + 1
})

type Find = (context: Context) => DataSource | undefined

const update =
  (find: Find): Handler =>
  (context) => {
    const { org, request } = context
    const body = bind(request, shape)
    if (body === undefined || !isRequired(body)) return badRequestData
    const url = body.url ?? ""
    if ((url === "" && pluginOf(body.type ?? "").needsUrl) || !isUrl(url)) return badUrl
    const source = find(context)
    if (source === undefined) return notFound
    if (hasName(org, body.name ?? "", source)) {
      return message(409, "Failed to update datasource: data source with the same name already exists")
    }
    const { version = 0 } = body
    if (version !== 0 && version < source.version) {
      const text = "Datasource has already been updated by someone else. Please reload and try again"
      return message(409, text)
    }
    const next = changed(source, body)
    org.dataSources.replace(source, next)
    if (next.isDefault) becomeDefault(org, next)
    return written(org, next, "Datasource updated")
  }

const get =
  (find: Find): Handler =>
  (context) => {
    const source = find(context)
    return source === undefined ? notFound : ok(dataSourceView(context.org, source))
  }

const remove =
  (find: Find, showsId: boolean): Handler =>
  (context) => {
    const { org } = context
    const source = find(context)
    if (source === undefined) return notFound
    org.dataSources.remove(source)
    org.correlations = org.correlations.filter(
      ({ sourceUID, targetUID }) => sourceUID !== source.uid && targetUID !== source.uid
    )
    return json(200, { ...(showsId ? { id: source.id } : {}), message: "Data source deleted" })
  }

const list: Handler = ({ org }) =>
  ok(
    org.dataSources
      .sorted("name", (left, right) => compareText(left.name.toLowerCase(), right.name.toLowerCase()))
      .map((source) => hit(org, source))
  )

export const byUid: Find = (context) => context.org.dataSources.get(param(context, "uid"))
export const byId: Find = (context) => context.org.dataSources.byId(Number(param(context, "id")))
const byName: Find = (context) => {
  const name = param(context, "name")
  return [...context.org.dataSources.values()].find((source) => source.name === name)
}

const numbered =
  (handler: Handler): Handler =>
  (context) =>
    /^\d+$/.test(param(context, "id")) ? handler(context) : message(400, "id is invalid")

const idByName: Handler = (context) => {
  const source = byName(context)
  return source === undefined ? notFound : ok({ id: source.id })
}

const reads = { access: anywhere("datasources:read") }
const writes = { access: anywhere("datasources:write") }
const deletes = { access: anywhere("datasources:delete") }

export const dataSourceRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/datasources" }, list, reads),
  route({ method: "POST", path: "/api/datasources" }, withDataSourceQuota(create), {
    access: anywhere("datasources:create")
  }),
  route({ method: "GET", path: "/api/datasources/{id}" }, numbered(get(byId)), reads),
  route({ method: "PUT", path: "/api/datasources/{id}" }, numbered(update(byId)), writes),
  route({ method: "DELETE", path: "/api/datasources/{id}" }, numbered(remove(byId, false)), deletes),
  route({ method: "GET", path: "/api/datasources/uid/{uid}" }, get(byUid), reads),
  route({ method: "PUT", path: "/api/datasources/uid/{uid}" }, update(byUid), writes),
  route({ method: "DELETE", path: "/api/datasources/uid/{uid}" }, remove(byUid, true), deletes),
  route({ method: "GET", path: "/api/datasources/name/{name}" }, get(byName), reads),
  route({ method: "DELETE", path: "/api/datasources/name/{name}" }, remove(byName, true), deletes),
  route({ method: "GET", path: "/api/datasources/id/{name}" }, idByName, {
    access: anywhere("datasources.id:read")
  })
]
