import { under } from "./asts.js"

/** A body without the fields that say again what its path says, and where these stand. */
export const withoutEchoes = (body: unknown, said: ReadonlySet<string>) => {
  const echoes = new Set<string>()
  const strip = (value: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null) return value
    if (Array.isArray(value)) return value.map((item) => strip(item, `${path}[]`))
    const kept = Object.entries(value).filter(([name, inner]) => {
      const isEcho = typeof inner !== "object" && said.has(String(inner))
      if (isEcho) echoes.add(under(path, name))
      return !isEcho
    })
    return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner, under(path, name))]))
  }
  const rest = strip(body, "")
  return { rest, echoes: [...echoes] }
}
