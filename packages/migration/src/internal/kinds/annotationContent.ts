/** What a person has set of an annotation. */
import type { Annotation } from "@effect-grafana/elements/Annotations"
import * as Schema from "effect/Schema"

export const AnnotationContent = Schema.Struct({
  /** Absent where it is of the whole organization. */
  dashboardUID: Schema.optional(Schema.String),
  panelId: Schema.optional(Schema.Int),
  /** Epoch milliseconds. */
  time: Schema.Int,
  /** Absent for a moment. */
  timeEnd: Schema.optional(Schema.Int),
  text: Schema.String,
  tags: Schema.Array(Schema.String),
  data: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
})

export type AnnotationContent = typeof AnnotationContent.Type

export const contentOf = (it: Annotation): AnnotationContent => ({
  ...(it.dashboardUID ? { dashboardUID: it.dashboardUID } : {}),
  ...(it.panelId ? { panelId: it.panelId } : {}),
  time: it.time,
  ...(it.timeEnd && it.timeEnd !== it.time ? { timeEnd: it.timeEnd } : {}),
  text: it.text ?? "",
  tags: tagsOf(it.tags ?? []),
  ...(it.data && Object.keys(it.data).length > 0 ? { data: it.data } : {})
})

/**
 * As a create stores them: `key` or `key:value`, without blanks around them and without what stands behind a second
 * colon, each once. An update stores them as they come (12.3.0).
 */
const tagsOf = (tags: ReadonlyArray<string>): ReadonlyArray<string> => {
  const stored = tags.flatMap((tag) => {
    const [key = "", value = ""] = tag.split(":").map((part) => part.replace(/^ +| +$/g, ""))
    if (key === "") return []
    return [value === "" ? key : `${key}:${value}`]
  })
  return [...new Set(stored)].sort()
}
