/** Compiles the TypeScript blocks of README and docs, those of a page as one module, and prints how many there are. */
import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename } from "node:path"

const out = "examples/build/docs"
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const pages = ["README.md", ...readdirSync("docs").map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith(".md")
)

let blocks = 0
for (const page of pages) {
  const found = [...readFileSync(page, "utf8").matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code)
  blocks += found.length
  if (found.length > 0) writeFileSync(`${out}/${basename(page, ".md")}.ts`, found.join("\n"))
}

const { status } = spawnSync("tsc --project examples/tsconfig.docs.json", { shell: true, stdio: "inherit" })
process.stdout.write(
  `${blocks} blocks of ${pages.length} pages ${status === 0 ? "compile" : "do not all compile"}\n`
)
process.exitCode = status ?? 1
