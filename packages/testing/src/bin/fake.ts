#!/usr/bin/env node
/** Runs a fake Grafana until it is stopped; `--help` says how. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { command } from "../internal/command/command.js"

const fiber = Effect.runFork(
  command(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text)
  })
)

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => Effect.runFork(Fiber.interruptFork(fiber)))
}

fiber.addObserver((exit) => {
  if (Exit.isSuccess(exit)) process.exitCode = exit.value
  else if (!Cause.isInterruptedOnly(exit.cause)) {
    process.stderr.write(`${Cause.pretty(exit.cause)}\n`)
    process.exitCode = 1
  }
})
