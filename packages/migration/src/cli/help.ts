/** Help, completions and wrong usage as @effect/cli words them, brought to the width of a terminal. */
import type * as Console from "effect/Console"
import type * as Effect from "effect/Effect"
import { width } from "../internal/columns.js"
import type { Service } from "./streams.js"

/** What there is, in lines of at most 79 columns. */
export const overview = `effect-grafana COMMAND [options]: moves whole Grafana instances

  doctor                examines whether a migration can go well
  plan                  shows what a migration would do; --out FILE keeps it
  migrate               plans, writes and compares: all in one
  apply PLAN            carries a plan out; --journal FILE notes each write
  resume JOURNAL        goes on with an apply that was cut off
  verify JOURNAL|PLAN   compares what a plan was about on both sides
  rollback JOURNAL      takes an apply back
  diff                  compares two Grafanas, or archives, field by field
  export --out DIR      exports a Grafana to a directory, an object a file

COMMAND --help tells its options; --completions bash|zsh|fish prints a script
for the shell.

--source URL|DIR and --target URL say where from and where to, or
SOURCE_GRAFANA_URL and TARGET_GRAFANA_URL. Credentials stand in the environment
alone: SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN, or
SOURCE_GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE, or SOURCE_GRAFANA_USER and
SOURCE_GRAFANA_PASSWORD; those of the target begin with TARGET_.
SOURCE_GRAFANA_ORG_ID names an organization other than the credential's own.
export takes the same variables without SOURCE_, too.

The result goes to stdout (--output text|json|ndjson), all else to stderr.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not let in, 4 done in part or
not the same, 5 interrupted.
`

const widest = 79
const styles = /\u001b\[[\d;]*m/g

/** What @effect/cli 0.77 writes to. */
export const consoleOf = (usual: Console.Console, { colours, out, screen }: Service): Console.Console => {
  const writer =
    (to: Service["out"], hasColours: boolean) =>
    (...args: ReadonlyArray<unknown>): Effect.Effect<void> => {
      const text = args.map(String).join(" ")
      return to(fold(hasColours ? text : text.replace(styles, "")))
    }
  return { ...usual, log: writer(out, colours), error: writer(screen.write, screen.colours) }
}

/** What it says of every option of a sort. */
const idle =
  /^ *(A user-defined piece of text\.|A true or false value\.|An integer\.|This setting is optional\.)$/

/** A script for a shell is left as it is. */
const fold = (text: string): string => {
  if (/^(#|function |complete )/m.test(text.replace(styles, ""))) return `${text}\n`
  const lines = text
    .split("\n")
    .filter((line) => !idle.test(line.replace(styles, "")))
    .map((line) => line.replace(/^\$ /, "$ effect-grafana "))
    .flatMap(foldLine)
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`
}

/** Breaks at blanks, and keeps the indentation. */
const foldLine = (line: string): ReadonlyArray<string> => {
  const [indent = ""] = /^ */.exec(line) ?? []
  const folded: Array<string> = []
  let now = indent
  for (const word of line.slice(indent.length).split(" ")) {
    const longer = now === indent ? now + word : `${now} ${word}`
    if (now !== indent && width(longer.replace(styles, "")) > widest) {
      folded.push(now)
      now = indent + word
    } else now = longer
  }
  return [...folded, now]
}
