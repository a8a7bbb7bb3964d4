/** Response headers that may stand in an error, a hook or a span: an allow-list, because a deny-list forgets. */
const shown = new Set([
  "content-type",
  "content-length",
  "date",
  "retry-after",
  "server",
  "via",
  "x-request-id",
  "x-trace-id",
  "grafana-trace-id",
  "x-cache",
  "cf-ray"
])

export const allowed = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (shown.has(name)) kept[name] = value
    else if (name === "location") kept[name] = withoutQuery(value)
  }
  return kept
}

/** A redirect's target without what may be secret: user info, query and fragment. */
const withoutQuery = (location: string): string =>
  location.replace(/[?#].*$/s, "").replace(/^([a-z]+:)?\/\/[^/]*@/i, "$1//")
