/**
 * Compares what the packages' types say with `packages/<name>/api/<name>.api.md`, so that a change of the API shows in
 * review; `--write` brings the pages up to date. A page holds the declarations of each public module, and of what they
 * lead to inside the package.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, relative } from "node:path"
import { print } from "./api/print.js"
import { reach, type Reached } from "./api/reach.js"
import { packages } from "./packages.js"

const compiled = spawnSync(`tsc --build ${packages.map((name) => `packages/${name}`).join(" ")}`, {
  shell: true,
  stdio: "inherit"
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

/** The declaration files of the modules that a program can import. */
const openOf = (name: string): ReadonlyArray<string> => {
  const { exports }: { exports: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(`packages/${name}/package.json`, "utf8")
  )
  return readdirSync(`packages/${name}/src`)
    .filter((file) => file.endsWith(".ts") && exports[`./${basename(file, ".ts")}`] !== null)
    .map((file) => `packages/${name}/build/src/${basename(file, ".ts")}.d.ts`)
}

const passedOn = ({ module }: Reached): ReadonlyArray<string> =>
  module.passedOn.map((statement) => print(statement, module.source)).filter((text) => text !== "export {};")

const section = (root: string, file: string, reached: Reached, isOpen: boolean): string => {
  const { module, names } = reached
  const declarations = [...names]
    .sort()
    .flatMap((name) => module.declared.get(name) ?? [])
    .map((statement) => print(statement, module.source))
  const lines = [...new Set([...(isOpen ? passedOn(reached) : []), ...declarations])]
  const title = relative(root, file).replace(/\.d\.ts$/, "")
  return `## ${title}\n\n\`\`\`ts\n${lines.join("\n")}\n\`\`\`\n`
}

const pageOf = (name: string): string => {
  const open = openOf(name)
  const reached = reach(open)
  const files = [...open, ...[...reached.keys()].filter((file) => !open.includes(file)).sort()]
  const sections = files.flatMap((file) => {
    const found = reached.get(file)
    return found === undefined
      ? []
      : [section(`packages/${name}/build/src`, file, found, open.includes(file))]
  })
  const intro = `Written by \`npx pnpm@10 api\`: what a program can see of @effect-grafana/${name}.\n`
  return [intro, ...sections].join("\n")
}

const difference = (committed: string, now: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "effect-grafana-api-"))
  const [before, after] = [join(folder, "before"), join(folder, "after")]
  writeFileSync(before, committed)
  writeFileSync(after, now)
  const { stdout } = spawnSync("git", ["diff", "--no-index", "--no-color", "-U2", before, after], {
    encoding: "utf8"
  })
  rmSync(folder, { recursive: true })
  return stdout.split("\n").slice(4).join("\n")
}

const write = process.argv.includes("--write")
const outdated = packages.filter((name) => {
  const file = `packages/${name}/api/${name}.api.md`
  const now = pageOf(name)
  const committed = existsSync(file) ? readFileSync(file, "utf8") : ""
  if (committed === now) return false
  if (write) {
    mkdirSync(`packages/${name}/api`, { recursive: true })
    writeFileSync(file, now)
  } else {
    process.stdout.write(`${file} is not what the types say:\n${difference(committed, now)}\n`)
  }
  return true
})

if (outdated.length === 0) process.stdout.write(`the API of ${packages.join(", ")} is as written\n`)
else if (write) process.stdout.write(`wrote the API of ${outdated.join(", ")}\n`)
else process.stdout.write("if these changes are meant: npx pnpm@10 api, and read docs/semver.md\n")
process.exitCode = outdated.length === 0 || write ? 0 : 1
