/** Everything that can go wrong in one place of a content. */
import type { Content } from "@effect-grafana/migration/Kind"

export interface Corruption {
  /** `dashboard.panels[2].title` */
  readonly at: string
  readonly content: Content
}

interface Change {
  /** Begins with `.` or `[`, but for the value itself. */
  readonly at: string
  readonly value: unknown
}

const isObject = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Each field and item dropped, each value another one, each list without its order. */
export const corruptions = (content: Content): ReadonlyArray<Corruption> =>
  // Sound: a content is an object, and what is made of an object's fields is one.
  inFields(content).map(({ at, value }) => ({ at: at.slice(1), content: value as Content }))

const within = (value: unknown): ReadonlyArray<Change> => {
  if (Array.isArray(value)) return inItems(value)
  if (isObject(value)) return inFields(value)
  return [{ at: "", value: other(value) }]
}

const other = (value: unknown): unknown => {
  if (typeof value === "string") return `${value}!`
  if (typeof value === "number") return value + 1
  if (typeof value === "boolean") return !value
  return "something"
}

const inFields = (object: Content): ReadonlyArray<Change> =>
  Object.keys(object).flatMap((field) => {
    const rest = Object.entries(object).filter(([name]) => name !== field)
    return [
      { at: `.${field}`, value: Object.fromEntries(rest) },
      ...within(object[field]).map(({ at, value }) => ({
        at: `.${field}${at}`,
        value: Object.fromEntries([...rest, [field, value]])
      }))
    ]
  })

const inItems = (items: ReadonlyArray<unknown>): ReadonlyArray<Change> => [
  ...items.flatMap((item, i) => [
    { at: `[${i}]`, value: items.filter((_, j) => j !== i) },
    ...within(item).map(({ at, value }) => ({
      at: `[${i}]${at}`,
      value: items.map((it, j) => (j === i ? value : it))
    }))
  ])
]
