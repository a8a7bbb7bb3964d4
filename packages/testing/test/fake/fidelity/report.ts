/** Prints the report that `scripts/fidelity.ts` asks for, and writes the table on `--write`. */
import { playAll } from "./replay.js"
import { count, sum, writeTable } from "./table.js"

const outcomes = playAll()
const rows = count(outcomes)
if (process.argv.includes("--write")) writeTable(rows)
if (process.argv.includes("--verbose")) {
  for (const { difference, element, name, sameBody } of outcomes) {
    if (!sameBody) console.log(`${element} | ${name}\n    ${difference}`)
  }
}
console.table([...rows, sum(rows)])
