/**
 * Builds the packages into `dist`: what tsc emits, with every call at the top of a module marked as pure, so that a
 * bundler drops the endpoints that a program does not use.
 */
import { transformFileSync } from "@babel/core"
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

const packages = ["core", "elements", "testing", "migration"]

const compiled = spawnSync(`tsc --build ${packages.map((name) => `packages/${name}`).join(" ")}`, {
  shell: true,
  stdio: "inherit"
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })

for (const name of packages) {
  const [from, to] = [`packages/${name}/build/src`, `packages/${name}/dist`]
  rmSync(to, { recursive: true, force: true })
  for (const file of filesIn(from)) {
    const target = join(to, relative(from, file))
    mkdirSync(dirname(target), { recursive: true })
    if (!file.endsWith(".js")) cpSync(file, target)
    else {
      const made = transformFileSync(file, {
        plugins: ["annotate-pure-calls"],
        babelrc: false,
        configFile: false,
        sourceMaps: true
      })
      writeFileSync(target, `${made?.code ?? ""}\n`)
    }
  }
}
process.stdout.write(`built ${packages.join(", ")}\n`)
