/** An example that is a command, started in a directory of its own. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"

/** From another directory it is found by its place alone. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href

export const directory = Effect.flatMap(FileSystem.FileSystem, (files) =>
  files.makeTempDirectoryScoped()
).pipe(Effect.provide(NodeContext.layer))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Start {
  readonly example: string
  readonly args: ReadonlyArray<string>
  readonly directory: string
  readonly env?: Readonly<Record<string, string>>
}

export const start = ({ args, directory, env = {}, example }: Start) => {
  const main = fileURLToPath(new URL(`../src/${example}/main.ts`, import.meta.url))
  const child = spawn(process.execPath, ["--import", tsx, main, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"], ...env }
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", (text) => (said.out += text))
  child.stderr.on("data", (text) => (said.err += text))
  const ended = new Promise<Ended>((resume) => child.on("close", (code) => resume({ code, ...said })))
  return { child, ended: Effect.promise(() => ended) }
}

export const execute = (options: Start): Effect.Effect<Ended> => Effect.suspend(() => start(options).ended)
