/** Annotations: marks in time, on a panel, a dashboard or in the whole organization. Times are epoch milliseconds. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, Id, JsonObject, Message, Uid } from "./Common.js"

/**
 * An annotation, whether a user made it or an alert rule (`alertId`, `newState`, `prevState`). Grafana leaves out what
 * is empty or 0 from 12 on, and sends it before. A change of state that is kept in Loki has neither `id` nor
 * `timeEnd`.
 */
export interface Annotation extends Schema.Schema.Type<typeof annotation> {}
const annotation = Schema.Struct({
  id: Schema.optional(Schema.Int),
  alertId: Schema.optional(Schema.Int),
  alertName: Schema.optional(Schema.String),
  dashboardId: Schema.optional(Schema.Int),
  dashboardUID: Schema.optional(Schema.NullOr(Schema.String)),
  panelId: Schema.optional(Schema.Int),
  userId: Schema.optional(Schema.Int),
  newState: Schema.optional(Schema.String),
  prevState: Schema.optional(Schema.String),
  created: Schema.optional(Schema.Int),
  updated: Schema.optional(Schema.Int),
  time: Schema.Int,
  timeEnd: Schema.optional(Schema.Int),
  text: Schema.optional(Schema.String),
  tags: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String))),
  login: Schema.optional(Schema.String),
  email: Schema.optional(Schema.String),
  avatarUrl: Schema.optional(Schema.String),
  data: Schema.optional(Schema.NullOr(JsonObject))
})
export const Annotation: Schema.Schema<Annotation> = annotation

/** A tag, and how many annotations bear it. */
export interface AnnotationTag extends Schema.Schema.Type<typeof annotationTag> {}
const annotationTag = Schema.Struct({ tag: Schema.String, count: Schema.Int })
export const AnnotationTag: Schema.Schema<AnnotationTag> = annotationTag

/** What a creation answers. */
export interface CreatedAnnotation extends Schema.Schema.Type<typeof createdAnnotation> {}
const createdAnnotation = Schema.Struct({ id: Schema.Int, message: Schema.String })
export const CreatedAnnotation: Schema.Schema<CreatedAnnotation> = createdAnnotation

/**
 * Lists the annotations that fit all filters, newest end first; of `tags` all have to be there, or with `matchAny` one.
 * Grafana heeds `from` and `to` together only. A response holds `limit`, 100 unless told and with -1 all, from which no
 * page goes on: a walk moves the window of time.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#find-annotations
 */
export const list = Endpoint.list(
  "getAnnotations",
  "/api/annotations",
  {
    query: {
      from: Schema.optional(Schema.Int),
      to: Schema.optional(Schema.Int),
      limit: Schema.optional(Schema.Union(Count, Schema.Literal(-1))),
      type: Schema.optional(Schema.Literal("alert", "annotation")),
      tags: Schema.optional(Schema.Array(Schema.String)),
      matchAny: Schema.optional(Schema.Boolean),
      dashboardUID: Schema.optional(Uid),
      // Deprecated since Grafana 9 in favour of dashboardUID, which wins.
      dashboardId: Schema.optional(Id),
      panelId: Schema.optional(Id),
      alertUID: Schema.optional(Uid),
      alertId: Schema.optional(Id),
      userId: Schema.optional(Id)
    },
    success: Endpoint.nullAsEmpty(Schema.Array(Annotation)),
    error: [BadRequest]
  },
  Pagination.window({
    from: "from",
    to: "to",
    size: "limit",
    pageSize: 1000,
    items: "",
    time: "time",
    timeEnd: "timeEnd",
    id: "id"
  })
)

/**
 * Reads one annotation.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
 */
export const get = Endpoint.get("getAnnotationByID", "/api/annotations/{id}", {
  params: { id: Id },
  success: Annotation,
  error: [BadRequest, NotFound]
})

/**
 * Creates an annotation: on a panel, on a dashboard (no `panelId`) or in the organization (neither). Without `time` it
 * is now, without `timeEnd` a moment. A dashboard that is not there is `NotFound`. Nothing tells two alike apart, so a
 * creation is never sent twice.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#create-annotation
 */
