import { Refused } from "./refused.js"

type Values = Readonly<Record<string, unknown>>

/** Compiles `/api/folders/{uid}/counts` to the function that fills it. */
export const compilePath = (template: string): ((values: Values) => string | Refused) => {
  const pieces = template.split(/\{(\+?[^}]+)\}/)
  if (pieces.length === 1) return () => template
  return (values) => {
    let path = ""
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 0) path += piece
      else {
        const filled = piece.startsWith("+")
          ? segments(piece.slice(1), values)
          : segment(piece, values[piece])
        if (filled instanceof Refused) return filled
        path += filled
      }
    }
    return path
  }
}

const plain = /^[A-Za-z0-9_-]+$/

const segment = (name: string, value: unknown): string | Refused => {
  const text = String(value)
  if (plain.test(text)) return text
  if (text === "") return new Refused(`${name} is empty`)
  if (isDots(text)) return new Refused(`${name} is a relative path`)
  return encode(name, text)
}

const segments = (name: string, values: Values): string | Refused => {
  const filled: Array<string> = []
  for (const part of String(values[name]).split("/")) {
    const one = segment(name, part)
    if (one instanceof Refused) return one
    filled.push(one)
  }
  return filled.join("/")
}

// `encodeURIComponent` leaves dots alone, and a proxy that decodes twice would see them behind "%2e" as well.
const isDots = (text: string): boolean => /^\.{1,2}$/.test(text.replace(/%(?:25)*2e/gi, "."))

/** Percent-encodes; refuses text that is no Unicode (a lone surrogate). */
export const encode = (name: string, text: string): string | Refused => {
  try {
    return encodeURIComponent(text)
  } catch {
    return new Refused(`${name} is not well-formed Unicode`)
  }
}
