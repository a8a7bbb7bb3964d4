/**
 * Makes the tables of `docs/python-client.md`, the Python client's methods beside ours. With `--check` it tells
 * whether they are current, whether a method is missing, and whether every name of ours on the pages for those who
 * come from another client is one that a package exports.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { exported, isModule } from "./python-page/exports.js"
import { contractsOf, problems, type Row, rows } from "./python-page/rows.js"

const page = "docs/python-client.md"
const pages = [page, "docs/other-clients.md"]

const code = (text: string): string => `\`${text}\``

/** A table of Markdown, its columns aligned. */
const table = (head: ReadonlyArray<string>, cells: ReadonlyArray<ReadonlyArray<string>>): string => {
  const all = [head, ...cells]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: ReadonlyArray<string>) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n")
}

const cellsOf = (row: Row): ReadonlyArray<string> => [
  code(row.method.slice(row.method.indexOf(".") + 1)),
  row.ours.map(({ name }) => code(name)).join(", "),
  [...new Set(contractsOf(row).flatMap(({ errors }) => errors.map(({ tag }) => code(tag))))].join(", "),
  row.differs
]

const sections = (): string => {
  const classes = [...new Set(rows.map(({ method }) => method.split(".")[0] ?? ""))]
  return classes
    .map((name) => {
      const own = rows.filter(({ method }) => method.startsWith(`${name}.`))
      const head = ["`grafana-client`", "here", "can fail with", "what differs"]
      return `### \`${name}\`\n\n${table(head, own.map(cellsOf))}\n`
    })
    .join("\n")
}

const [begin, end] = ["<!-- Made by scripts/python-page.ts. -->\n\n", "\n<!-- Until here. -->"]

const written = readFileSync(page, "utf8")
const [before = "", after = ""] = [written.split(begin)[0], written.split(end)[1]]
const current = before + begin + sections() + end + after

/** Names such as `Folders.get` in the text and the code of the pages, where `Folders` is a module of ours. */
const unknownNames = async (): Promise<ReadonlyArray<string>> => {
  const found = pages.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/(?<![\w.])([A-Z]\w+\.[a-z]\w*)/g)].map(([, name = ""]) => ({
      path,
      name
    }))
  )
  const ours = found.filter(({ name }) => isModule(name.split(".")[0] ?? ""))
  const known = await Promise.all(ours.map(async ({ name }) => (await exported(name)) !== undefined))
  return ours
    .filter((_, index) => known[index] !== true)
    .map(({ name, path }) => `${path}: no package exports ${name}`)
}

const wrong = [...problems(), ...(await unknownNames())]
if (process.argv.includes("--check")) {
  if (written !== current) wrong.push(`${page} is not current: run scripts/python-page.ts`)
} else {
  writeFileSync(page, current)
}
for (const problem of wrong) process.stderr.write(`${problem}\n`)
process.stdout.write(
  `${rows.length} methods, ${wrong.length === 0 ? "each beside ours" : `${wrong.length} problems`}\n`
)
process.exitCode = wrong.length === 0 ? 0 : 1
