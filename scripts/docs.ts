/**
 * Compiles the TypeScript blocks of README and docs, those of a page as one module, and runs them, top to bottom,
 * against fake Grafanas: tests among them as tests, and what a block prints is held to the ```text block after it.
 * A block whose fence says `no-run` is only compiled.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { fileOf, program, programs, staged } from "./docs/program.js"
import { blocksOf, pages } from "./docs/page.js"

const found = pages().flatMap((page) => {
  const blocks = blocksOf(page)
  return blocks.length === 0 ? [] : [{ page, blocks }]
})

const compiledTo = "examples/build/docs"
for (const folder of [compiledTo, programs]) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}
for (const { blocks, page } of found) {
  writeFileSync(`${compiledTo}/${page.name}.ts`, blocks.map(({ code }) => code).join("\n"))
  writeFileSync(fileOf(page), program(page, blocks))
}

const succeeds = (command: string): boolean =>
  spawnSync(command, { shell: true, stdio: "inherit" }).status === 0

const isCompiled = succeeds("tsc --project examples/tsconfig.docs.json")
const isRun = isCompiled && succeeds("vitest run --config scripts/docs/vitest.config.ts")

const all = found.flatMap(({ blocks }) => blocks)
const run = all.filter(staged)
const printing = run.filter(({ output }) => output !== undefined)
process.stdout.write(
  isRun
    ? `${all.length} blocks of ${found.length} pages compiled, ${run.length} run, ${printing.length} with what they print\n`
    : `not all of ${all.length} blocks ${isCompiled ? "run as their pages say" : "compile"}\n`
)
process.exitCode = isRun ? 0 : 1
