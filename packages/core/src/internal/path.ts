import { Refused } from "./refused.js"

type Values = Readonly<Record<string, unknown>>

/** Compiles `/api/folders/{uid}/counts` to the function that fills it. */
export const compilePath = (template: string): ((values: Values) => string) => {
  const pieces = template.split(/\{(\+?[^}]+)\}/)
  return (values) => {
    let path = ""
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 0) path += piece
      else path += piece.startsWith("+") ? segments(piece.slice(1), values) : segment(piece, values[piece])
    }
    return path
  }
}

const plain = /^[A-Za-z0-9_-]+$/

const segment = (name: string, value: unknown): string => {
  const text = String(value)
  if (plain.test(text)) return text
  if (text === "") throw new Refused(`${name} is empty`)
  if (isDots(text)) throw new Refused(`${name} is a relative path`)
  return encode(name, text)
}

const segments = (name: string, values: Values): string =>
  String(values[name])
    .split("/")
    .map((part) => segment(name, part))
    .join("/")

// `encodeURIComponent` leaves dots alone, and a proxy that decodes twice would see them behind "%2e" as well.
const isDots = (text: string): boolean => /^\.{1,2}$/.test(text.replace(/%(?:25)*2e/gi, "."))

/** Percent-encodes; refuses text that is no Unicode (a lone surrogate). */
export const encode = (name: string, text: string): string => {
  try {
    return encodeURIComponent(text)
  } catch {
    throw new Refused(`${name} is no Unicode`)
  }
}
