/** The runtimes that programs are run on, of npm's packages of their binaries. */
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { Skip, Wrong } from "./row.js"
import { run } from "./run.js"

/** The oldest that is supported, and the newest of each line that is. */
export const nodes = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"] as const

/** Kept between runs: 100 MB each. */
const kept = resolve("node_modules/.cache/runtimes")

const install = async (key: string, specification: string): Promise<string> => {
  const folder = join(kept, key)
  if (!existsSync(join(folder, "node_modules"))) {
    mkdirSync(folder, { recursive: true })
    await run("npm", [
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      "--loglevel=error",
      specification
    ])
  }
  return join(folder, "node_modules")
}

/** npm has no such package, or none for this platform; anything else that is wrong is no reason to skip. */
const absent = (what: string) => (problem: unknown) => {
  const isAbsent = problem instanceof Wrong && /E404|ETARGET|EBADPLATFORM/.test(problem.message)
  throw isAbsent ? new Skip(`npm has no ${what} for ${platform}`) : problem
}

const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`

/** The path of a Node's binary. */
export const node = async (version: string): Promise<string> => {
  const name = `node-${platform}`
  const modules = await install(`node-${version}-${platform}`, `${name}@${version}`).catch(
    absent(`Node ${version}`)
  )
  return join(modules, name, process.platform === "win32" ? "bin/node.exe" : "bin/node")
}

/** A binary among the packages that come for this platform alone. */
const inside = async (key: string, specification: string, pattern: RegExp): Promise<string> => {
  const modules = await install(key, specification).catch(absent(specification))
  const found = readdirSync(modules, { recursive: true, encoding: "utf8" }).find((file) => pattern.test(file))
  if (found === undefined) throw new Skip(`${specification} brings no binary for ${platform}`)
  return join(modules, found)
}

/** Its installation puts the binary there, under this name on every platform. */
export const bun = (): Promise<string> => inside("bun", "bun@1.4.5", /^bun\/bin\/bun\.exe$/)
export const deno = (): Promise<string> => inside("deno", "deno@2.9.6", /^@deno\/[^/]+\/deno$/)
export const workerd = (): Promise<string> =>
  inside("workerd", "workerd@1.20261117.1", /^@cloudflare\/workerd-[^/]+\/bin\/workerd$/)
