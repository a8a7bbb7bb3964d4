/** Headless Chromium, driven over the pipe that its debugging protocol can take. */
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import type { Readable, Writable } from "node:stream"

/** Where Chromium is; undefined: the machine has none. */
export const chromium: string | undefined = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((directory) =>
    ["chromium", "chromium-browser", "google-chrome"].map((name) => join(directory, name))
  )
  .find((path) => existsSync(path))

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-pipe"
]

export interface Fields {
  readonly [field: string]: unknown
}

/** An event, or the answer to a command. */
interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Fields
  readonly result?: Fields
  readonly error?: { readonly message: string }
}

export interface Browser {
  readonly send: (method: string, params?: Fields, sessionId?: string) => Promise<Fields>
  readonly listen: (listener: (method: string, params: Fields) => void) => void
  readonly stop: () => Promise<void>
}

export const start = (): Browser => {
  const profile = mkdtempSync(join(tmpdir(), "report-"))
  const child = spawn(chromium ?? "chromium", [...flags, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]
  })
  // Sound: the pipes that the line above asks for.
  const [commands, answers] = [child.stdio[3] as Writable, child.stdio[4] as Readable]
  const waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>()
  const listeners: Array<(method: string, params: Fields) => void> = []
  let [last, rest] = [0, ""]

  const receive = ({ error, id, method, params = {}, result = {} }: Message): void => {
    if (method !== undefined) for (const listener of listeners) listener(method, params)
    const sender = waiting.get(id ?? 0)
    waiting.delete(id ?? 0)
    if (error === undefined) sender?.resolve(result)
    else sender?.reject(new Error(error.message))
  }

  answers.setEncoding("utf8")
  answers.on("data", (chunk: string) => {
    const messages = (rest + chunk).split("\0")
    rest = messages.pop() ?? ""
    // Sound: so the protocol says.
    for (const message of messages) receive(JSON.parse(message) as Message)
  })
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()))
  void gone.then(() => waiting.forEach(({ reject }) => reject(new Error("the browser is gone"))))

  const send: Browser["send"] = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      commands.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    })

  return {
    send,
    listen: (listener) => void listeners.push(listener),
    stop: async () => {
      const tooLong = setTimeout(() => child.kill("SIGKILL"), 5_000)
      await send("Browser.close").catch(() => undefined)
      await gone
      clearTimeout(tooLong)
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  }
}
