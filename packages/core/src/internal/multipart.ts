/** Forms of several parts: texts, and bytes as files. */
import type { Written } from "./body.js"
import { joined } from "./bytes.js"

/** Prints a form; a field of bytes is a file by the name of the field. */
export const multipart = (fields: Readonly<Record<string, unknown>>): Written => {
  const parts = Object.entries(fields).map(([name, value]) => partOf(quoted(name), value))
  const boundary = boundaryOf(parts)
  const pieces = parts.flatMap((part) => [encoder.encode(`--${boundary}\r\n`), part, encoder.encode("\r\n")])
  const body = joined([...pieces, encoder.encode(`--${boundary}--\r\n`)])
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder("latin1")

const partOf = (name: string, value: unknown): Uint8Array => {
  const head = `content-disposition: form-data; name="${name}"`
  return value instanceof Uint8Array
    ? joined([
        encoder.encode(`${head}; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`),
        value
      ])
    : encoder.encode(`${head}\r\n\r\n${String(value)}`)
}

/** As browsers write names. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)

/** The first that stands in no part. */
const boundaryOf = (parts: ReadonlyArray<Uint8Array>): string => {
  const texts = parts.map((part) => decoder.decode(part))
  let count = 0
  while (texts.some((text) => text.includes(`effect-grafana-${count}`))) count += 1
  return `effect-grafana-${count}`
}
