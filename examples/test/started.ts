/** An example as it is started: a process of its own, with nothing of this one's environment but what finds Node. */
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

export type Environment = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** From another directory it is found by its place alone. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href

interface Options {
  readonly args?: ReadonlyArray<string>
  readonly directory?: string
  /** False leaves what it prints in the pipe. */
  readonly reads?: boolean
}

export const start = (
  example: string,
  env: Environment = {},
  { args = [], directory = root, reads = true }: Options = {}
) => {
  const main = fileURLToPath(new URL(`../src/${example}/main.ts`, import.meta.url))
  const child = spawn(process.execPath, ["--import", tsx, main, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"], ...env }
  })
  const said = { out: "", err: "" }
  if (reads) child.stdout.on("data", (text) => (said.out += text))
  child.stderr.on("data", (text) => (said.err += text))
  const ended = new Promise<Ended>((resume) => child.on("close", (code) => resume({ code, ...said })))
  return { child, said, ended: Effect.promise(() => ended) }
}

export const execute = (example: string, env?: Environment): Effect.Effect<Ended> =>
  Effect.suspend(() => start(example, env).ended)

/** The variables that name a Grafana and its admin. */
export const asAdmin = (url: string, { password = "admin", prefix = "" } = {}): Environment => ({
  [`${prefix}GRAFANA_URL`]: url,
  [`${prefix}GRAFANA_USER`]: "admin",
  [`${prefix}GRAFANA_PASSWORD`]: password
})
