/**
 * Runs the project's checks, one after the other, and closes with the count of those that passed and failed.
 * `check` is the fast lane; `check --all` is everything.
 */
import { spawnSync } from "node:child_process"

interface Step {
  readonly name: string
  readonly command: string
  readonly slow?: boolean
}

const steps: ReadonlyArray<Step> = [
  { name: "type-check", command: "tsc --build tsconfig.json" },
  { name: "lint", command: "eslint . --max-warnings 0" },
  { name: "format", command: "prettier --check --log-level warn ." },
  { name: "type tests", command: "tstyche" },
  { name: "no any", command: "tsx scripts/no-any.ts", slow: true },
  { name: "no any: self-test", command: "tsx scripts/no-any.ts --self-test", slow: true },
  { name: "API", command: "tsx scripts/api.ts" },
  { name: "docs", command: "tsx scripts/docs.ts" },
  { name: "other clients", command: "tsx scripts/python-page.ts --check" },
  { name: "charts", command: "tsx scripts/charts.ts --check" },
  { name: "index", command: "tsx scripts/llms.ts --check" },
  { name: "documented", command: "typedoc --emit none", slow: true },
  { name: "conformance", command: "tsx scripts/conformance.ts" },
  { name: "tests", command: "vitest run" },
  {
    name: "crash matrix",
    command: "CRASH_ALL=1 vitest run packages/migration/test/crashKill.test.ts",
    slow: true
  },
  { name: "build", command: "tsx scripts/build.ts", slow: true },
  { name: "budgets", command: "tsx scripts/budgets.ts", slow: true },
  { name: "packages", command: "tsx scripts/pack-check.ts --built", slow: true },
  { name: "example: migrate", command: "tsx examples/src/migrate/main.ts --quiet", slow: true },
  {
    name: "example: export",
    command: "tsx examples/src/export/main.ts --quiet --out examples/build/export",
    slow: true
  },
  { name: "example: bulk", command: "tsx examples/src/bulk/main.ts", slow: true },
  {
    name: "example: ndjson",
    command: "tsx examples/src/ndjson/main.ts > examples/build/dashboards.ndjson",
    slow: true
  },
  {
    name: "example: service",
    command: "PORT=0 timeout --preserve-status 10 node --import tsx examples/src/service/main.ts",
    slow: true
  }
]

const args = process.argv.slice(2)
const all = args.includes("--all")
/** CI has run the tests by the README's own command before. */
const skipped = args.flatMap((arg) => /^--skip=(.*)$/.exec(arg)?.[1]?.split(",") ?? [])
const chosen = steps.filter(({ name, slow }) => (all || slow !== true) && !skipped.includes(name))

const results = chosen.map(({ command, name }) => {
  const start = performance.now()
  process.stdout.write(`\n== ${name}: ${command}\n`)
  const { status } = spawnSync(command, { shell: true, stdio: ["ignore", "inherit", "inherit"] })
  return { name, ok: status === 0, seconds: (performance.now() - start) / 1000 }
})

process.stdout.write("\n")
for (const { name, ok, seconds } of results) {
  process.stdout.write(`${ok ? "passed" : "FAILED"}  ${name.padEnd(20)} ${seconds.toFixed(1)} s\n`)
}
const failed = results.filter(({ ok }) => !ok).length
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
