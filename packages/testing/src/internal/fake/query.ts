const malformed = /%(?![0-9a-fA-F]{2})/

const unescape = (part: string): string | undefined => {
  if (malformed.test(part)) return undefined
  try {
    return decodeURIComponent(part.replaceAll("+", " "))
  } catch {
    return part
  }
}

/** Go leaves out pairs that hold a semicolon or an escape that it cannot read. */
const parse = (search: string): ReadonlyMap<string, ReadonlyArray<string>> => {
  const parsed = new Map<string, Array<string>>()
  for (const pair of search.split("&")) {
    if (pair === "" || pair.includes(";")) continue
    const equals = pair.indexOf("=")
    const name = unescape(equals === -1 ? pair : pair.slice(0, equals))
    const value = equals === -1 ? "" : unescape(pair.slice(equals + 1))
    if (name === undefined || value === undefined) continue
    const list = parsed.get(name)
    if (list === undefined) parsed.set(name, [value])
    else list.push(value)
  }
  return parsed
}

const none: ReadonlyArray<string> = []

/** Reads a whole number; anything else is 0. */
export const toInt = (value: string): number => (/^[+-]?\d{1,19}$/.test(value) ? Number(value) : 0)

/** The query of a request, parsed when it is first asked for. Numbers that cannot be read are 0, as in Grafana. */
export class Query {
  private values: ReadonlyMap<string, ReadonlyArray<string>> | undefined

  constructor(private readonly search: string) {}

  all(name: string): ReadonlyArray<string> {
    if (this.search === "") return none
    this.values ??= parse(this.search)
    return this.values.get(name) ?? none
  }

  get(name: string): string {
    return this.all(name)[0] ?? ""
  }

  has(name: string): boolean {
    return this.all(name).length > 0
  }

  int(name: string): number {
    return toInt(this.get(name))
  }

  flag(name: string): boolean {
    const value = this.get(name)
    return value === "true" || value === "1"
  }
}
