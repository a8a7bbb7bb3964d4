/**
 * Builds the packages into `dist`: what tsc emits of each file in `src`, with every call at the top of a module marked
 * as pure, so that a bundler drops the endpoints that a program does not use, and with maps that lead to `src`, which
 * is published beside it.
 */
import { transformFileSync } from "@babel/core"
import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join, relative } from "node:path"
import { packages } from "./packages.js"

const compiled = spawnSync(`tsc --build ${packages.map((name) => `packages/${name}`).join(" ")}`, {
  shell: true,
  stdio: "inherit"
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

/** The modules of a package, as paths in `src` without an ending. */
const modulesOf = (name: string): ReadonlyArray<string> =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: "utf8" }).flatMap((file) =>
    file.endsWith(".ts") ? [file.slice(0, -".ts".length)] : []
  )

const leadTo = (map: object, source: string, target: string): string => {
  const { sourcesContent: _, ...rest } = { sourcesContent: undefined, ...map }
  return JSON.stringify({
    ...rest,
    file: basename(target),
    sourceRoot: "",
    sources: [relative(dirname(target), source)]
  })
}

const pure = (file: string): { readonly code: string; readonly map: object } => {
  const made = transformFileSync(file, {
    plugins: ["annotate-pure-calls"],
    inputSourceMap: JSON.parse(readFileSync(`${file}.map`, "utf8")),
    babelrc: false,
    configFile: false,
    sourceMaps: true
  })
  return { code: made?.code ?? "", map: made?.map ?? {} }
}

for (const name of packages) {
  const dist = `packages/${name}/dist`
  rmSync(dist, { recursive: true, force: true })
  for (const module of modulesOf(name)) {
    const [from, to] = [join(`packages/${name}/build/src`, module), join(dist, module)]
    const source = join(`packages/${name}/src`, `${module}.ts`)
    mkdirSync(dirname(to), { recursive: true })
    const { code, map } = pure(`${from}.js`)
    writeFileSync(`${to}.js`, `${code}\n`)
    writeFileSync(`${to}.js.map`, leadTo(map, source, `${to}.js`))
    writeFileSync(`${to}.d.ts`, readFileSync(`${from}.d.ts`))
    const types = JSON.parse(readFileSync(`${from}.d.ts.map`, "utf8"))
    writeFileSync(`${to}.d.ts.map`, leadTo(types, source, `${to}.d.ts`))
  }
}
process.stdout.write(`built ${packages.join(", ")}\n`)
