/** `pnpm start:export`: exports a Grafana to a directory; `pnpm start:export --help` says how. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { command, type Streams } from "./command.js"
import * as ExitCode from "./exitCode.js"
import { showCursor } from "./progress.js"
import { interrupted } from "./words.js"

const { stderr, stdout } = process

const streams: Streams = {
  out: (text) => Effect.sync(() => stdout.write(text)),
  screen: {
    write: (text) => Effect.sync(() => stderr.write(text)),
    size: Effect.sync(() => (stderr.isTTY ? { columns: stderr.columns, rows: stderr.rows } : undefined)),
    colours: (process.env["NO_COLOR"] ?? "") === ""
  }
}

// Who reads may have gone: `pnpm start:export | head -1`.
for (const stream of [stdout, stderr]) stream.on("error", () => {})

const giveUp = () => {
  stderr.write(stderr.isTTY ? showCursor + interrupted : interrupted)
  process.exit(ExitCode.interrupted)
}

// A disk that hangs is not waited for.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => setTimeout(giveUp, 900).unref())

NodeRuntime.runMain(Effect.provide(command(process.argv.slice(2), streams), NodeContext.layer), {
  disableErrorReporting: true,
  teardown: (exit, onExit) => {
    if (Exit.isSuccess(exit)) return onExit(Number(exit.value))
    if (Cause.isInterruptedOnly(exit.cause)) return onExit(ExitCode.interrupted)
    stderr.write(`${Cause.pretty(exit.cause)}\n`)
    onExit(ExitCode.failed)
  }
})
