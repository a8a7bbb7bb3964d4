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
  /** Names of kinds, in order. */
  readonly kinds: ReadonlyArray<string>
  readonly organizations: "current" | "all" | ReadonlyArray<string>
}

/** Names of kinds. */
export interface Choice {
  readonly known: ReadonlyArray<string>
  /** Those that are exported unless told. */
  readonly usual: ReadonlyArray<string>
}

export const parse = (args: ReadonlyArray<string>, { known, usual }: Choice): Either.Either<Options, Ended> =>
  Either.gen(function* () {
    const { kinds, organizations, ...options } = yield* values(args)
    const wanted = kinds?.split(",") ?? usual
    const unknown = wanted.find((kind) => !known.includes(kind))
    if (unknown !== undefined)
      return yield* Either.left(misused(`There is no kind "${unknown}"; --help names all of them.`))
    if (options.out === "") return yield* Either.left(misused("--out needs a directory."))
    const names = organizations.split(",")
    if (names.includes("")) return yield* Either.left(misused("--organizations needs names, or all."))
    return {
      ...options,
      kinds: known.filter((kind) => wanted.includes(kind)),
      organizations: organizations === "current" || organizations === "all" ? organizations : names
    }
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
          organizations: { type: "string", default: "current" },
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
