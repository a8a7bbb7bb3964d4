/** Results, in the form that was asked for. */
import * as Effect from "effect/Effect"
import { wrap, harmless, width } from "../internal/columns.js"
import { Streams } from "./streams.js"

export type Output = "text" | "json" | "ndjson"

/** A result in all its forms. */
export interface Result {
  readonly text: () => string
  readonly json: () => unknown
  /** A line each; they name what they are by `type`. */
  readonly lines: () => ReadonlyArray<object>
}

export const print = (output: Output, result: Result): Effect.Effect<void, never, Streams> =>
  Effect.flatMap(Streams, ({ out }) => {
    switch (output) {
      case "text":
        return out(result.text())
      case "json":
        return out(`${JSON.stringify(result.json(), undefined, 2)}\n`)
      case "ndjson":
        return out(result.lines().map(line).join(""))
    }
  })

/** Prints lines as they come, where they are asked for. */
export const printLine = (output: Output, value: object): Effect.Effect<void, never, Streams> =>
  output === "ndjson" ? Effect.flatMap(Streams, ({ out }) => out(line(value))) : Effect.void

const line = (value: object): string => `${JSON.stringify(value)}\n`

const widest = 79

/** Lines of at most 79 columns, harmless to a terminal; what begins with blanks is indented by as many. */
export const paragraphs = (lines: ReadonlyArray<string>): string =>
  lines
    .flatMap((it) => {
      const [lead = ""] = /^ */.exec(it) ?? []
      return wrap(harmless(it.slice(lead.length)), widest - lead.length, "    ").map((line) => lead + line)
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join("")

/** Rows in columns: the first to the left, the others to the right. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const safe = rows.map((cells) => cells.map(harmless))
  const widths = (safe[0] ?? []).map((_, i) => Math.max(...safe.map((cells) => width(cells[i] ?? ""))))
  const pad = (cell: string, i: number) => " ".repeat((widths[i] ?? 0) - width(cell))
  return safe.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell + pad(cell, i) : pad(cell, i) + cell)).join("  ")
  )
}
