/**
 * Walks the type of everything that the packages export and reports each `any` in it, by module and path. Types
 * that a library declares are taken as they are; what we put into their type parameters is walked.
 * `--self-test` walks a file that has an `any` in every place where one can hide.
 */
import { readdirSync } from "node:fs"
import { resolve } from "node:path"
import ts from "typescript"
import { publicTypes } from "./no-any/walk.js"
import { hidden, hidingPlaces } from "./no-any/hidden.js"
import { packages } from "./packages.js"

const compilerOptions = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile("tsconfig.base.json", ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd())
  return { ...options, noEmit: true, composite: false, declaration: false, declarationMap: false }
}

const report = (found: ReturnType<typeof publicTypes>): number => {
  for (const path of found.anys) process.stderr.write(`any: ${path}\n`)
  const verdict = found.anys.length === 0 ? "no any" : `${found.anys.length} any`
  process.stdout.write(`${found.exports} exports of ${found.modules} modules, ${verdict}\n`)
  return found.anys.length === 0 ? 0 : 1
}

/** Every hiding place is reported, and nothing else is. */
const selfTest = (): number => {
  const options = compilerOptions()
  const file = resolve("packages/core/src/Hidden.ts")
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.getSourceFile = (name, target) =>
    name === file ? ts.createSourceFile(name, hidden, target) : getSourceFile(name, target)
  const { anys } = publicTypes(ts.createProgram([file], options, host), [file])
  const caught = anys.map((path) => path.replace(/^core\/Hidden: (\w+).*$/, "$1"))
  const wrong = [
    ...hidingPlaces.filter((place) => !caught.includes(place)).map((place) => `missed ${place}`),
    ...caught.filter((place) => !hidingPlaces.includes(place)).map((place) => `${place} hides none`)
  ]
  process.stdout.write(wrong.length === 0 ? `caught ${hidingPlaces.length}\n` : `${wrong.join("\n")}\n`)
  return wrong.length === 0 ? 0 : 1
}

const check = (): number => {
  const files = packages.flatMap((name) =>
    readdirSync(`packages/${name}/src`)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => resolve(`packages/${name}/src/${file}`))
  )
  return report(publicTypes(ts.createProgram(files, compilerOptions()), files))
}

process.exitCode = process.argv.includes("--self-test") ? selfTest() : check()
