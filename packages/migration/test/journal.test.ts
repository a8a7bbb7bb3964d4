import * as Journal from "@effect-grafana/migration/Journal"
import * as JournalSqlite from "@effect-grafana/migration/JournalSqlite"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { afterEach, expect, layer, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { begun, ended, inFile, inSqlite, type Kept, plan, recordsOf } from "./support/journals.js"

const file = Effect.flatMap(FileSystem.FileSystem, (files) =>
  Effect.map(files.makeTempDirectoryScoped(), (directory) => `${directory}/journal`)
)

const left = ({ open }: Kept, path: string) => Effect.scoped(Effect.flatMap(open(path), recordsOf))

const written = ({ create }: Kept, path: string, records: ReadonlyArray<Journal.Record>) =>
  Effect.scoped(
    Effect.flatMap(create(path, plan), ({ append }) =>
      Effect.forEach(records, append, { concurrency: "unbounded" })
    )
  )

const refused = <A, E, R>(opened: Effect.Effect<A, E, R>) => Effect.flip(Effect.scoped(opened))

const goneOn = ({ open }: Kept, path: string, record: Journal.Record) =>
  Effect.scoped(Effect.flatMap(open(path), ({ append }) => append(record)))

const fresh = [
  { name: "memory", make: Journal.memory(plan) },
  ...[inFile, inSqlite].map(({ create, name }) => ({
    name,
    make: Effect.flatMap(file, (path) => create(path, plan))
  }))
]

layer(NodeContext.layer)("a journal", (it) => {
  for (const { make, name } of fresh) {
    it.scoped(`in ${name} shows what this run has noted, and its plan`, () =>
      Effect.gen(function* () {
        const journal = yield* make
        const records = [begun(0, "a"), ended(0), begun(1, "b\n")]
        yield* Effect.forEach(records, journal.append, { concurrency: "unbounded" })
        expect(yield* recordsOf(journal)).toEqual(records)
        yield* journal.append(ended(1))
        expect(yield* recordsOf(journal)).toEqual([...records, ended(1)])
        expect(journal.plan).toEqual(plan)
      })
    )

    it.scoped(`in ${name} tells what an update was about to overwrite when it was first begun`, () =>
      Effect.gen(function* () {
        const journal = yield* make
        for (const record of [begun(0, "ä"), ended(0), begun(0, "later"), begun(7, "new")])
          yield* journal.append(record)
        expect(yield* journal.begun({ organization: 0, action: 0 })).toMatchObject({ value: begun(0, "ä") })
        expect(yield* journal.begun({ organization: 0, action: 7 })).toMatchObject({ value: begun(7, "new") })
        expect((yield* journal.begun({ organization: 0, action: 1 }))._tag).toBe("None")
        expect((yield* journal.begun({ organization: 1, action: 0 }))._tag).toBe("None")
      })
    )
  }
})

layer(NodeContext.layer)("a journal that outlives its process", (it) => {
  for (const kept of [inFile, inSqlite]) {
    const { create, name, open, spoil } = kept

    it.scoped(`is read from ${name} as it was written, with its plan`, () =>
      Effect.gen(function* () {
        const path = yield* file
        const records = [begun(0, "a"), ended(0), begun(1, "b\n")]
        yield* written(kept, path, records)
        const journal = yield* open(path)
        expect(yield* recordsOf(journal)).toEqual(records)
        expect(journal.plan).toEqual(plan)
      })
    )

    it.scoped(`keeps more records in ${name} than are read at once`, () =>
      Effect.gen(function* () {
        const path = yield* file
        const records = Array.from({ length: 2_500 }, (_, action) => ended(action))
        yield* written(kept, path, records)
        expect(yield* left(kept, path)).toEqual(records)
      })
    )

    it.scoped(`goes on in ${name} where another run has left it`, () =>
      Effect.gen(function* () {
        const path = yield* file
        yield* written(kept, path, [begun(0, "a")])
        yield* goneOn(kept, path, ended(0))
        expect(yield* left(kept, path)).toEqual([begun(0, "a"), ended(0)])
        const { begun: find } = yield* open(path)
        expect(yield* find({ organization: 0, action: 0 })).toMatchObject({ value: begun(0, "a") })
      })
    )

    it.scoped(`that was changed in ${name} is refused by name`, () =>
      Effect.gen(function* () {
        const path = yield* file
        yield* written(kept, path, [])
        for (const action of [0, 1, 2]) yield* goneOn(kept, path, ended(action))
        yield* spoil(path, 1)
        expect(yield* refused(open(path))).toMatchObject({ _tag: "JournalDamaged" })
      })
    )

    it.scoped(`is not taken for one where ${name} holds something else`, () =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const path = yield* file
        expect(yield* refused(open(path))).toMatchObject({ _tag: "JournalFailed" })
        for (const text of ["", "no journal\n".repeat(100)]) {
          yield* files.writeFileString(path, text)
          expect(yield* refused(open(path))).toMatchObject({ _tag: "JournalDamaged" })
        }
      })
    )

    it.scoped(`belongs in ${name} to one run at a time`, () =>
      Effect.gen(function* () {
        const path = yield* file
        yield* create(path, plan)
        expect(yield* refused(open(path))).toMatchObject({ _tag: "JournalLocked" })
        expect(yield* refused(create(path, plan))).toMatchObject({ _tag: "JournalLocked" })
      })
    )

    it.scoped(`whose holder is gone is taken over from ${name}`, () =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const path = yield* file
        yield* written(kept, path, [ended(0)])
        yield* files.writeFileString(
          `${path}.lock`,
          JSON.stringify({ pid: 2 ** 22 - 1, boot: "", started: "" })
        )
        expect(yield* left(kept, path)).toEqual([ended(0)])
      })
    )

    it.scoped(`is not begun over another one in ${name}`, () =>
      Effect.gen(function* () {
        const path = yield* file
        yield* written(kept, path, [ended(0)])
        expect(yield* refused(create(path, plan))).toMatchObject({ _tag: "JournalExists" })
        expect(yield* left(kept, path)).toEqual([ended(0)])
      })
    )

    it.scoped(`is made in ${name} over what a crash has left of one, and leaves nothing beside it`, () =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const directory = yield* files.makeTempDirectoryScoped()
        for (const end of [".new", ".new-wal", ".new-shm"])
          yield* files.writeFileString(`${directory}/journal${end}`, "half of one")
        yield* written(kept, `${directory}/journal`, [ended(0)])
        expect(yield* left(kept, `${directory}/journal`)).toEqual([ended(0)])
        expect((yield* files.readDirectory(directory)).filter((it) => it.includes(".new"))).toEqual([])
      })
    )

    it.scoped(`is in ${name} its owner's alone, with all that stands beside it`, () =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const directory = yield* files.makeTempDirectoryScoped()
        const { append } = yield* create(`${directory}/journal`, plan)
        yield* append(ended(0))
        for (const entry of yield* files.readDirectory(directory)) {
          const { mode } = yield* files.stat(`${directory}/${entry}`)
          expect([entry, mode & 0o777]).toEqual([entry, 0o600])
        }
      })
    )
  }

  it.scoped("loses a torn record at the end of its file, and nothing else, wherever it was torn", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* file
      yield* written(inFile, path, [begun(0, "a")])
      yield* goneOn(inFile, path, ended(0))
      const whole = yield* files.readFile(path)
      const last = whole.lastIndexOf(10, whole.length - 2) + 1
      for (let size = last; size < whole.length; size++) {
        yield* files.writeFile(path, whole.slice(0, size))
        expect(yield* left(inFile, path)).toEqual([begun(0, "a")])
      }
    })
  )

  it.scoped("in SQLite that lacks a record in its middle is refused by name", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* written(inSqlite, path, [ended(0), ended(1), ended(2)])
      const { default: Libsql } = yield* Effect.promise(() => import("libsql"))
      const database = new Libsql(path)
      database.exec("delete from records where number = 2")
      database.close()
      expect(yield* refused(JournalSqlite.open(path))).toMatchObject({ _tag: "JournalDamaged" })
    })
  )
})

layer(NodeContext.layer)("a journal in SQLite", (it) => {
  afterEach(() => void vi.doUnmock("libsql"))

  it.scoped("says what to install where its module is missing", () =>
    Effect.gen(function* () {
      vi.doMock("libsql", () => {
        throw new Error("Cannot find package 'libsql'")
      })
      const path = yield* file
      const missing = yield* refused(JournalSqlite.create(path, plan))
      expect(missing._tag).toBe("SqliteMissing")
      expect(missing.message).toContain("libsql")
      vi.doUnmock("libsql")
      yield* JournalSqlite.create(path, plan)
    })
  )
})
