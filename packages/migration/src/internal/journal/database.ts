/** SQLite through libsql, which is loaded when the first journal is opened. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type Libsql from "libsql"
import { JournalDamaged, JournalFailed } from "./errors.js"

/** A journal in SQLite needs a module that is not installed. */
export class SqliteMissing extends Data.TaggedError("SqliteMissing")<{ readonly problem: string }> {
  override get message(): string {
    return `a journal in SQLite needs the package libsql, version 0.5 or later; add it to the project (${this.problem})`
  }
}

export interface Database {
  /** Runs statements; what they throw is worded by the journal that is at stake. */
  readonly use: <A>(f: (database: Libsql.Database) => A) => Effect.Effect<A, JournalFailed | JournalDamaged>
}

/** Opens a database until the scope closes. What is committed in it is on disk. */
export const open = (
  journal: string
): Effect.Effect<Database, JournalFailed | JournalDamaged | SqliteMissing, Scope.Scope> =>
  Effect.gen(function* () {
    const Connection = yield* libsql
    const database = yield* Effect.acquireRelease(
      attempt(journal, () => new Connection(journal)),
      (it) => Effect.ignore(attempt(journal, () => close(it)))
    )
    yield* attempt(journal, () => {
      database.pragma("busy_timeout = 5000")
      database.pragma("journal_mode = WAL")
      database.pragma("synchronous = FULL")
    })
    return { use: (f) => attempt(journal, () => f(database)) }
  })

/** The module. */
export const libsql: Effect.Effect<typeof Libsql, SqliteMissing> = Effect.tryPromise({
  try: async () => (await import("libsql")).default,
  catch: (error) => new SqliteMissing({ problem: wordsOf(error) })
})

/** All of it into the one file: what stands beside it is easily forgotten when a journal is copied. */
const close = (database: Libsql.Database): void => {
  database.pragma("wal_checkpoint(TRUNCATE)")
  database.close()
}

const attempt = <A>(journal: string, f: () => A): Effect.Effect<A, JournalFailed | JournalDamaged> =>
  Effect.try({
    try: f,
    catch: (error) =>
      isDamage(error)
        ? new JournalDamaged({ journal, problem: `cannot be read: ${error.message}` })
        : new JournalFailed({ journal, problem: wordsOf(error) })
  })

const isDamage = Schema.is(
  Schema.Struct({
    message: Schema.String,
    code: Schema.String.pipe(Schema.pattern(/^SQLITE_(CORRUPT|NOTADB)/))
  })
)

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
