/** The command, from its arguments to its exit code. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import type { OtherSource } from "./before.js"
import * as ExitCode from "./exitCode.js"
import { Ended } from "./exitCode.js"
import * as Exporter from "./exporter.js"
import { kinds } from "./kinds.js"
import * as Ledger from "./ledger.js"
import type { FileFailed } from "./objectFile.js"
import * as Options from "./options.js"
import { type Screen, show } from "./progress.js"
import { report } from "./report.js"
import * as Grafana from "./source.js"
import * as Store from "./store.js"
import * as Words from "./words.js"

/** Where the command writes: what it found out, and what it has to say meanwhile. */
export interface Streams {
  readonly out: (text: string) => Effect.Effect<void>
  readonly screen: Screen
}

export const command = (
  args: ReadonlyArray<string>,
  streams: Streams
): Effect.Effect<number, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const names = kinds.map(({ name }) => name)
    const options = yield* Options.parse(args, names)
    if (options.help) return yield* Effect.as(streams.out(Words.help(names)), ExitCode.done)
    const isNamed = yield* Grafana.isNamed
    const exported = exportFrom(options, { ...streams, isEmbedded: !isNamed })
    return yield* isNamed
      ? Effect.provide(exported, Grafana.fromEnvironment)
      : Effect.provide(exported, Grafana.fromScratch)
  }).pipe(
    Effect.catchAll(({ code, message }) =>
      Effect.as(streams.screen.write(`${Words.harmless(message)}\n`), code)
    ),
    Effect.onInterrupt(() => streams.screen.write(Words.interrupted))
  )

interface Where extends Streams {
  readonly isEmbedded: boolean
}

const exportFrom = (options: Options.Options, { isEmbedded, out, screen }: Where) =>
  Effect.gen(function* () {
    const say = (text: string) => (options.quiet ? Effect.void : screen.write(text))
    if (isEmbedded) yield* say(Words.embedded(Grafana.content))
    const source = yield* Grafana.identify(isEmbedded)
    yield* say(Words.introduction(source, options.out))
    const ledger = yield* Ledger.make(options.kinds)
    const complete = yield* Effect.gen(function* () {
      const store = yield* Store.open({ ...options, directory: options.out, source })
      if (store.found > 0) yield* say(Words.goingOn(store.found))
      if (!options.quiet) yield* show(screen, ledger)
      const chosen = kinds.filter(({ name }) => options.kinds.includes(name))
      return yield* Exporter.run({ kinds: chosen, ledger, store })
    }).pipe(Effect.scoped, Effect.mapError(stopped))
    yield* out(yield* report(ledger))
    if (!complete) return yield* Effect.as(out(Words.incomplete(options.out)), ExitCode.partly)
    if (!options.quiet) yield* out(Words.complete(options.out))
    return ExitCode.done
  })

const stopped = (error: FileFailed | OtherSource): Ended =>
  new Ended({
    code: ExitCode.failed,
    message:
      error._tag === "FileFailed"
        ? `Stopped at ${error.message}.\nThe same command goes on where it stopped.`
        : `${error.message}.\nName another directory with --out, or replace it with --refresh.`
  })
