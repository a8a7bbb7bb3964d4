import { bind, isObject, type JsonObject } from "../bind.js"
import { dashboardUrl } from "./dashboardStore.js"
import { save } from "./dashboardSave.js"
import { slugify } from "../words/format.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import { quotaReached } from "../server/quotas.js"
import { anywhere, route, type Context, type Route } from "../route.js"

const textOf = (value: JsonObject, key: string): string => {
  const text = value[key]
  return typeof text === "string" ? text : ""
}

/** Puts the values of inputs in the place of `${NAME}`; the name of one that was not given is the problem. */
const fillInputs = (document: JsonObject, given: ReadonlyArray<unknown>): JsonObject | string => {
  const { __inputs: wanted, ...rest } = document
  const values = new Map(
    given.filter(isObject).map((input) => [textOf(input, "name"), textOf(input, "value")])
  )
  for (const input of Array.isArray(wanted) ? wanted.filter(isObject) : []) {
    const name = textOf(input, "name")
    if (!values.has(name)) return name
  }
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(/\$\{([^}]*)\}/g, (whole, name) => values.get(name) ?? whole)
    }
    if (Array.isArray(value)) return value.map(fill)
    return isObject(value) ? fillObject(value) : value
  }
  const fillObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, item]) => [key, fill(item)]))
  return fillObject(rest)
}

const importDashboard = (context: Context): FakeResponse => {
  const body = bind(context.request, {
    dashboard: "object",
    inputs: "array",
    overwrite: "boolean",
    folderUid: "string",
    folderId: "number",
    pluginId: "string"
  })
  if (body === undefined) return badRequestData
  const { pluginId = "" } = body
  if (pluginId === "" && body.dashboard === undefined) return message(422, "Dashboard must be set")
  if (quotaReached(context, "dashboard")) return message(403, "Quota reached")
  if (pluginId !== "" || body.dashboard === undefined) {
    return message(500, `Dashboard API error: plugin with ID '${pluginId}' not found`)
  }
  const document = fillInputs(body.dashboard, body.inputs ?? [])
  if (typeof document === "string") {
    return message(400, `dashboard import failed: missing dashboard input variable ${document}`)
  }
  const result = save(context, {
    dashboard: document,
    folderUid: body.folderUid ?? "",
    folderId: body.folderId ?? 0,
    overwrite: body.overwrite ?? false,
    message: ""
  })
  if ("problem" in result) return result.problem
  const dashboard = result.saved
  const slug = slugify(dashboard.title)
  return ok({
    uid: dashboard.uid,
    pluginId,
    title: dashboard.title,
    imported: true,
    importedUri: `db/${slug}`,
    importedUrl: dashboardUrl(dashboard),
    slug,
    dashboardId: dashboard.id,
    folderId: 0,
    folderUid: dashboard.folderUid,
    description: "",
    path: "",
    removed: false
  })
}

export const dashboardImportRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/dashboards/import" }, importDashboard, {
    access: anywhere("dashboards:create")
  })
]
