/** Projects that install the tarballs as a user does: with npm, in a directory of their own. */
import { build } from "esbuild"
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { budget, kilobytes, routesIn } from "./budget.js"
import { Wrong } from "./row.js"
import { run } from "./run.js"
import type { Manifest, Packed } from "./tarballs.js"

/** Copies `consumers/<name>`, puts the tarballs in the place of `*`, and installs; gives the directory. */
export const install = async (name: string, into: string, packed: ReadonlyArray<Packed>): Promise<string> => {
  const project = join(into, "consumers", name)
  cpSync(join("consumers", name), project, { recursive: true })
  const file = join(project, "package.json")
  const tarballs = new Map(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]))
  const filled = (names: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(names).map(([key, range]) => [key, tarballs.get(key) ?? range]))
  const manifest: Manifest & { readonly devDependencies?: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(file, "utf8")
  )
  const { dependencies, devDependencies, ...rest } = manifest
  writeFileSync(
    file,
    JSON.stringify({ ...rest, dependencies: filled(dependencies), devDependencies: filled(devDependencies) })
  )
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: project
  })
  return project
}

/** Runs a program of a project; what it prints is the detail. */
export const program =
  (project: string, command: string, ...args: ReadonlyArray<string>) =>
  (): Promise<string> =>
    run(command, args, { cwd: project, limit: 60 })

/** The blocks of a README, those of one page as one module. */
const blocksOf = (page: string): string =>
  [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code).join("\n")

/** Puts the READMEs' programs beside the project's own, and a module that imports each module of the packages. */
export const addPages = (project: string, packed: ReadonlyArray<Packed>): void => {
  for (const folder of ["readme", "modules"]) mkdirSync(join(project, folder))
  for (const { folder, manifest, modules, short } of packed) {
    const code = blocksOf(readFileSync(join(folder, "README.md"), "utf8"))
    if (code !== "") writeFileSync(join(project, "readme", `${short}.ts`), code)
    const imports = modules.map((module) => `export * as ${module} from "${manifest.name}/${module}"\n`)
    writeFileSync(join(project, "modules", `${short}.ts`), imports.join(""))
  }
}

const bundled = async (project: string, file: string): Promise<string> => {
  const made = await build({
    absWorkingDir: project,
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    logLevel: "silent",
    format: "esm",
    platform: "browser",
    target: "es2022"
  })
  return made.outputFiles[0]?.text ?? ""
}

/** The bundle of a program with one endpoint, against one that uses the platform's HttpClient by hand. */
export const weighed = async (project: string): Promise<string> => {
  for (const name of ["floor", "one"]) {
    cpSync(join("benchmarks/bundles", `${name}.ts`), join(project, `${name}.ts`))
  }
  const [floor, one] = await Promise.all([bundled(project, "floor.ts"), bundled(project, "one.ts")])
  const over = Number((kilobytes(one) - kilobytes(floor)).toFixed(1))
  const routes = routesIn(one)
  const said = `${kilobytes(one).toFixed(1)} kB gzip, ${over} over`
  if (over > budget.overPlatform) throw new Wrong(`${said}, which is more than ${budget.overPlatform}`)
  if (routes.length !== 1)
    throw new Wrong(`${said}, with the routes of other endpoints: ${routes.join(", ")}`)
  return said
}

/** A program's bundle is run, with a stand-in for the network. */
export const bundledRun = async (project: string): Promise<string> => {
  writeFileSync(join(project, "bundle.mjs"), await bundled(project, "main.ts"))
  const said = await run(process.execPath, ["bundle.mjs"], { cwd: project, limit: 60 })
  if (said !== "no such folder") throw new Wrong(said)
  return said
}

/** What a worker is deployed as: one module. */
export const bundleWorker = async (project: string): Promise<void> =>
  writeFileSync(join(project, "worker.mjs"), await bundled(project, "worker.ts"))
