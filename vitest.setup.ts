/**
 * Every secret in the tests holds the word CANARY; nothing that a test prints may show one, plain, in base64 or
 * percent-encoded (letters stay as they are there).
 */
import { afterEach } from "vitest"

const canary = /CANARY|Q0FOQVJZ|NBTkFSW|DQU5BUl/i

const leaks: Array<string> = []

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...args: ReadonlyArray<unknown>) => boolean
  stream.write = (...args: ReadonlyArray<unknown>) => {
    watch(String(args[0]))
    return write(...args)
  }
}

for (const level of ["log", "info", "warn", "error", "debug"] as const) {
  const print = console[level].bind(console)
  console[level] = (...args: ReadonlyArray<unknown>) => {
    watch(args.map(String).join(" "))
    print(...args)
  }
}

function watch(text: string): void {
  if (canary.test(text)) leaks.push(text.replace(canary, "<the secret>").slice(0, 300))
}

afterEach(() => {
  const found = leaks.splice(0)
  if (found.length > 0) throw new Error(`a secret was printed: ${found.join("\n")}`)
})
