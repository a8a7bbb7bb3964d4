import { describe, expect, it } from "@effect/vitest"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import {
  directory,
  filesIn,
  objectOf,
  objectsRead,
  platform,
  readText,
  run,
  seeded,
  source,
  type Tamper
} from "./support.js"

const record = ".progress.ndjson"

/** Interrupts a run when `count` objects have been read, and gives what it asked for. */
const interrupted = (fake: FakeGrafana.Service, out: string, count: number) =>
  Effect.gen(function* () {
    const enough = yield* Deferred.make<void>()
    const requests: Array<string> = []
    let read = 0
    const tamper: Tamper = (it) => {
      if (objectOf(it.path) !== undefined && ++read === count) Deferred.unsafeDone(enough, Effect.void)
      return read > count ? Effect.never : Effect.succeed(it)
    }
    const fiber = yield* Effect.fork(run({ fake, directory: out, tamper, requests }))
    yield* Deferred.await(enough)
    yield* Fiber.interrupt(fiber)
    return requests
  })

const recorded = (out: string) =>
  Effect.map(readText(out, record), (text) =>
    text
      .trimEnd()
      .split("\n")
      .slice(1)
      // Sound: the engine wrote these lines.
      .map((line) => JSON.parse(line) as { kind: string; id: string; file: string })
  )

// Over the live clock: what is under way is a real request and a real write.
describe("a run that was interrupted", () => {
  it.scopedLive.each([1, 7, 40, 90])("after %i reads leaves whole files, each in the record", (count) =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* interrupted(fake, out, count)
      const files = yield* filesIn(out)
      expect(files.filter((file) => file.endsWith(".tmp"))).toEqual([])
      expect(files).not.toContain("manifest.json")
      const entries = yield* recorded(out)
      expect(files.filter((file) => file !== record)).toEqual(entries.map(({ file }) => file).sort())
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("is gone on with: what is finished is not asked for again", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* interrupted(fake, out, 50)
      const finished = (yield* recorded(out)).map(({ id, kind }) => `${kind}/${id}`)
      expect(finished.length).toBeGreaterThan(10)
      const second = yield* run({ fake, directory: out })
      expect(second.complete).toBe(true)
      const read = objectsRead(second)
      expect(read.filter((object) => finished.includes(object))).toEqual([])
      const tallies = [...second.tallies.values()]
      expect(tallies.reduce((sum, { kept }) => sum + kept, 0)).toBe(finished.length)
      expect(tallies.reduce((sum, { exported }) => sum + exported, 0)).toBe(read.length)
      expect(yield* filesIn(out)).not.toContain(record)
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("a file that was changed or removed meanwhile is asked for again", () =>
    Effect.gen(function* () {
      const [fake, out, files] = [yield* seeded, yield* directory, yield* FileSystem.FileSystem]
      yield* interrupted(fake, out, 50)
      const [changed, removed, ...others] = yield* recorded(out)
      yield* files.writeFileString(`${out}/${changed?.file}`, "{}")
      yield* files.remove(`${out}/${removed?.file}`)
      const second = yield* run({ fake, directory: out })
      expect(second.complete).toBe(true)
      const read = objectsRead(second)
      expect(read).toContain(`${changed?.kind}/${changed?.id}`)
      expect(read).toContain(`${removed?.kind}/${removed?.id}`)
      for (const { id, kind } of others) expect(read).not.toContain(`${kind}/${id}`)
      expect(yield* readText(out, changed?.file ?? "")).not.toBe("{}")
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("a torn last line of the record is an object that is asked for again", () =>
    Effect.gen(function* () {
      const [fake, out, files] = [yield* seeded, yield* directory, yield* FileSystem.FileSystem]
      yield* interrupted(fake, out, 50)
      const entries = yield* recorded(out)
      const text = yield* readText(out, record)
      yield* files.writeFileString(`${out}/${record}`, text.slice(0, -20))
      const last = entries.at(-1)
      const second = yield* run({ fake, directory: out })
      expect(second.complete).toBe(true)
      const finished = entries.slice(0, -1).map(({ id, kind }) => `${kind}/${id}`)
      const read = objectsRead(second)
      expect(read).toContain(`${last?.kind}/${last?.id}`)
      expect(read.filter((object) => finished.includes(object))).toEqual([])
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("is begun anew with refresh", () =>
    Effect.gen(function* () {
      const [fake, out, other] = [yield* seeded, yield* directory, yield* directory]
      yield* interrupted(fake, out, 50)
      const refreshed = yield* run({ fake, directory: out, refresh: true })
      const fresh = yield* run({ fake, directory: other })
      expect(refreshed.complete).toBe(true)
      expect([...objectsRead(refreshed)].sort()).toEqual([...objectsRead(fresh)].sort())
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("what it left of an object that is gone is removed at the end", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const headers = { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` }
      yield* interrupted(fake, out, 90)
      const team = (yield* recorded(out)).find(({ kind }) => kind === "teams")
      fake.handle({ method: "DELETE", url: `/api/teams/${team?.id}`, headers, body: undefined })
      expect((yield* run({ fake, directory: out })).complete).toBe(true)
      expect(yield* filesIn(out)).not.toContain(team?.file)
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("keeps aside the manifest of the complete export before, until there is a new one", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* run({ fake, directory: out })
      yield* interrupted(fake, out, 5)
      expect(yield* filesIn(out)).toContain(".previous-manifest.json")
      yield* run({ fake, directory: out })
      const files = yield* filesIn(out)
      expect(files).toContain("manifest.json")
      expect(files).not.toContain(".previous-manifest.json")
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("of another Grafana is not taken for one of this", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* interrupted(fake, out, 20)
      const elsewhere = { ...source, organization: { id: 2, name: "Other" } }
      const error = yield* Effect.flip(run({ fake, directory: out, source: elsewhere }))
      expect(error._tag).toBe("OtherSource")
    }).pipe(Effect.provide(platform))
  )
})

it.scopedLive("half written files of a killed run are removed at the next start", () =>
  Effect.gen(function* () {
    const [fake, out, files] = [yield* seeded, yield* directory, yield* FileSystem.FileSystem]
    yield* files.makeDirectory(`${out}/dashboards`)
    yield* files.writeFileString(`${out}/dashboards/abc.json.tmp`, "{")
    yield* files.writeFileString(`${out}/manifest.json.tmp`, "{")
    yield* run({ fake, directory: out })
    expect((yield* filesIn(out)).filter((file) => file.endsWith(".tmp"))).toEqual([])
  }).pipe(Effect.provide(platform))
)
