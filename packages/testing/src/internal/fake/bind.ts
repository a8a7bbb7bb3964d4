import type { FakeRequest } from "./message.js"

export type JsonObject = { readonly [key: string]: unknown }

interface Kinds {
  readonly string: string
  readonly number: number
  readonly boolean: boolean
  readonly array: ReadonlyArray<unknown>
  readonly object: JsonObject
  /** Whatever stands there. */
  readonly any: unknown
}

export type Shape = Readonly<Record<string, keyof Kinds>>

export type Bound<S extends Shape> = { readonly [K in keyof S]: Kinds[S[K]] | undefined }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const fits = (value: unknown, kind: keyof Kinds): boolean =>
  kind === "array"
    ? Array.isArray(value)
    : kind === "object"
      ? isObject(value)
      : kind === "number"
        ? Number.isInteger(value)
        : kind === "any" || typeof value === kind

/**
 * Reads named fields out of an object as Go's decoder does: unknown fields are ignored, names fit in any case, `null`
 * counts as absent, and a value of another kind makes the whole body unreadable.
 */
export const pick = <S extends Shape>(value: unknown, shape: S): Bound<S> | undefined => {
  if (value === null) value = {}
  if (!isObject(value)) return undefined
  const picked: Record<string, unknown> = {}
  let lowered: Map<string, unknown> | undefined
  for (const [name, kind] of Object.entries(shape)) {
    let field = value[name]
    if (field === undefined) {
      lowered ??= new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
      field = lowered.get(name.toLowerCase())
    }
    if (field === undefined || field === null) continue
    if (!fits(field, kind)) return undefined
    picked[name] = field
  }
  // Sound: each field that is set was checked against the kind that its name has in the shape.
  return picked as Bound<S>
}

/** Parses a JSON body. A body that is not sent as JSON is refused even when it could be read. */
export const readJson = (request: FakeRequest): unknown => {
  const contentType = request.headers["content-type"] ?? ""
  if (request.body === undefined || !contentType.startsWith("application/json")) return undefined
  try {
    return JSON.parse(request.body)
  } catch {
    return undefined
  }
}

/** The body's fields, or `undefined` where Grafana answers "bad request data". */
export const bind = <S extends Shape>(request: FakeRequest, shape: S): Bound<S> | undefined => {
  const value = readJson(request)
  return value === undefined ? undefined : pick(value, shape)
}
