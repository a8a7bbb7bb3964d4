/** The command as a process. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { identity } from "effect/Function"
import * as Ref from "effect/Ref"
import { createInterface } from "node:readline"
import { command, interrupted } from "./command.js"
import * as Ending from "./ending.js"
import { showCursor } from "./progress/show.js"
import type { Service } from "./streams.js"

const { stderr, stdin, stdout } = process

const hasColours = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && (process.env["NO_COLOR"] ?? "") === ""

/** Only a clear yes is one. Lines are read as they are, so that Ctrl-C stays a signal. */
const ask = (question: string): Effect.Effect<boolean> =>
  Effect.async((resume) => {
    const lines = createInterface({ input: stdin, terminal: false })
    stderr.write(`${question} (yes/no) `)
    lines.once("line", (line) => {
      resume(Effect.succeed(/^y(es)?$/i.test(line.trim())))
      lines.close()
    })
    lines.once("close", () => resume(Effect.succeed(false)))
    return Effect.sync(() => {
      stderr.write("\n")
      lines.close()
    })
  })

/** What a stream cannot take any more is waited for: a pipe is read at its own pace. */
const writingTo =
  (stream: NodeJS.WriteStream) =>
  (text: string): Effect.Effect<void> =>
    Effect.async((resume) => {
      if (stream.write(text) || stream.destroyed) return resume(Effect.void)
      const go = () => {
        stream.off("drain", go).off("close", go)
        resume(Effect.void)
      }
      stream.on("drain", go).on("close", go)
    })

/**
 * Runs the command in this process and ends it with the exit code. `around` may give it other surroundings, such as a
 * configuration of its own.
 */
export const main = (
  args: ReadonlyArray<string>,
  around: (command: Effect.Effect<number>) => Effect.Effect<number> = identity
): void => {
  const goOn = Ref.unsafeMake("")
  const streams: Service = {
    out: writingTo(stdout),
    colours: hasColours(stdout),
    screen: {
      write: (text) => Effect.sync(() => stderr.write(text)),
      size: Effect.sync(() => (stderr.isTTY ? { columns: stderr.columns, rows: stderr.rows } : undefined)),
      colours: hasColours(stderr)
    },
    ask: stdin.isTTY && stderr.isTTY ? ask : undefined,
    goOn
  }

  // Who reads may have gone: `effect-grafana plan | head -1`.
  for (const stream of [stdout, stderr]) stream.on("error", () => {})

  const giveUp = () => {
    stderr.write((stderr.isTTY ? showCursor : "") + interrupted(Effect.runSync(Ref.get(goOn))))
    process.exit(Ending.interrupted)
  }

  // A disk or a Grafana that hangs is not waited for.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => setTimeout(giveUp, 900).unref())

  NodeRuntime.runMain(around(Effect.provide(command(args, streams), NodeContext.layer)), {
    disableErrorReporting: true,
    teardown: (exit, onExit) => {
      if (Exit.isSuccess(exit)) return onExit(Number(exit.value))
      if (Cause.isInterruptedOnly(exit.cause)) return onExit(Ending.interrupted)
      stderr.write(`${Cause.pretty(exit.cause)}\n`)
      onExit(Ending.failed)
    }
  })
}
