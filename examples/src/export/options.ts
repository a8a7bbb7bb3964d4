/** What the command line says. */
import * as Either from "effect/Either"
import { parseArgs } from "node:util"
import * as ExitCode from "./exitCode.js"
import { Ended } from "./exitCode.js"

export interface Options {
  readonly out: string
  readonly refresh: boolean
  readonly quiet: boolean
  readonly help: boolean
  /** Names of kinds. */
  readonly kinds: ReadonlyArray<string>
}

/** Reads the arguments; `known` are the kinds that there are. */
export const parse = (
  args: ReadonlyArray<string>,
  known: ReadonlyArray<string>
): Either.Either<Options, Ended> =>
  Either.gen(function* () {
    const { kinds, ...options } = yield* values(args)
    const wanted = kinds?.split(",") ?? known
    const unknown = wanted.find((kind) => !known.includes(kind))
    if (unknown !== undefined)
      return yield* Either.left(misused(`There is no kind "${unknown}". There are: ${known.join(", ")}.`))
    if (options.out === "") return yield* Either.left(misused("--out needs a directory."))
    return { ...options, kinds: known.filter((kind) => wanted.includes(kind)) }
  })

const values = (args: ReadonlyArray<string>) =>
  Either.try({
    try: () =>
      parseArgs({
        // A package manager may pass its own separator on.
        args: args[0] === "--" ? args.slice(1) : [...args],
        options: {
          out: { type: "string", default: "./export" },
          refresh: { type: "boolean", default: false },
          quiet: { type: "boolean", default: false },
          kinds: { type: "string" },
          help: { type: "boolean", default: false, short: "h" }
        }
      }).values,
    // The first sentence says it; what follows is about the shell.
    catch: (error) =>
      misused(
        String(error)
          .replace(/^\w+( \[\w+\])?: /, "")
          .replace(/\. .*/s, ".")
      )
  })

const misused = (message: string): Ended =>
  new Ended({ code: ExitCode.usage, message: `${message}\n--help tells what there is.` })
