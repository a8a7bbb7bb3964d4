/**
 * Builds and packs the packages, looks into the tarballs, and uses them as their users do. Prints one table, and what
 * went wrong below it. `--built` takes `dist` as it is, `--write` writes the page of files, `--all-runtimes` runs the
 * programs on Bun, Deno and workerd as well.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Consumers from "./pack/consumers.js"
import { complete, listed } from "./pack/contents.js"
import { declared } from "./pack/declared.js"
import { portable } from "./pack/graph.js"
import { attw, publint } from "./pack/lint.js"
import { check, heading, line, Wrong, type Row } from "./pack/row.js"
import { run } from "./pack/run.js"
import * as Runtimes from "./pack/runtimes.js"
import { pack, type Packed } from "./pack/tarballs.js"
import { packages } from "./packages.js"

const told = new Set(process.argv.slice(2))
const rows: Array<Row> = []

/** Prints a row when it is known; gives whether it passed. */
const row = async (name: string, work: () => Promise<string> | string): Promise<boolean> => {
  const done = await check(name, work)
  process.stdout.write(`${line(done)}\n`)
  rows.push(done)
  return done.result === "passed"
}

const inside = async (packed: ReadonlyArray<Packed>): Promise<void> => {
  for (const one of packed) {
    await row(`${one.short}: what is in it`, () => complete(one))
    await row(`${one.short}: what it imports`, () => declared(one))
    await row(`${one.short}: publint`, () => publint(one))
    await row(`${one.short}: attw`, () => attw(one))
  }
  await row("files as listed", () => listed(packed, told.has("--write")))
}

/** Installs a project, and goes on with it if that went well. */
const using = async (
  name: string,
  into: string,
  packed: ReadonlyArray<Packed>,
  then: (project: string) => Promise<unknown>
): Promise<void> => {
  const project = join(into, "consumers", name)
  const installed = await row(`${name}: npm install`, async () => {
    await Consumers.install(name, into, packed)
    return ""
  })
  if (installed) await then(project)
}

const programs = async (project: string): Promise<void> => {
  const files = [
    ["ESM, undici", "undici.mjs"],
    ["ESM, fetch", "fetch.mjs"],
    ["require", "commonjs.cjs"]
  ] as const
  for (const version of Runtimes.nodes) {
    for (const [name, file] of files) {
      await row(`Node ${version}: ${name}`, async () =>
        Consumers.program(project, await Runtimes.node(version), file)()
      )
    }
  }
  if (!told.has("--all-runtimes")) return
  // Bun has an undici of its own, without what the transport stands on.
  await row("Bun: ESM, fetch", async () =>
    Consumers.program(project, await Runtimes.bun(), "run", "fetch.mjs")()
  )
  for (const [name, file] of files.slice(0, 2)) {
    await row(`Deno: ${name}`, async () =>
      Consumers.program(project, await Runtimes.deno(), "run", "--allow-all", file)()
    )
  }
}

const worker = async (project: string): Promise<void> => {
  await row("workerd: fetch", async () => {
    await Consumers.bundleWorker(project)
    return Consumers.program(project, process.execPath, "main.mjs", await Runtimes.workerd())()
  })
}

const types = async (packed: ReadonlyArray<Packed>, project: string): Promise<void> => {
  Consumers.addPages(project, packed)
  const compile = (name: string) =>
    Consumers.program(project, process.execPath, `node_modules/${name}/bin/tsc`)
  await row("TypeScript 5.9: strict", compile("typescript"))
  await row("TypeScript 7.0: strict", compile("typescript-newest"))
}

const browser = async (packed: ReadonlyArray<Packed>, project: string): Promise<void> => {
  await row("browser: types", Consumers.program(project, process.execPath, "node_modules/typescript/bin/tsc"))
  await row("browser: a bundle runs", () => Consumers.bundledRun(project))
  await row("browser: one endpoint", () => Consumers.weighed(project))
  await row("browser: no Node", () => portable(project, packed))
}

const migration = async (packed: ReadonlyArray<Packed>, project: string): Promise<void> => {
  const command = (name: string, option: string, promised?: string) =>
    row(`${name} ${option}`, async () => {
      const said = await Consumers.program(project, `node_modules/.bin/${name}`, option)()
      if (promised !== undefined && said !== promised) throw new Wrong(`not ${promised}: ${said}`)
      return said
    })
  await row("migration: an inventory", Consumers.program(project, process.execPath, "main.mjs"))
  await command("effect-grafana", "--version", packed[0]?.manifest.version)
  await command("effect-grafana", "--help")
  await command("fake-grafana", "--help")
}

const build = async (): Promise<string> => {
  await run("node_modules/.bin/tsx", ["scripts/build.ts"])
  return ""
}

const everything = async (into: string): Promise<void> => {
  const built = told.has("--built") || (await row("build", build))
  if (!built) return
  const packed: Array<Packed> = []
  const isPacked = await row("pack", async () => {
    for (const short of packages) packed.push(await pack(short, into))
    return packed.map(({ manifest }) => manifest.version).join(" ")
  })
  if (!isPacked) return
  await inside(packed)
  await using("programs", into, packed, programs)
  if (told.has("--all-runtimes")) await using("worker", into, packed, worker)
  await using("types", into, packed, (project) => types(packed, project))
  await using("browser", into, packed, (project) => browser(packed, project))
  await using("migration", into, packed, (project) => migration(packed, project))
}

process.stdout.write(`${heading}\n`)
const into = mkdtempSync(join(tmpdir(), "effect-grafana-pack-"))
try {
  await everything(into)
} finally {
  rmSync(into, { recursive: true, force: true })
}

const failed = rows.filter(({ result }) => result === "FAILED")
for (const { detail, name } of failed) process.stdout.write(`\n== ${name}\n${detail}\n`)
const count = (result: Row["result"]) => rows.filter((one) => one.result === result).length
process.stdout.write(`\n${count("passed")} passed, ${count("FAILED")} failed, ${count("skipped")} skipped\n`)
process.exitCode = failed.length === 0 ? 0 : 1
