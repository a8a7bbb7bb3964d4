/** Prints the report that `scripts/recordings.ts` asks for, and writes the tables on `--write`. */
import { elements } from "./contracts.js"
import { coverage, errorRows, openRows, reasonCounts, requestRows, unproven, uncoveredRows } from "./rows.js"
import * as Tables from "./tables.js"

if (process.argv.includes("--write")) {
  Tables.expectedErrors.write(elements.flatMap(errorRows))
  Tables.inexpressible.write(elements.flatMap(requestRows))
  Tables.uncovered.write(uncoveredRows())
  const reasons = new Map(Tables.openSchemas.read().map((row) => [`${row.endpoint} ${row.path}`, row.reason]))
  const open = elements.flatMap(openRows)
  // A new row has no reason yet, and the tests ask for one.
  Tables.openSchemas.write(
    open.map((row) => ({ ...row, reason: reasons.get(`${row.endpoint} ${row.path}`) ?? "" }))
  )
}

console.table(coverage())
const rows = coverage()
const played = rows.reduce((sum, row) => sum + row.played, 0)
const missing = rows.reduce((sum, row) => sum + row.uncovered, 0)
console.log(`${played} exchanges played, ${missing} on routes that no contract covers yet`)
console.log("requests that no typed input makes:", reasonCounts(elements.flatMap(requestRows)))
console.log("endpoints whose success no recording shows:", unproven().join(" "))
