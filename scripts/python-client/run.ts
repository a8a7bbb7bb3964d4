/**
 * Lets the Python `grafana-client` loose on the fake: a client that knows nothing of this project. It makes a virtual
 * environment in a temporary directory, installs the client there with pip as the machine has it configured, starts
 * the fake on a free loopback port, and runs `tour.py` against it. Needs `python3`; not part of the checks.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const client = "grafana-client==5.1.4"
const root = fileURLToPath(new URL("../../", import.meta.url))
const tour = fileURLToPath(new URL("tour.py", import.meta.url))

const run = (command: string, ...args: ReadonlyArray<string>): void => {
  const { error, status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] })
  if (status !== 0) throw error ?? new Error(`${command} ended with ${status}`)
}

/** Starts the fake, with an instance of fifty dashboards in it. */
const startFake = async () => {
  const command = [
    "--import",
    "tsx",
    "packages/testing/src/bin/fake.ts",
    "--port",
    "0",
    "--seed-dashboards",
    "50"
  ]
  const fake = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "inherit"] })
  const [line] = (await once(fake.stdout, "data")) as [Buffer]
  const [url] = /http:[^\s,]+/.exec(line.toString()) ?? []
  if (url === undefined) throw new Error(`the fake said ${line.toString()}`)
  return { url, stop: () => fake.kill() }
}

const directory = mkdtempSync(join(tmpdir(), "python-client-"))
try {
  run("python3", "-m", "venv", directory)
  const python = join(directory, "bin", "python")
  run(python, "-m", "pip", "install", "--quiet", client)
  const { stop, url } = await startFake()
  const ended = spawn(python, [tour, url], { stdio: "inherit" })
  const [code] = (await once(ended, "exit")) as [number | null]
  stop()
  process.exitCode = code ?? 1
} finally {
  rmSync(directory, { recursive: true })
}
