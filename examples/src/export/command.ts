/** The command, from its arguments to its exit code. */
import * as Archive from "@effect-grafana/migration/Archive"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Ledger from "@effect-grafana/migration/Ledger"
import type { Incomplete } from "@effect-grafana/migration/Origin"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as ExitCode from "./exitCode.js"
import { Ended } from "./exitCode.js"
import * as Options from "./options.js"
import { type Screen, show } from "./progress.js"
import { report } from "./report.js"
import * as Grafana from "./source.js"
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
    const options = yield* Options.parse(args, {
      known: Kinds.inOrder(Kinds.all).map(({ name }) => name),
      usual: Kinds.usual.map(({ name }) => name)
    })
    if (options.help) return yield* Effect.as(streams.out(Words.help(Kinds.all)), ExitCode.done)
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
    const { out: directory, quiet } = options
    const say = (text: string) => (quiet ? Effect.void : screen.write(text))
    if (isEmbedded) yield* say(Words.embedded(Grafana.content))
    const origin = yield* Grafana.origin(isEmbedded, options)
    yield* say(Words.introduction(origin, directory))
    const ledger = yield* Ledger.make(options.kinds)
    const written = yield* Effect.scopeWith((scope) => {
      const onStart = (found: number) =>
        Effect.gen(function* () {
          if (found > 0) yield* say(Words.goingOn(found))
          if (!quiet) yield* Scope.extend(show(screen, ledger), scope)
        })
      return write({ origin, directory, refresh: options.refresh, ledger, onStart })
    }).pipe(Effect.scoped, Effect.either)
    if (written._tag === "Left" && written.left._tag !== "Incomplete") return yield* stopped(written.left)
    yield* out(yield* report(ledger, origin.organizations.length))
    if (written._tag === "Left") return yield* Effect.as(out(Words.incomplete(directory)), ExitCode.partly)
    if (!quiet) yield* out(Words.complete(directory))
    return ExitCode.done
  })

/** What an embedded Grafana has left is no loss. */
const write = (options: Archive.WriteOptions) =>
  Effect.catchTag(Archive.write(options), "OtherSource", (other) =>
    other.source.url === Grafana.embedded ? Archive.write({ ...options, refresh: true }) : Effect.fail(other)
  )

const stopped = (error: Exclude<Effect.Effect.Error<ReturnType<typeof Archive.write>>, Incomplete>): Ended =>
  new Ended({
    code: ExitCode.failed,
    message:
      error._tag === "FileFailed"
        ? `Stopped at ${error.message}.\nThe same command goes on where it stopped.`
        : `${error.message}.\nName another directory with --out, or replace it with --refresh.`
  })
