/** How the examples end: exit codes, and what went wrong in a line on stderr. */
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

export const done = 0
const failed = 1
const misused = 2
const auth = 3
export const partly = 4
const interrupted = 5

/** Runs a program whose success is its exit code. SIGINT and SIGTERM interrupt it, which ends it with 5 unless told. */
export const run = (
  program: Effect.Effect<number, { readonly _tag: string }>,
  onInterrupt = interrupted
): void =>
  NodeRuntime.runMain(
    Effect.catchAll(program, (error) => Effect.as(Console.error(words(error)), codeOf(error))),
    {
      disableErrorReporting: true,
      teardown: (exit, onExit) => {
        if (Exit.isSuccess(exit)) return onExit(Number(exit.value))
        if (Cause.isInterruptedOnly(exit.cause)) return onExit(onInterrupt)
        process.stderr.write(`${Cause.pretty(exit.cause)}\n`)
        onExit(failed)
      }
    }
  )

/** A server that cannot listen leaves the words to its cause. */
const words = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.message === "" ? words(error.cause) : error.message
}

const codeOf = (error: { readonly _tag: string }): number => {
  if (GrafanaError.isAuth(error)) return auth
  return misconfigured.has(error._tag) ? misused : failed
}

const misconfigured = new Set(["ConfigError", "InvalidConfig", "InvalidTransportOptions"])
