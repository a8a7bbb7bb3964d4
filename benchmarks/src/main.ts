/** `bench [per-call|streams|in-process|memory|archive|fake] [--json FILE] [--rounds N]`: all of them unless some are named. */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { archive } from "./archive/bench.js"
import { fake } from "./fake.js"
import { inProcess } from "./inProcess.js"
import { printTable, type Result } from "./measure.js"
import { memory } from "./memoryBench.js"
import { perCall } from "./perCall.js"
import { streams } from "./streams.js"

const benches: Record<string, (rounds: number) => Promise<ReadonlyArray<Result> | void>> = {
  "per-call": perCall,
  streams,
  "in-process": inProcess,
  memory,
  archive,
  fake
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, rounds: { type: "string", default: "9" } }
})

const chosen = positionals.length === 0 ? Object.keys(benches) : positionals
const unknown = chosen.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`)
  process.exit(2)
}

const results: Array<Result> = []
for (const name of chosen) {
  console.log(`\n${name} (Node ${process.version})`)
  const measured = (await benches[name]?.(Number(values.rounds))) ?? []
  if (measured.length > 0) printTable(measured)
  results.push(...measured)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results }, null, 2)}\n`)
process.exit(0)
