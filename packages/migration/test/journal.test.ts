import * as Journal from "@effect-grafana/migration/Journal"
import type { Plan } from "@effect-grafana/migration/Plan"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const plan: Plan = {
  format: 1,
  madeAt: "2026-01-01T00:00:00.000Z",
  source: { url: "http://a.test", version: "12.3.0" },
  target: { url: "http://b.test", version: "12.3.0" },
  alertRules: "paused",
  organizations: []
}

const begun = (action: number, title: string): Journal.Record => ({
  _tag: "Begun",
  organization: 0,
  action,
  at: 1,
  before: { content: { title } }
})
const ended = (action: number): Journal.Record => ({
  _tag: "Ended",
  organization: 0,
  action,
  at: 2,
  outcome: "done"
})

const file = Effect.flatMap(FileSystem.FileSystem, (files) =>
  Effect.map(files.makeTempDirectoryScoped(), (directory) => `${directory}/journal`)
)

const recordsOf = (path: string) =>
  Effect.scoped(
    Effect.flatMap(Journal.open(path), ({ records }) =>
      Effect.map(Stream.runCollect(records), (all) => [...all])
    )
  )

const written = (path: string, records: ReadonlyArray<Journal.Record>) =>
  Effect.scoped(
    Effect.flatMap(Journal.create(path, plan), ({ append }) =>
      Effect.forEach(records, append, { concurrency: "unbounded" })
    )
  )

layer(NodeContext.layer)("a journal in a file", (it) => {
  it.scoped("is read as it was written, with its plan", () =>
    Effect.gen(function* () {
      const path = yield* file
      const records = [begun(0, "a"), ended(0), begun(1, "b\n")]
      yield* written(path, records)
      expect(yield* recordsOf(path)).toEqual(records)
      const { plan: read } = yield* Journal.open(path)
      expect(read).toEqual(plan)
    })
  )

  it.scoped("goes on where another run has left it", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* written(path, [begun(0, "a")])
      yield* Effect.scoped(Effect.flatMap(Journal.open(path), ({ append }) => append(ended(0))))
      expect(yield* recordsOf(path)).toEqual([begun(0, "a"), ended(0)])
    })
  )

  it.scoped("tells what an update was about to overwrite, also of this run", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* written(path, [begun(0, "ä"), ended(0), begun(0, "later")])
      const journal = yield* Journal.open(path)
      yield* journal.append(begun(7, "new"))
      expect(yield* journal.begun({ organization: 0, action: 0 })).toMatchObject({ value: begun(0, "ä") })
      expect(yield* journal.begun({ organization: 0, action: 7 })).toMatchObject({ value: begun(7, "new") })
      expect((yield* journal.begun({ organization: 0, action: 1 }))._tag).toBe("None")
    })
  )

  it.scoped("loses a torn record at its end, and nothing else, wherever it was torn", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* file
      yield* written(path, [begun(0, "a")])
      yield* Effect.scoped(Effect.flatMap(Journal.open(path), ({ append }) => append(ended(0))))
      const whole = yield* files.readFile(path)
      const last = whole.lastIndexOf(10, whole.length - 2) + 1
      for (let size = last; size < whole.length; size++) {
        yield* files.writeFile(path, whole.slice(0, size))
        expect(yield* recordsOf(path)).toEqual([begun(0, "a")])
      }
    })
  )

  it.scoped("that was changed in its middle is refused by name", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* file
      yield* written(path, [])
      for (const action of [0, 1, 2])
        yield* Effect.scoped(Effect.flatMap(Journal.open(path), ({ append }) => append(ended(action))))
      const lines = (yield* files.readFileString(path)).split("\n")
      yield* files.writeFileString(path, [lines[0], "x", ...lines.slice(2)].join("\n"))
      expect(yield* Effect.flip(Journal.open(path))).toMatchObject({ _tag: "JournalDamaged" })
    })
  )

  it.scoped("belongs to one run at a time", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* Journal.create(path, plan)
      expect(yield* Effect.flip(Journal.open(path))).toMatchObject({ _tag: "JournalLocked" })
      expect(yield* Effect.flip(Journal.create(path, plan))).toMatchObject({ _tag: "JournalLocked" })
    })
  )

  it.scoped("whose holder is gone is taken over", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* file
      yield* written(path, [ended(0)])
      yield* files.writeFileString(
        `${path}.lock`,
        JSON.stringify({ pid: 2 ** 22 - 1, boot: "", started: "" })
      )
      expect(yield* recordsOf(path)).toEqual([ended(0)])
    })
  )

  it.scoped("is not begun over another one", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* written(path, [ended(0)])
      expect(yield* Effect.flip(Journal.create(path, plan))).toMatchObject({ _tag: "JournalExists" })
    })
  )

  it.scoped("is its owner's alone", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* file
      yield* written(path, [])
      expect(Number((yield* files.stat(path)).mode) & 0o777).toBe(0o600)
    })
  )
})
