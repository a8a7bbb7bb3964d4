/** The command `effect-grafana`, from its arguments to its exit code. */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import type * as Terminal from "@effect/platform/Terminal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Ref from "effect/Ref"
import { harmless } from "../internal/columns.js"
import { apply } from "./commands/apply.js"
import { diff } from "./commands/diff.js"
import { doctor } from "./commands/doctor.js"
import { archive } from "./commands/export.js"
import { migrate } from "./commands/migrate.js"
import { plan } from "./commands/plan.js"
import { resume } from "./commands/resume.js"
import { rollback } from "./commands/rollback.js"
import { verify } from "./commands/verify.js"
import * as Ending from "./ending.js"
import { consoleOf, overview } from "./help.js"
import { type Service, Streams } from "./streams.js"

const name = "effect-grafana"
const version = "0.1.0"

const all = Command.make(name).pipe(
  Command.withSubcommands([doctor, plan, migrate, apply, resume, verify, rollback, diff, archive])
)

const parse = Command.run(all, { name, version, executable: name })

/** Runs the command; what it gives is the exit code. */
export const command = (
  args: ReadonlyArray<string>,
  streams: Service
): Effect.Effect<number, never, FileSystem.FileSystem | Path.Path | Terminal.Terminal> => {
  // A package manager may pass its own separator on.
  const given = args[0] === "--" ? args.slice(1) : args
  if (given.length === 0) return Effect.as(streams.screen.write(overview), Ending.usage)
  if (given.length === 1 && /^(--help|-h|help)$/.test(given[0] ?? ""))
    return Effect.as(streams.out(overview), Ending.done)
  return run(given, streams)
}

const run = (args: ReadonlyArray<string>, streams: Service) =>
  parse(["", name, ...args]).pipe(
    Effect.as(Ending.done),
    Effect.catchAll((error) =>
      ValidationError.isValidationError(error)
        ? Effect.as(streams.screen.write("--help tells what there is.\n"), Ending.usage)
        : ended(streams, error)
    ),
    Effect.onInterrupt(() =>
      Effect.flatMap(Ref.get(streams.goOn), (goOn) => streams.screen.write(interrupted(goOn)))
    ),
    Effect.provide(surroundings(streams)),
    (effect) => Effect.consoleWith((usual) => Effect.withConsole(effect, consoleOf(usual, streams)))
  )

/** Wrong usage says itself what to do. */
const ended = ({ goOn, screen }: Service, { code, message }: Ending.Ended): Effect.Effect<number> =>
  Effect.gen(function* () {
    const next = code === Ending.usage ? "" : yield* Ref.get(goOn)
    for (const line of [...message.split("\n"), ...(next === "" ? [] : [next])])
      yield* screen.write(`${harmless(line)}\n`)
    return code
  })

export const interrupted = (goOn: string): string => `Interrupted. ${goOn}`.trimEnd() + "\n"

const surroundings = (streams: Service) =>
  Layer.mergeAll(
    Layer.succeed(Streams, streams),
    CliConfig.layer({ isCaseSensitive: true, showBuiltIns: false }),
    Logger.replace(
      Logger.defaultLogger,
      Logger.make(({ message }) => Effect.runSync(streams.screen.write(`${String(message)}\n`)))
    )
  )
