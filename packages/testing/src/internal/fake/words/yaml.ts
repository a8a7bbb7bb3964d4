import { isObject } from "../bind.js"

/** Words that YAML, old or new, takes for something else than text. */
const words = /^(~|null|true|false|yes|no|on|off|y|n|\.nan|[-+]?\.inf|<<|=)$/i
const numeric = /^[-+]?(0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|(\d[\d_]*)?\.?\d[\d_]*(e[-+]?\d+)?|\d[\d_]*\.)$/i
const moment = /^\d{4}-\d\d?-\d\d?([Tt\s].*)?$|^\d+(:\d\d?)+$/

const resolvesToOther = (text: string): boolean =>
  text === "" || words.test(text) || numeric.test(text) || moment.test(text)

const needsQuotes = (text: string): boolean =>
  /^[\s!&*|>@`"'%#{}[\],]/.test(text) ||
  /^[-?:](\s|$)/.test(text) ||
  /^(---|\.\.\.)/.test(text) ||
  /:(\s|$)|\s#|\s$/.test(text)

const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/

const text = (value: string, indent: string): string => {
  if (unprintable.test(value) || resolvesToOther(value)) return JSON.stringify(value)
  if (value.includes("\n")) return literal(value, indent)
  return needsQuotes(value) || value.includes("\t") ? `'${value.replaceAll("'", "''")}'` : value
}

/** A block of lines; the sign behind the bar says how many line ends the text has. */
const literal = (value: string, indent: string): string => {
  const ends = /\n*$/.exec(value)?.[0].length ?? 0
  const hint = /^[ \n]/.test(value) ? "4" : ""
  const chomp = ends === 0 ? "-" : ends === 1 ? "" : "+"
  const lines = (ends === 0 ? value : value.slice(0, -1)).split("\n")
  const body = lines.map((line) => (line === "" ? "" : `${indent}${line}`)).join("\n")
  return `|${hint}${chomp}\n${body}`
}

const scalar = (value: unknown, indent: string): string =>
  typeof value === "string" ? text(value, indent) : value === null ? "null" : String(value)

/** The next column that is a multiple of four: what stands behind a dash is already two further in. */
const deeper = (indent: string): string => " ".repeat(4 * Math.floor(indent.length / 4 + 1))

const item = (value: unknown, indent: string): string => {
  // An object starts on the line of its dash, and its other fields stand below the first one.
  if (isObject(value) && Object.keys(value).length > 0) return block(value, indent + "  ").trimStart()
  return Array.isArray(value) && value.length > 0
    ? block(value, indent + "  ").trimStart()
    : inline(value, indent + "  ")
}

const inline = (value: unknown, indent: string): string =>
  Array.isArray(value) ? "[]" : isObject(value) ? "{}" : scalar(value, indent)

const field = (name: string, value: unknown, indent: string): string => {
  const key = text(name, indent)
  const isFull = Array.isArray(value)
    ? value.length > 0
    : isObject(value) && Object.values(value).some((inner) => inner !== undefined)
  const within = deeper(indent)
  return isFull ? `${indent}${key}:\n${block(value, within)}` : `${indent}${key}: ${inline(value, within)}`
}

const block = (value: unknown, indent: string): string => {
  if (Array.isArray(value)) return value.map((one) => `${indent}- ${item(one, indent)}`).join("\n")
  if (!isObject(value)) return indent + scalar(value, indent)
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => field(name, inner, indent))
    .join("\n")
}

/** Writes plain data as Grafana does: fields in their order, four spaces a level, quotes only where they are needed. */
export const toYaml = (value: unknown): string =>
  isObject(value) && Object.keys(value).length === 0 ? "{}\n" : `${block(value, "")}\n`
