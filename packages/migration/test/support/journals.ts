/** Where a journal can be kept, and records to keep in it. */
import * as Journal from "@effect-grafana/migration/Journal"
import * as JournalSqlite from "@effect-grafana/migration/JournalSqlite"
import type { Plan } from "@effect-grafana/migration/Plan"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import Libsql from "libsql"

export const plan: Plan = {
  format: 1,
  madeAt: "2026-01-01T00:00:00.000Z",
  source: { url: "http://a.test", version: "12.3.0" },
  target: { url: "http://b.test", version: "12.3.0" },
  alertRules: "paused",
  organizations: []
}

export const begun = (action: number, title: string): Journal.Record => ({
  _tag: "Begun",
  organization: 0,
  action,
  at: 1,
  before: { content: { title } }
})

export const ended = (action: number): Journal.Record => ({
  _tag: "Ended",
  organization: 0,
  action,
  at: 2,
  outcome: "done"
})

type Opened = Effect.Effect<
  Journal.Journal,
  { readonly _tag: string },
  FileSystem.FileSystem | Path.Path | Scope.Scope
>

/** A place that outlives the process. */
export interface Kept {
  readonly name: string
  readonly create: (file: string, plan: Plan) => Opened
  readonly open: (file: string) => Opened
  /** Makes the record of a number unreadable. */
  readonly spoil: (file: string, number: number) => Effect.Effect<void, unknown, FileSystem.FileSystem>
}

export const inFile: Kept = {
  name: "a file",
  create: Journal.create,
  open: Journal.open,
  spoil: (file, number) =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const lines = (yield* files.readFileString(file)).split("\n")
      yield* files.writeFileString(file, lines.with(number, "x").join("\n"))
    })
}

export const inSqlite: Kept = {
  name: "SQLite",
  create: JournalSqlite.create,
  open: JournalSqlite.open,
  spoil: (file, number) =>
    Effect.sync(() => {
      const database = new Libsql(file)
      database.prepare("update records set record = 'x' where number = ?").run(number)
      database.close()
    })
}

export const recordsOf = ({ records }: Journal.Journal) =>
  Effect.map(Stream.runCollect(records), (all) => [...all])
