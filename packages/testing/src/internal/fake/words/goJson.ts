/** JSON as Go writes it, fit to stand in a page. */
export const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`
  )

/** Where a text stops to be JSON, as Go tells it. */
const syntaxError = (text: string): string => {
  const [, key] = /^\s*\{\s*([^"}\s])/.exec(text) ?? []
  if (key !== undefined) return `invalid character '${key}' looking for beginning of object key string`
  const [, start] = /^\s*([^\s{["\d\-tfn])/.exec(text) ?? []
  return start === undefined
    ? "unexpected end of JSON input"
    : `invalid character '${start}' looking for beginning of value`
}

/** The value of a text, or what Go says of one that has none. */
export const parseJson = (text: string): { readonly value: unknown } | { readonly error: string } => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { error: syntaxError(text) }
  }
}

/** What Go calls the kind of a JSON value. */
export const goKind = (value: unknown): string =>
  Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value
