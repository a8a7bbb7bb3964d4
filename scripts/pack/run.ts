/** Runs a program of another package, and takes what it prints. */
import { spawn } from "node:child_process"
import { Wrong } from "./row.js"

export interface Options {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Seconds until it is stopped; 240 unless told. */
  readonly limit?: number
}

const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, "")

/** What it prints, without colours; throws `Wrong`, with what it printed, unless it exits with 0. */
export const run = (
  command: string,
  args: ReadonlyArray<string>,
  { cwd = ".", env = {}, limit = 240 }: Options = {}
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limit * 1000,
      killSignal: "SIGKILL"
    })
    let printed = ""
    const take = (chunk: Buffer) => (printed += chunk.toString())
    child.stdout.on("data", take)
    child.stderr.on("data", take)
    child.on("error", (problem) => reject(new Wrong(`${command}: ${problem.message}`)))
    child.on("close", (code, signal) => {
      const said = plain(printed).trim()
      if (code === 0) resolve(said)
      else reject(new Wrong(`${said}\n(${command} ${args.join(" ")}: ${signal ?? `exit ${code}`})`))
    })
  })

/** pnpm, as this script was started by it; else of the registry. */
export const pnpm = (args: ReadonlyArray<string>, options: Options = {}): Promise<string> => {
  const own = process.env["npm_execpath"]
  return own?.includes("pnpm") === true
    ? run(process.execPath, [own, ...args], options)
    : run("npx", ["--yes", "pnpm@10", ...args], options)
}
