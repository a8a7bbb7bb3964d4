/** What two requests are compared by: a list of short lines, the same for requests that mean the same. */
export interface Asked {
  readonly method: string
  /** Percent-encoded path and query. */
  readonly path: string
  /** The content type, where it tells a form from JSON. */
  readonly type: string | undefined
  readonly body: string | undefined
}

/** The lines of a request: its method, its path, each pair of its query and each leaf of its body. */
export const factsOf = ({ body, method, path, type }: Asked): ReadonlyArray<string> => {
  const [route = "", query = ""] = splitOnce(path, "?")
  const sent = type?.includes("x-www-form-urlencoded") ? pairs("form", body ?? "") : bodyFacts(body)
  return [`method ${method}`, `path ${canonical(route)}`, ...pairs("query", query), ...sent]
}

const pairs = (of: string, text: string): ReadonlyArray<string> =>
  Array.from(
    new URLSearchParams(text),
    ([name, value]) => `${of} ${plain(name)} = ${JSON.stringify(value)}`
  ).sort()

const splitOnce = (text: string, at: string): ReadonlyArray<string> => {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** One spelling for all percent-encodings of the same segments; `%2F` stays apart from `/`. */
const canonical = (route: string): string => route.split("/").map(canonicalSegment).join("/")

const canonicalSegment = (segment: string): string => {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch {
    return segment
  }
}

const bodyFacts = (body: string | undefined): ReadonlyArray<string> => {
  if (body === undefined || body === "") return []
  try {
    return leaves("body", JSON.parse(body)).sort()
  } catch {
    return [`body as text ${JSON.stringify(body)}`]
  }
}

const leaves = (at: string, value: unknown): Array<string> => {
  if (typeof value !== "object" || value === null) return [`${at} = ${JSON.stringify(value)}`]
  const entries = Object.entries(value)
  if (entries.length === 0) return [`${at} = ${Array.isArray(value) ? "[]" : "{}"}`]
  return entries.flatMap(([key, inner]) =>
    leaves(at + (Array.isArray(value) ? `[${key}]` : property(key)), inner)
  )
}

const property = (key: string): string => `.${plain(key)}`

/** A name as it is where no other line can look like it. */
const plain = (name: string): string => (/^[A-Za-z_$][\w$-]*$/.test(name) ? name : JSON.stringify(name))

/** The lines that only one of two requests has: `-` only the first, `+` only the second. */
export const difference = (
  first: ReadonlyArray<string>,
  second: ReadonlyArray<string>
): ReadonlyArray<string> => [
  ...without(first, second).map((line) => `- ${line}`),
  ...without(second, first).map((line) => `+ ${line}`)
]

/** Multiset difference: a pair that stands twice must stand twice. */
export const without = (
  lines: ReadonlyArray<string>,
  others: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const left = [...others]
  return lines.filter((line) => {
    const index = left.indexOf(line)
    if (index < 0) return true
    left.splice(index, 1)
    return false
  })
}
