import * as Annotations from "@effect-grafana/elements/Annotations"
import { annotationNotFound, badAnnotationId, badDashboardId } from "./annotationList.js"
import { inOrder, parseTags, tagsProblem, tagText, type Annotation } from "./annotationsModel.js"
import { bind, type Bound, type JsonObject } from "../bind.js"
import { hasRole } from "../caller.js"
import { badRequestData, message, ok, type FakeResponse } from "../message.js"
import type { Dashboard } from "../model.js"
import { allowedOnDashboard } from "../access/permissions.js"
import {
  anywhere,
  idParam,
  param,
  route,
  type Access,
  type Context,
  type Handler,
  type Route
} from "../route.js"
import { nextId } from "../state.js"

const unchecked = message(500, "Error while checking annotation permissions")

interface Place {
  readonly dashboardId: number
  readonly dashboardUid: string
}

const namesDashboard = { dashboardId: "number", dashboardUID: "string" } as const

/** Where a body puts an annotation; a uid wins over an id, and one that is unknown is left for the permissions. */
const placeOf = ({ org }: Context, body: Bound<typeof namesDashboard>): Place | undefined => {
  const { dashboardId = 0, dashboardUID = "" } = body
  if (dashboardUID !== "") {
    return { dashboardId: org.dashboards.get(dashboardUID)?.id ?? dashboardId, dashboardUid: dashboardUID }
  }
  if (dashboardId === 0) return { dashboardId, dashboardUid: "" }
  const dashboard = org.dashboards.byId(dashboardId)
  return dashboard === undefined ? undefined : { dashboardId, dashboardUid: dashboard.uid }
}

/** An editor may do anything with the organization's annotations, others what they may do with the dashboard. */
const allowedAt = ({ caller, org }: Context, action: string, dashboard: Dashboard | undefined): boolean =>
  dashboard === undefined ? hasRole(caller, "Editor") : allowedOnDashboard(caller, org, action, dashboard)

const placeProblem = (
  context: Context,
  action: string,
  { dashboardUid }: Place,
  denial: string
): FakeResponse | undefined => {
  const dashboard = context.org.dashboards.get(dashboardUid)
  if (dashboardUid !== "" && dashboard === undefined) return unchecked
  return allowedAt(context, action, dashboard) ? undefined : message(403, denial)
}

interface New extends Place {
  readonly panelId: number
  readonly time: number
  readonly timeEnd: number
  readonly text: string
  readonly tags: ReadonlyArray<string>
  readonly data: JsonObject
}

const add = ({ caller, org, state }: Context, fields: New): Annotation | FakeResponse => {
  const indexed = parseTags(fields.tags)
  const tags = indexed.map(tagText)
  const problem = tagsProblem(tags)
  if (problem !== undefined) return problem
  const now = state.now()
  const annotation: Annotation = {
    ...fields,
    ...inOrder(fields.time || now, fields.timeEnd),
    id: nextId(state, "annotation"),
    userId: caller.id,
    created: now,
    updated: now,
    tags,
    indexed
  }
  org.annotations.set(annotation.id, annotation)
  return annotation
}

const added = (result: Annotation | FakeResponse, text: string): FakeResponse =>
  "status" in result ? result : ok({ id: result.id, message: text })

const isTexts = (values: ReadonlyArray<unknown>): values is ReadonlyArray<string> =>
  values.every((value) => typeof value === "string")

const shape = {
  ...namesDashboard,
  panelId: "number",
  time: "number",
  timeEnd: "number",
  text: "string",
  tags: "array",
  data: "object"
} as const

interface Fields extends Bound<Omit<typeof shape, "tags">> {
  readonly tags: ReadonlyArray<string> | undefined
}

const read = ({ request }: Context): Fields | undefined => {
  const body = bind(request, shape)
  if (body === undefined) return undefined
  const { tags, ...others } = body
  return tags === undefined || isTexts(tags) ? { ...others, tags } : undefined
}

const create: Handler = (context) => {
  const body = read(context)
  if (body === undefined) return badRequestData
  const { data = {}, panelId = 0, tags = [], text = "", time = 0, timeEnd = 0 } = body
  const place = placeOf(context, body)
  if (place === undefined) return badDashboardId
  const problem = placeProblem(context, "annotations:create", place, "Access denied to save the annotation")
  if (problem !== undefined) return problem
  if (text === "") return message(400, "Failed to save annotation")
  return added(add(context, { ...place, panelId, time, timeEnd, text, tags, data }), "Annotation added")
}

const notSaved = message(400, "Failed to save Graphite annotation")

/** Old Graphite sends its tags as one text with blanks between them. */
const graphiteTags = (tags: unknown): ReadonlyArray<string> | undefined => {
  if (typeof tags === "string") return tags === "" ? [] : tags.split(" ")
  return Array.isArray(tags) && isTexts(tags) ? tags : undefined
}

