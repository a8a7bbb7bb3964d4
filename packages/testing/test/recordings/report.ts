/** Prints the report that `scripts/recordings.ts` asks for, and writes the tables on `--write`. */
import { elements } from "./contracts.js"
import { coverage, errorRows, openRows, reasonCounts, requestRows, unproven, uncoveredRows } from "./rows.js"
import * as Tables from "./tables.js"

/** Writes a table anew and keeps its reasons. A new row has none yet, and the tests ask for one. */
const rewrite = <Column extends string>(
  table: Tables.Table<Column | "reason">,
  rows: ReadonlyArray<Tables.Row<Column>>,
  keyOf: (row: Tables.Row<Column>) => string
): void => {
  const reasons = new Map(table.read().map((row) => [keyOf(row), row.reason]))
  table.write(rows.map((row) => ({ ...row, reason: reasons.get(keyOf(row)) ?? "" })))
}

if (process.argv.includes("--write")) {
  Tables.expectedErrors.write(elements.flatMap(errorRows))
  Tables.inexpressible.write(elements.flatMap(requestRows))
  rewrite(Tables.openSchemas, elements.flatMap(openRows), ({ endpoint, path }) => `${endpoint} ${path}`)
  rewrite(Tables.uncovered, uncoveredRows(), ({ method, template }) => `${method} ${template}`)
}

console.table(coverage())
const rows = coverage()
const played = rows.reduce((sum, row) => sum + row.played, 0)
const missing = rows.reduce((sum, row) => sum + row.uncovered, 0)
console.log(`${played} exchanges played, ${missing} on routes that no contract covers`)
console.log("requests that no typed input makes:", reasonCounts(elements.flatMap(requestRows)))
console.log("endpoints whose success no recording shows:", unproven().join(" "))
