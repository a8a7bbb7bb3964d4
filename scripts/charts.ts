/**
 * Draws the charts of `docs/charts` from the figures that are kept beside them; with `--check` it tells whether they
 * are current. `node benchmarks/run.mjs ... --charts docs/charts` measures anew.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"

const directory = "docs/charts"
const { svg } = await import(new URL("../benchmarks/src/chart.ts", import.meta.url).href)

const charts = readdirSync(directory)
  .filter((name) => name.endsWith(".json"))
  .map((name) => {
    const path = `${directory}/${name.replace(/json$/, "svg")}`
    const drawn: string = svg(JSON.parse(readFileSync(`${directory}/${name}`, "utf8")))
    return { path, drawn, current: existsSync(path) && readFileSync(path, "utf8") === drawn }
  })
const stale = charts.filter(({ current }) => !current)

const isCheck = process.argv.includes("--check")
if (isCheck) {
  for (const { path } of stale) process.stderr.write(`${path} is not current: run scripts/charts.ts\n`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const { drawn, path } of stale) writeFileSync(path, drawn)
}
process.stdout.write(`${charts.length} charts, ${stale.length} ${isCheck ? "stale" : "drawn anew"}\n`)
