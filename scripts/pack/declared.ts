/** Whether a package declares what it imports, and imports what it declares. */
import { existsSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join } from "node:path"
import ts from "typescript"
import { Wrong } from "./row.js"
import type { Manifest, Packed } from "./tarballs.js"

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

const importsOf = (text: string): ReadonlyArray<string> =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)

/** Packages that the outputs and their types import. */
const imported = ({ files, folder, manifest }: Packed): ReadonlySet<string> =>
  new Set(
    files
      .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
      .flatMap((file) => importsOf(readFileSync(join(folder, file), "utf8")))
      .filter((name) => !name.startsWith(".") && !isBuiltin(name))
      .map(packageOf)
      .filter((name) => name !== manifest.name)
  )

/** What a dependency wants beside it: declared for its sake, not imported. */
const wantedBy = (short: string, dependencies: ReadonlyArray<string>): ReadonlyArray<string> =>
  dependencies.flatMap((name) => {
    const file = `packages/${short}/node_modules/${name}/package.json`
    if (!existsSync(file)) return []
    const { peerDependencies = {} }: Manifest = JSON.parse(readFileSync(file, "utf8"))
    return Object.keys(peerDependencies)
  })

/** Throws `Wrong` with the names on either side. */
export const declared = (packed: Packed): string => {
  const { dependencies = {}, peerDependencies = {} } = packed.manifest
  const names = [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
  const used = imported(packed)
  const forOthers = wantedBy(packed.short, names)
  const problems = [
    ...[...used]
      .filter((name) => !names.includes(name))
      .map((name) => `imports ${name}, which it does not declare`),
    ...names
      .filter((name) => !used.has(name) && !forOthers.includes(name))
      .map((name) => `declares ${name}, which it does not import`),
    ...[...new Set(wantedBy(packed.short, Object.keys(dependencies)))]
      .filter((name) => !names.includes(name))
      .map((name) => `does not declare ${name}, which a dependency wants beside it`)
  ]
  if (problems.length > 0) throw new Wrong(problems.join("\n"))
  return names.length === 0 ? "nothing" : `${names.length} packages`
}
