import type { JsonObject } from "../bind.js"
import { publicError, type FakeResponse } from "../message.js"
import type { Dashboard, Org } from "../model.js"

export interface Tag {
  readonly key: string
  readonly value: string
}

export interface Annotation {
  readonly id: number
  /** 0 and `""` when it belongs to the whole organization. */
  readonly dashboardId: number
  readonly dashboardUid: string
  readonly panelId: number
  readonly userId: number
  readonly created: number
  updated: number
  time: number
  timeEnd: number
  text: string
  tags: ReadonlyArray<string>
  /** What filters and the list of tags go by: all tags that it ever had, for none is taken away again (12.3.0). */
  indexed: ReadonlyArray<Tag>
  data: JsonObject
}

/** `key:value` or a key alone, without blanks around them; what has no key or stands twice is left out. */
export const parseTags = (texts: ReadonlyArray<string>): ReadonlyArray<Tag> => {
  const tags = new Map<string, Tag>()
  for (const text of texts) {
    const [key = "", value = ""] = text.split(":").map((part) => part.trim())
    const tag = { key, value }
    if (key !== "" && !tags.has(tagText(tag))) tags.set(tagText(tag), tag)
  }
  return [...tags.values()]
}

export const tagText = ({ key, value }: Tag): string => (value === "" ? key : `${key}:${value}`)

const maxTagsLength = 500

const tooManyTags = publicError(
  400,
  "annotations.tag-limit-exceeded",
  "Tags length exceeds the maximum allowed."
)

/** All tags together are limited, as the JSON list of their UTF-8 bytes. */
export const tagsProblem = (tags: ReadonlyArray<string>): FakeResponse | undefined => {
  const bytes = tags.reduce((sum, tag) => sum + Buffer.byteLength(tag) + 3, tags.length === 0 ? 2 : 1)
  return bytes > maxTagsLength ? tooManyTags : undefined
}

/** A region that ends before it begins is turned round. */
export const inOrder = (
  time: number,
  timeEnd: number
): { readonly time: number; readonly timeEnd: number } =>
  timeEnd === 0
    ? { time, timeEnd: time }
    : { time: Math.min(time, timeEnd), timeEnd: Math.max(time, timeEnd) }

/** The annotations of a dashboard go with it. */
export const removeAnnotationsOf = (org: Org, dashboard: Dashboard): void => {
  for (const { dashboardId, id } of org.annotations.values()) {
    if (dashboardId === dashboard.id) org.annotations.delete(id)
  }
}
