/** How a run that writes ends. */
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type { Journal } from "../Journal.js"
import { Ended, partly } from "./ending.js"
import { asResult, type Course, lacking } from "./journals.js"
import { type Output, print } from "./output.js"
import * as Reports from "./reports.js"
import { goingOn, say, type Streams } from "./streams.js"

interface Sides {
  readonly source: string | undefined
  readonly target: string | undefined
}

/** What takes a journal up again. */
export const goOn = (file: string, sides: Sides): string => `Go on with: ${commandOf("resume", file, sides)}`

/** The same, with what is known to be lacking. */
export const goingOnAfter = ({ trouble }: Course, file: string, sides: Sides) =>
  goingOn(
    goOn(file, sides) +
      (trouble.some(({ reason }) => reason.includes("SecretMissing")) ? " --secrets FILE" : "")
  )

export const commandOf = (command: string, file: string, { source, target }: Sides): string =>
  [
    `effect-grafana ${command} ${word(file)}`,
    ...(source === undefined ? [] : [`--source ${word(source)}`]),
    ...(target === undefined ? [] : [`--target ${word(target)}`])
  ].join(" ")

/** As a shell takes it. */
const word = (text: string): string =>
  /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`

export interface Finished extends Sides {
  readonly journal: Journal
  readonly file: string
  readonly course: Course
  readonly report: string | undefined
  readonly output: Output
  readonly quiet: boolean
}

/** Prints how it came out; with anything left open, it is done in part. */
export const finish = (finished: Finished): Effect.Effect<void, Ended, Streams | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const { course, file, journal, output, quiet, report } = finished
    yield* Reports.write(report, { journal })
    yield* print(output, asResult(course))
    const open = lacking(course)
    yield* goingOnAfter(course, file, finished)
    if (open !== undefined) return yield* new Ended({ code: partly, message: `Done in part: ${open}.` })
    if (!quiet && report !== undefined) yield* say(`${report} shows all of it.`)
    if (!quiet) yield* say(`All of it is in place. Compare with: ${commandOf("verify", file, finished)}`)
  })
