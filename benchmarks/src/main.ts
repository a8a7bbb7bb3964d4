/**
 * `bench [per-call|streams|in-process|memory|archive|migrate|fake] [--rounds N] [--json FILE]`: all of them unless some
 * are named. `--charts DIR` keeps the figures of each and draws them; `--note TEXT` stands below the charts.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { archive } from "./archive/bench.js"
import { type Measurement, svg } from "./chart.js"
import { fake } from "./fake.js"
import { inProcess } from "./inProcess.js"
import { printTable, type Result } from "./measure.js"
import { memory } from "./memoryBench.js"
import { migrate } from "./migrate/bench.js"
import { perCall } from "./perCall.js"
import { streams } from "./streams.js"

const benches: Record<string, (rounds: number) => Promise<ReadonlyArray<Result> | void>> = {
  "per-call": perCall,
  streams,
  "in-process": inProcess,
  memory,
  archive,
  migrate,
  fake
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    charts: { type: "string" },
    note: { type: "string" },
    rounds: { type: "string", default: "9" }
  }
})

const chosen = positionals.length === 0 ? Object.keys(benches) : positionals
const unknown = chosen.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`)
  process.exit(2)
}

const rounded = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(5)) : value

/** Keeps the figures of a benchmark, and draws them. */
const keep = (directory: string, bench: string, measured: ReadonlyArray<Result>): void => {
  const measurement: Measurement = {
    bench,
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cpu: cpus()[0]?.model.trim() ?? "an unknown processor",
    rounds: Number(values.rounds),
    ...(values.note === undefined ? {} : { note: values.note }),
    results: measured
  }
  mkdirSync(directory, { recursive: true })
  const kept = JSON.stringify(measurement, rounded, 2)
  writeFileSync(join(directory, `${bench}.json`), `${kept}\n`)
  // Of the figures as they are kept, so that they can be drawn again.
  writeFileSync(join(directory, `${bench}.svg`), svg(JSON.parse(kept)))
}

const results: Array<Result> = []
for (const name of chosen) {
  console.log(`\n${name} (Node ${process.version})`)
  const measured = (await benches[name]?.(Number(values.rounds))) ?? []
  if (measured.length > 0) printTable(measured)
  results.push(...measured)
  if (values.charts !== undefined && measured.length > 0) keep(values.charts, name, measured)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results }, null, 2)}\n`)
process.exit(0)
