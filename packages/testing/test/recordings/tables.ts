import { readFileSync, writeFileSync } from "node:fs"
import { home } from "./recorded.js"

/** A table that is kept beside the recordings: tab-separated, with its columns in the first line. */
export interface Table<Column extends string> {
  readonly read: () => ReadonlyArray<Row<Column>>
  readonly write: (rows: ReadonlyArray<Row<Column>>) => void
}

export type Row<Column extends string> = Readonly<Record<Column, string>>

const table = <const Columns extends ReadonlyArray<string>>(
  file: string,
  ...columns: Columns
): Table<Columns[number]> => {
  const url = new URL(file, home)
  return {
    read: () => {
      const [head, ...lines] = readFileSync(url, "utf8").trimEnd().split("\n")
      if (head !== columns.join("\t")) throw new Error(`${file}: the columns are not ${columns.join(", ")}`)
      return lines.map((line) => {
        const cells = line.split("\t")
        // Sound: one cell for each column, by their order.
        return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])) as Row<
          Columns[number]
        >
      })
    },
    write: (rows) => {
      // Sound: a row has a cell for each column.
      const lines = rows.map((row) =>
        columns.map((column) => cell(row[column as Columns[number]])).join("\t")
      )
      writeFileSync(url, [columns.join("\t"), ...lines, ""].join("\n"))
    }
  }
}

/** One line, and no more of it than a person reads. */
export const cell = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim()
  return line.length > 200 ? `${line.slice(0, 200)}...` : line
}

/** Which failure each recorded error becomes, with Grafana's words; `NotFound?`: the words of a missing route too. */
export const expectedErrors = table(
  "expected-errors.tsv",
  "file",
  "name",
  "endpoint",
  "status",
  "tag",
  "words"
)

/** The answers that no endpoint can declare, each with its reason. */
export const undeclarable = table("undeclarable.tsv", "file", "name", "endpoint", "status", "reason")

/** The recorded requests that no typed input can make. */
export const inexpressible = table(
  "inexpressible.tsv",
  "file",
  "name",
  "endpoint",
  "status",
  "reason",
  "detail"
)

/** Where a response schema is open, each with its reason. */
export const openSchemas = table("open-schemas.tsv", "endpoint", "path", "reason")

/** The routes that were recorded and that no contract covers, each with its reason. */
export const uncovered = table("uncovered.tsv", "method", "template", "exchanges", "reason")