export const create = Endpoint.post("postAnnotation", "/api/annotations", {
  payload: {
    text: Schema.NonEmptyString,
    dashboardUID: Schema.optional(Uid),
    // Deprecated since Grafana 9 in favour of dashboardUID, which wins.
    dashboardId: Schema.optional(Id),
    panelId: Schema.optional(Id),
    time: Schema.optional(Schema.Int),
    timeEnd: Schema.optional(Schema.Int),
    tags: Schema.optional(Schema.Array(Schema.String)),
    data: Schema.optional(JsonObject)
  },
  success: CreatedAnnotation,
  error: [
    BadRequest,
    // An unknown dashboardUID (12.3.0).
    when(NotFound, { status: 500, message: "Error while checking annotation permissions" })
  ]
})

/**
 * Creates an annotation in Graphite's form, in the organization: `what` and `data` become its text. `when` is in
 * seconds, and now where it is left out; `tags` may be one text with blanks between them.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#create-annotation-in-graphite-format
 */
export const createGraphite = Endpoint.post("postGraphiteAnnotation", "/api/annotations/graphite", {
  payload: {
    what: Schema.NonEmptyString,
    when: Schema.optional(Schema.Int),
    data: Schema.optional(Schema.String),
    tags: Schema.optional(Schema.Union(Schema.Array(Schema.String), Schema.String))
  },
  success: CreatedAnnotation,
  error: [BadRequest]
})

/**
 * Replaces an annotation. Text and tags have to be given, because Grafana empties them where they are left out; times
 * and `data` stay. What comes from alert rules changes as well.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#update-annotation
 */
export const update = Endpoint.put("updateAnnotation", "/api/annotations/{id}", {
  params: { id: Id },
  payload: {
    text: Schema.NonEmptyString,
    tags: Schema.Array(Schema.String),
    time: Schema.optional(Schema.Int),
    timeEnd: Schema.optional(Schema.Int),
    data: Schema.optional(JsonObject)
  },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Changes what is given of an annotation; what is left out stays, and `tags: []` takes all tags away.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#patch-annotation
 */
export const patch = Endpoint.patch("patchAnnotation", "/api/annotations/{id}", {
  kind: "idempotent",
  params: { id: Id },
  payload: {
    text: Schema.optional(Schema.NonEmptyString),
    tags: Schema.optional(Schema.Array(Schema.String)),
    time: Schema.optional(Schema.Int),
    timeEnd: Schema.optional(Schema.Int),
    data: Schema.optional(JsonObject)
  },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Deletes an annotation. An unknown id is not noticed (12.3.0); older ones answer `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#delete-annotation-by-id
 */
export const remove = Endpoint.delete("deleteAnnotationByID", "/api/annotations/{id}", {
  params: { id: Id },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Annotation deleted" }
})

/**
 * Deletes one annotation, or all of a panel. Anything less is refused with `InvalidInput`: Grafana 12.3.0 takes
 * `{}` for all annotations of the organization that are on no dashboard.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
 */
export const massDelete = Endpoint.post("massDeleteAnnotations", "/api/annotations/mass-delete", {
  kind: "idempotent",
  // A number that is 0 would be as good as none.
  payload: Schema.Union(
    Schema.Struct({ annotationId: Count }),
    Schema.Struct({ dashboardUID: Uid, panelId: Count }),
    Schema.Struct({ dashboardId: Count, panelId: Count })
  ),
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Annotations deleted" }
})

/**
 * Lists the tags of annotations, all or those that hold `tag`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/#find-annotations-tags
 */
export const listTags = Endpoint.list(
  "getAnnotationTags",
  "/api/annotations/tags",
  {
    query: { tag: Schema.optional(Schema.String), limit: Schema.optional(Count) },
    success: Schema.Struct({
      result: Schema.Struct({ tags: Endpoint.nullAsEmpty(Schema.Array(AnnotationTag)) })
    })
  },
  Pagination.limit({ size: "limit", pageSize: 1000, items: "result.tags", id: "tag" })
)