const createGraphite: Handler = (context) => {
  const body = bind(context.request, { what: "string", data: "string", when: "number", tags: "any" })
  if (body === undefined) return badRequestData
  const tags = graphiteTags(body.tags)
  if (!body.what || tags === undefined) return notSaved
  const text = body.data ? `${body.what}\n${body.data}` : body.what
  const time = (body.when ?? 0) * 1000
  const place = { dashboardId: 0, dashboardUid: "", panelId: 0 }
  return added(
    add(context, { ...place, time, timeEnd: 0, text, tags, data: {} }),
    "Graphite annotation added"
  )
}

interface Change {
  readonly text: string
  readonly tags: ReadonlyArray<string>
  readonly time: number
  readonly timeEnd: number
  readonly data: JsonObject
}

const edit =
  (changeOf: (body: Fields, annotation: Annotation) => Change, done: string): Handler =>
  (context) => {
    const body = read(context)
    if (body === undefined) return badRequestData
    if (!/^\d+$/.test(param(context, "id"))) return badAnnotationId
    const annotation = context.org.annotations.get(idParam(context, "id"))
    if (annotation === undefined) return annotationNotFound
    const { time, timeEnd, ...change } = changeOf(body, annotation)
    const problem = tagsProblem(change.tags)
    if (problem !== undefined) return problem
    const indexed = parseTags([...annotation.indexed.map(tagText), ...change.tags])
    const updated = context.state.now()
    Object.assign(annotation, { ...change, ...inOrder(time, timeEnd), indexed, updated })
    return ok({ message: done })
  }

/** Text and tags are emptied where they are left out, times and data stay. */
const update = edit(
  ({ data, tags, text = "", time, timeEnd }, old) => ({
    text,
    tags: tags ?? [],
    time: time || old.time,
    timeEnd: timeEnd || old.timeEnd,
    data: data ?? old.data
  }),
  "Annotation updated"
)

const patch = edit(
  ({ data, tags, text, time = 0, timeEnd = 0 }, old) => ({
    text: text || old.text,
    tags: tags ?? old.tags,
    time: time > 0 ? time : old.time,
    timeEnd: timeEnd > 0 ? timeEnd : old.timeEnd,
    data: data ?? old.data
  }),
  "Annotation patched"
)

/** An annotation that is not there is deleted all the same (12.3.0). */
const remove: Handler = (context) => {
  if (!/^\d+$/.test(param(context, "id"))) return badAnnotationId
  context.org.annotations.delete(idParam(context, "id"))
  return ok({ message: "Annotation deleted" })
}

/** Takes one annotation, or all of a panel; without either, all that are on no dashboard (12.3.0). */
const massDelete: Handler = (context) => {
  const { org } = context
  const body = bind(context.request, { ...namesDashboard, panelId: "number", annotationId: "number" })
  const place = body === undefined ? undefined : placeOf(context, body)
  if (body === undefined) return badRequestData
  if (place === undefined) return badDashboardId
  const { annotationId = 0, panelId = 0 } = body
  if ((place.dashboardId === 0) !== (panelId === 0)) return badRequestData
  const one = org.annotations.get(annotationId)
  if (annotationId !== 0 && one === undefined) return annotationNotFound
  const denial = "Access denied to mass delete annotations"
  const problem = placeProblem(context, "annotations:delete", one ?? place, denial)
  if (problem !== undefined) return problem
  const gone =
    one === undefined
      ? [...org.annotations.values()].filter(
          (row) => row.dashboardUid === place.dashboardUid && row.panelId === panelId
        )
      : [one]
  for (const { id } of gone) org.annotations.delete(id)
  return ok({ message: "Annotations deleted" })
}

/** An editor's permission is for every annotation, whatever the dashboard that it is on (12.3.0). */
const onAnnotation =
  (action: string): Access =>
  (context) => {
    const { caller, org } = context
    if (hasRole(caller, "Editor")) return undefined
    const annotation = org.annotations.get(idParam(context, "id"))
    const dashboard = org.dashboards.get(annotation?.dashboardUid ?? "")
    return dashboard !== undefined && allowedOnDashboard(caller, org, action, dashboard) ? undefined : action
  }

/** A viewer passes here, and is refused where no dashboard of his is meant. */
const creates = { access: anywhere("annotations:create") }

const inOrganization: Access = ({ caller }) => (hasRole(caller, "Editor") ? undefined : "annotations:create")

export const annotationRoutes: ReadonlyArray<Route> = [
  route(Annotations.create, create, creates),
  route(Annotations.createGraphite, createGraphite, { access: inOrganization }),
  route(Annotations.update, update, { access: onAnnotation("annotations:write") }),
  route(Annotations.patch, patch, { access: onAnnotation("annotations:write") }),
  route(Annotations.remove, remove, { access: onAnnotation("annotations:delete") }),
  route(Annotations.massDelete, massDelete, { access: anywhere("annotations:delete") })
]
