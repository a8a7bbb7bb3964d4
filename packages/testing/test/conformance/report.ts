/** Prints what `scripts/conformance.ts` asks for. */
import { writeFileSync } from "node:fs"
import * as Conformance from "../../src/Conformance.js"
import { report } from "./evidence.js"

const verbose = process.argv.includes("--verbose")
const json = process.argv[process.argv.indexOf("--json") + 1]

const { beyond, differences, endpoints, openapi, problems, renamed, specOnly } = report
const unexplained = differences.filter(({ reason }) => reason === undefined)

const section = (title: string, lines: ReadonlyArray<string>): void => {
  if (lines.length > 0) console.log([`\n${title}`, ...lines.map((line) => `  ${line}`)].join("\n"))
}

const explained = differences.flatMap(({ difference, operation, reason }) =>
  reason === undefined ? [] : [`${operation}: ${difference}: ${reason.reason} (${reason.citation})`]
)
section(`differences with a reason: ${explained.length}`, explained)
if (verbose) {
  section("path parameters of another name", renamed)
  section("no success recorded: the document alone speaks for them", specOnly)
  section("operations that the document does not know", beyond)
}
section(
  `differences without a reason: ${unexplained.length}`,
  unexplained.map(({ difference, operation }) => `${operation}: ${difference}`)
)
section(`problems: ${problems.length}`, problems)

console.log(`
OpenAPI     ${openapi.covered} of ${openapi.total} operations covered, ${specOnly.length} of them without a recorded success
endpoints   ${endpoints.covered} of ${endpoints.total} covered
contracts   ${beyond.length} beyond the OpenAPI document; ${renamed.length} path parameters renamed`)

if (process.argv.includes("--json") && json !== undefined) {
  const totals = {
    openapi,
    endpoints,
    specOnly: specOnly.length,
    beyond: beyond.length,
    renamed: renamed.length,
    explained: explained.length,
    unexplained: unexplained.length,
    problems: problems.length
  }
  writeFileSync(json, `${JSON.stringify({ totals }, null, 2)}\n`)
}
process.exitCode = Conformance.conforms(report) ? 0 : 1
