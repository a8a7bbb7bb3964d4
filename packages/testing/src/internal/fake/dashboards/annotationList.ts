import * as Annotations from "@effect-grafana/elements/Annotations"
import { findAnnotations } from "./annotationSearch.js"
import { tagText, type Annotation } from "./annotationsModel.js"
import type { JsonObject } from "../bind.js"
import { avatarUrl } from "../words/format.js"
import { message, ok, type FakeResponse } from "../message.js"
import type { Dashboard } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import { anywhere, idParam, param, route, type Context, type Handler, type Route } from "../route.js"
import { compareText } from "../words/table.js"

export const annotationNotFound = message(404, "Annotation not found")
export const badAnnotationId = message(400, "annotationId is invalid")
export const badDashboardId = message(400, "Invalid dashboard ID in annotation request")

/** As Go leaves out what is empty. */
const present = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== 0 && value !== ""))

const view = ({ state }: Context, annotation: Annotation): JsonObject => {
  const user = state.users.byId(annotation.userId)
  return {
    ...present({ id: annotation.id, dashboardId: annotation.dashboardId }),
    dashboardUID: annotation.dashboardUid,
    ...present({
      panelId: annotation.panelId,
      created: annotation.created,
      updated: annotation.updated,
      time: annotation.time,
      timeEnd: annotation.timeEnd,
      text: annotation.text
    }),
    ...(annotation.tags.length === 0 ? {} : { tags: annotation.tags }),
    ...present({
      login: user?.login ?? "",
      email: user?.email ?? "",
      avatarUrl: avatarUrl(user?.email ?? "")
    }),
    data: annotation.data
  }
}

const readable =
  ({ caller, org }: Context) =>
  (dashboard: Dashboard): boolean =>
    allowedOnDashboard(caller, org, "annotations:read", dashboard)

const list: Handler = (context) => {
  const { org, query } = context
  const id = query.int("dashboardId")
  const byId = org.dashboards.byId(id)
  const named = query.get("dashboardUID")
  if (named === "" && id !== 0 && byId === undefined) return badDashboardId
  // Alert rules make no annotations here.
  if (query.get("type") === "alert" || query.int("alertId") !== 0 || query.get("alertUID") !== "") {
    return ok([])
  }
  const asked = {
    from: query.int("from"),
    to: query.int("to"),
    dashboardUid: named === "" ? (byId?.uid ?? "") : named,
    panelId: query.int("panelId"),
    userId: query.int("userId"),
    tags: query.all("tags"),
    matchAny: query.flag("matchAny"),
    limit: query.int("limit")
  }
  return ok(findAnnotations(org, asked, readable(context)).map((annotation) => view(context, annotation)))
}

const get: Handler = (context) => {
  if (!/^\d+$/.test(param(context, "id"))) return badAnnotationId
  const annotation = context.org.annotations.get(idParam(context, "id"))
  if (annotation === undefined) return annotationNotFound
  const dashboard = context.org.dashboards.get(annotation.dashboardUid)
  return annotation.dashboardId === 0 || (dashboard !== undefined && readable(context)(dashboard))
    ? ok(view(context, annotation))
    : annotationNotFound
}

const defaultLimit = 100

const tags = ({ org, query }: Context): FakeResponse => {
  const wanted = query.get("tag").toLowerCase()
  const counts = new Map<string, { readonly key: string; readonly value: string; count: number }>()
  for (const { indexed } of org.annotations.values()) {
    for (const tag of indexed) {
      const text = tagText(tag)
      const row = counts.get(text) ?? { ...tag, count: 0 }
      row.count++
      counts.set(text, row)
    }
  }
  const rows = [...counts.values()]
    .filter(({ key, value }) => [key, value].some((part) => part.toLowerCase().includes(wanted)))
    .sort((left, right) => compareText(left.key, right.key) || compareText(left.value, right.value))
    .slice(0, query.int("limit") || defaultLimit)
  return ok({ result: { tags: rows.map((row) => ({ tag: tagText(row), count: row.count })) } })
}

const reads = { access: anywhere("annotations:read") }

export const annotationListRoutes: ReadonlyArray<Route> = [
  route(Annotations.list, list, reads),
  route(Annotations.get, get, reads),
  route(Annotations.listTags, tags, reads)
]
