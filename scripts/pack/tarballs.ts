/** The packages as they are published: packed, and unpacked again to look into them. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { pnpm, run } from "./run.js"

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface Packed {
  /** `core` */
  readonly short: string
  readonly manifest: Manifest
  readonly tarball: string
  /** Where it is unpacked. */
  readonly folder: string
  /** What is in it, sorted, as paths. */
  readonly files: ReadonlyArray<string>
  /** The modules that a program can import: `Folders`. */
  readonly modules: ReadonlyArray<string>
}

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

const moduleOf = (file: string): ReadonlyArray<string> => {
  const name = /^dist\/([^/]+)\.js$/.exec(file)?.[1]
  return name === undefined ? [] : [name]
}

/** Packs one package into a directory. */
export const pack = async (short: string, into: string): Promise<Packed> => {
  const folder = join(into, "unpacked", short)
  const out = join(into, "tarballs", short)
  mkdirSync(folder, { recursive: true })
  mkdirSync(out, { recursive: true })
  await pnpm(["pack", "--pack-destination", resolve(out)], { cwd: `packages/${short}` })
  const [name = ""] = readdirSync(out)
  const tarball = join(out, name)
  await run("tar", ["-xzf", tarball, "-C", folder, "--strip-components", "1"])
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const files = filesIn(folder)
  const hidden = (module: string) => manifest.exports[`./${module}`] === null
  return {
    short,
    manifest,
    tarball,
    folder,
    files,
    modules: files.flatMap(moduleOf).filter((module) => !hidden(module))
  }
}
