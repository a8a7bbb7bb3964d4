/** The query of a request. Numbers that cannot be read are 0, as in Grafana. */
export interface Query {
  readonly get: (name: string) => string
  readonly all: (name: string) => ReadonlyArray<string>
  readonly int: (name: string) => number
  readonly flag: (name: string) => boolean
  readonly has: (name: string) => boolean
}

const unescape = (part: string): string => {
  const spaced = part.replaceAll("+", " ")
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

const none: ReadonlyArray<string> = []

export const parseQuery = (search: string): Query => {
  let values: Map<string, Array<string>> | undefined
  const parse = (): Map<string, Array<string>> => {
    const parsed = new Map<string, Array<string>>()
    for (const pair of search.split("&")) {
      if (pair === "") continue
      const equals = pair.indexOf("=")
      const name = unescape(equals === -1 ? pair : pair.slice(0, equals))
      const value = equals === -1 ? "" : unescape(pair.slice(equals + 1))
      const list = parsed.get(name)
      if (list === undefined) parsed.set(name, [value])
      else list.push(value)
    }
    return parsed
  }
  const all = (name: string): ReadonlyArray<string> => (values ??= parse()).get(name) ?? none
  return {
    all,
    get: (name) => all(name)[0] ?? "",
    has: (name) => all(name).length > 0,
    int: (name) => toInt(all(name)[0] ?? ""),
    flag: (name) => all(name)[0] === "true" || all(name)[0] === "1"
  }
}

/** Reads a whole number; anything else is 0. */
export const toInt = (value: string): number => (/^[+-]?\d{1,19}$/.test(value) ? Number(value) : 0)
