/** A journal in a SQLite database: the plan in a table of one row, the records in another, numbered without a gap. */
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Journal } from "../../Journal.js"
import type { Plan } from "../../Plan.js"
import * as Json from "../json.js"
import { batches } from "./batches.js"
import * as Database from "./database.js"
import { type JournalDamaged, JournalExists, JournalFailed, type JournalLocked } from "./errors.js"
import { mode, naming, whole } from "./file.js"
import { lock } from "./lock.js"
import type { Record } from "./record.js"
import { changed, numbered, planOf, recordIn } from "./rows.js"
import { format } from "./scan.js"

type Needs = FileSystem.FileSystem | Path.Path | Scope.Scope

const tables = `
  create table journal (format integer not null, plan text not null) strict;
  create table records (
    number integer primary key,
    tag text not null,
    organization integer not null,
    action integer,
    record text not null
  ) strict;
  create index begun on records (organization, action, number) where tag = 'Begun';
`

/**
 * Begins a journal. A commit waits for the disk, and the process with it: some milliseconds for each batch. Fails with
 * `SqliteMissing` where libsql is not installed.
 */
export const create = (
  file: string,
  plan: Plan
): Effect.Effect<Journal, JournalFailed | JournalLocked | JournalExists | Database.SqliteMissing, Needs> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* Database.libsql
    yield* lock(file)
    if (yield* naming(file)(files.exists(file))) return yield* new JournalExists({ journal: file })
    yield* whole(file, (fresh) =>
      Effect.gen(function* () {
        // SQLite gives the files beside it the same mode.
        yield* naming(file)(Effect.scoped(files.open(fresh, { flag: "wx", mode })))
        const database = yield* Database.open(fresh)
        yield* database.use((it) =>
          it.transaction(() => {
            it.exec(tables)
            it.prepare("insert into journal (format, plan) values (?, ?)").run(format, Json.canonical(plan))
          })()
        )
      }).pipe(Effect.scoped)
    )
    return yield* journal(file, yield* Database.open(file), plan, 0)
  }).pipe(Effect.catchTag("JournalDamaged", asFailure))

/** Takes up a journal where a run has left it. */
export const open = (
  file: string
): Effect.Effect<Journal, JournalFailed | JournalLocked | JournalDamaged | Database.SqliteMissing, Needs> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* lock(file)
    // SQLite would make one.
    yield* naming(file)(files.access(file))
    const database = yield* Database.open(file)
    const plan = yield* planOf(file, database)
    let count = 0
    yield* Stream.runForEach(numbered(file, database, Infinity), ([number]) =>
      number === ++count ? Effect.void : changed(file)
    )
    return yield* journal(file, database, plan, count)
  })

const journal = (
  file: string,
  database: Database.Database,
  plan: Plan,
  count: number
): Effect.Effect<Journal, never, Scope.Scope> =>
  Effect.gen(function* () {
    let last = count
    const write = (records: ReadonlyArray<Record>) =>
      database.use((it) => {
        const insert = it.prepare(
          "insert into records (number, tag, organization, action, record) values (?, ?, ?, ?, ?)"
        )
        it.transaction(() => {
          for (const [i, record] of records.entries()) {
            const action = record._tag === "Entered" ? null : record.action
            insert.run(last + i + 1, record._tag, record.organization, action, Json.canonical(record))
          }
        })()
        last += records.length
      })
    return {
      plan,
      records: Stream.suspend(() => numbered(file, database, last)).pipe(
        Stream.map(([, record]) => record),
        Stream.mapError((problem) => (problem._tag === "JournalDamaged" ? asFailure(problem) : problem))
      ),
      begun: ({ action, organization }) =>
        database
          .use((it) =>
            it
              .prepare(
                `select number, record from records
                 where tag = 'Begun' and organization = ? and action = ? order by number limit 1`
              )
              .all(organization, action)
          )
          .pipe(
            Effect.flatMap((rows) => Effect.forEach(rows, recordIn(file))),
            Effect.map(([first]) =>
              Option.filter(Option.fromNullable(first?.[1]), (record) => record._tag === "Begun")
            ),
            Effect.catchTag("JournalDamaged", asFailure)
          ),
      append: yield* batches((records) => Effect.catchTag(write(records), "JournalDamaged", asFailure))
    }
  })

/** What was whole when the journal was opened is a failure to read it now. */
const asFailure = ({ journal, problem }: JournalDamaged): JournalFailed =>
  new JournalFailed({ journal, problem })
