/**
 * Makes `llms.txt`, the index of docs and modules for machines, from README's list of pages and the modules' own
 * comments. With `--check` it tells whether it is current.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"

const file = "llms.txt"

const packages = ["core", "elements", "migration", "testing"]

/** Its first sentence, on one line. */
const sentence = (text: string): string =>
  (/^.*?\.(?=\s|$)|^.*$/s.exec(text.trim())?.[0] ?? "").replaceAll(/\s+/g, " ").replace(/:$/, ".")

/** README's list of pages, one a line. */
const pages = [...readFileSync("README.md", "utf8").matchAll(/^- \[.*\]\(docs\/.*(?:\n  .*)*/gm)].map(
  ([line]) => line.replaceAll(/\n +/g, " ")
)

const moduleLine = (name: string, path: string): string => {
  const [, comment = ""] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(path, "utf8")) ?? []
  return `- [@effect-grafana/${name}](${path}): ${sentence(comment.replaceAll(/^\s*\* ?/gm, ""))}`
}

const modulesOf = (name: string): ReadonlyArray<string> =>
  readdirSync(`packages/${name}/src`)
    .filter((it) => /^[A-Z]\w*\.ts$/.test(it))
    .map((it) => moduleLine(`${name}/${it.replace(/\.ts$/, "")}`, `packages/${name}/src/${it}`))

const text = `# effect-grafana

> The Grafana HTTP API (9.3 to 12.4) as Effects, for TypeScript and Effect 3: every endpoint is a value and a function
> whose type names what it can fail with; lists are Streams, auth and configuration Layers; a fake Grafana for tests,
> and an engine that migrates whole instances.

Modules are imported by the names that stand here: \`import * as Folders from "@effect-grafana/elements/Folders"\`.

## Docs

${pages.join("\n")}

${packages.map((name) => `## ${name}\n\n${modulesOf(name).join("\n")}\n`).join("\n")}`

const current = existsSync(file) && readFileSync(file, "utf8") === text
if (process.argv.includes("--check")) {
  process.stdout.write(current ? `${file} is current\n` : `${file} is not current: run scripts/llms.ts\n`)
  process.exitCode = current ? 0 : 1
} else writeFileSync(file, text)
