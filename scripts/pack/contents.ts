/** What is in a tarball: what a person expects, and nothing that nobody has looked at. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Wrong } from "./row.js"
import type { Packed } from "./tarballs.js"

const page = "scripts/pack/files.txt"

const built = [".js", ".js.map", ".d.ts", ".d.ts.map"]

/** Every source has its four outputs and every output its source; a map leads to a file that is there. */
const amiss = ({ files, folder }: Packed): ReadonlyArray<string> => {
  const sources = files.flatMap((file) => /^src\/(.*)\.ts$/.exec(file)?.[1] ?? [])
  const wanted = new Set(sources.flatMap((module) => built.map((ending) => `dist/${module}${ending}`)))
  const missing = [...wanted].filter((file) => !files.includes(file))
  const surplus = files.filter((file) => file.startsWith("dist/") && !wanted.has(file))
  const astray = files
    .filter((file) => file.endsWith(".map"))
    .filter((file) => {
      const { sources }: { sources: ReadonlyArray<string> } = JSON.parse(
        readFileSync(join(folder, file), "utf8")
      )
      return !sources.every((source) => existsSync(join(folder, dirname(file), source)))
    })
  return [
    ...missing.map((file) => `is not there: ${file}`),
    ...surplus.map((file) => `has no source: ${file}`),
    ...astray.map((file) => `leads nowhere: ${file}`)
  ]
}

/** A folder is nobody's business: `./*` would hand it out. */
const exposed = ({ files, manifest }: Packed): ReadonlyArray<string> =>
  [...new Set(files.flatMap((file) => /^dist\/([^/]+)\//.exec(file)?.[1] ?? []))].filter(
    (folder) => manifest.exports[`./${folder}/*`] !== null
  )

/** What a newcomer sees of it: outputs and folders are left out. */
const shown = ({ files, short }: Packed): ReadonlyArray<string> =>
  files.filter((file) => !/^dist\/|^src\/.*\//.test(file)).map((file) => `${short}/${file}`)

/** Compares the lists of files with the page that is committed, or writes it. */
export const listed = (packed: ReadonlyArray<Packed>, write: boolean): string => {
  const is = packed.flatMap(shown)
  if (write) writeFileSync(page, `${is.join("\n")}\n`)
  const was = existsSync(page) ? readFileSync(page, "utf8").trimEnd().split("\n") : []
  const changes = [
    ...was.filter((file) => !is.includes(file)).map((file) => `- ${file}`),
    ...is.filter((file) => !was.includes(file)).map((file) => `+ ${file}`)
  ]
  if (changes.length > 0) {
    throw new Wrong(
      `not the files of ${page}\n${changes.join("\n")}\nif that is meant: npx pnpm@10 pack-check --write`
    )
  }
  return `${is.length} files beside folders`
}

/** Looks into one tarball. */
export const complete = (packed: Packed): string => {
  const problems = [
    ...["LICENSE", "README.md", "CHANGELOG.md"]
      .filter((file) => !packed.files.includes(file))
      .map((file) => `is not there: ${file}`),
    ...exposed(packed).map((folder) => `can be imported: ${folder}/*`),
    ...amiss(packed)
  ]
  if (problems.length > 0) throw new Wrong(problems.join("\n"))
  return `${packed.modules.length} modules, ${Math.round(statSync(packed.tarball).size / 1000)} kB`
}
