/** What the tables of a journal say. */
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Plan } from "../../Plan.js"
import * as Json from "../json.js"
import type { Database } from "./database.js"
import { JournalDamaged, type JournalFailed } from "./errors.js"
import { Record } from "./record.js"
import { format } from "./scan.js"

type Problem = JournalFailed | JournalDamaged

const Head = Schema.Struct({ format: Schema.Literal(format), plan: Schema.String })
const Row = Schema.Struct({ number: Schema.Int, record: Schema.String })

/** The plan that the journal is about. */
export const planOf = (file: string, { use }: Database): Effect.Effect<Plan, Problem> =>
  Effect.gen(function* () {
    const isOurs = yield* use((it) =>
      it.prepare("select 1 from sqlite_master where type = 'table' and name = 'journal'").get()
    )
    const head = isOurs === undefined ? isOurs : yield* use((it) => it.prepare("select * from journal").get())
    const plan = Schema.is(Head)(head) ? parsed(head.plan) : undefined
    if (!Schema.is(Plan)(plan))
      return yield* new JournalDamaged({ journal: file, problem: "is no journal of this version" })
    return plan
  })

/** Rows that are read at once. */
const page = 1_000

/** The records up to a number, each with its own. */
export const numbered = (
  file: string,
  { use }: Database,
  last: number
): Stream.Stream<readonly [number, Record], Problem> =>
  Stream.paginateChunkEffect(0, (after) =>
    use((it) =>
      it
        .prepare(
          "select number, record from records where number > ? and number <= ? order by number limit ?"
        )
        .all(after, last, page)
    ).pipe(
      Effect.flatMap((rows) => Effect.forEach(rows, recordIn(file))),
      Effect.map((rows) => [Chunk.fromIterable(rows), Option.map(Arr.last(rows), ([number]) => number)])
    )
  )

/** The number and the record of a row. */
export const recordIn =
  (file: string) =>
  (row: unknown): Effect.Effect<readonly [number, Record], JournalDamaged> => {
    const record = Schema.is(Row)(row) ? parsed(row.record) : undefined
    return Schema.is(Row)(row) && Schema.is(Record)(record)
      ? Effect.succeed([row.number, record])
      : changed(file)
  }

export const changed = (file: string): JournalDamaged =>
  new JournalDamaged({ journal: file, problem: "was changed: a record in it cannot be read" })

const parsed = (text: string): unknown => {
  try {
    return Json.parse(text)
  } catch {
    return undefined
  }
}
