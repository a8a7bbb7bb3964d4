import * as Teams from "@effect-grafana/elements/Teams"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { archive, directory, filesIn, type Options, platform, readText, sum } from "../support/archiving.js"
import { on, seeded } from "../support/instances.js"

const record = ".progress.ndjson"

const instance = seeded({
  folders: 12,
  dashboards: 40,
  libraryElements: 15,
  users: 20,
  teams: 8,
  dataSources: 6,
  alertRules: 10,
  contactPoints: 3,
  playlists: 3,
  serviceAccounts: 3
})

/** Interrupts a run at the request of that number, which is never answered. */
const interrupted = (fake: FakeGrafana.Service, out: string, at: number, options: Partial<Options> = {}) =>
  Effect.gen(function* () {
    const enough = yield* Deferred.make<void>()
    let asked = 0
    const fiber = yield* Effect.fork(
      archive({
        fake,
        directory: out,
        ...options,
        tamper: (it) => {
          if (++asked === at) Deferred.unsafeDone(enough, Effect.void)
          return asked >= at ? Effect.never : Effect.succeed(it)
        }
      })
    )
    yield* Deferred.await(enough)
    yield* Fiber.interrupt(fiber)
  })

interface Line {
  readonly kind: string
  readonly key: string
  readonly file: string
}

const recorded = (out: string) =>
  Effect.map(readText(out, record), (text) =>
    text
      .trimEnd()
      .split("\n")
      .slice(1)
      // Sound: the engine wrote these lines.
      .map((line) => JSON.parse(line) as Line)
  )

const nameOf = ({ key, kind }: Line): string => `${kind}/${key}`

// Over the live clock: what is under way is a real write.
describe("a run that was interrupted", () => {
  it.scopedLive.each([1, 20, 60, 120])("at request %i leaves whole files, each in the record", (at) =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* interrupted(fake, out, at)
      const files = yield* filesIn(out)
      expect(files.filter((file) => file.endsWith(".tmp"))).toEqual([])
      expect(files).not.toContain("manifest.json")
      if (!files.includes(record)) return expect(files).toEqual([])
      const entries = yield* recorded(out)
      expect(files.filter((file) => file !== record)).toEqual(entries.map(({ file }) => file).sort())
      for (const { file } of entries) JSON.parse(yield* readText(out, file))
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("is gone on with: what is finished is not read again", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* interrupted(fake, out, 120)
      const finished = (yield* recorded(out)).map(nameOf)
      expect(finished.length).toBeGreaterThan(10)
      const second = yield* archive({ fake, directory: out })
      expect(second.complete).toBe(true)
      expect(second.read.filter((object) => finished.includes(object))).toEqual([])
      expect(sum(second, "kept")).toBe(finished.length)
      expect(sum(second, "exported")).toBe(second.read.length)
      expect(yield* filesIn(out)).not.toContain(record)
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("becomes the archive that it would have been", () =>
    Effect.gen(function* () {
      const [fake, cut, other] = [yield* instance, yield* directory, yield* directory]
      yield* interrupted(fake, cut, 100)
      yield* archive({ fake, directory: cut })
      yield* archive({ fake, directory: other })
      const files = yield* filesIn(other)
      expect(yield* filesIn(cut)).toEqual(files)
      for (const file of files.filter((it) => it !== "manifest.json"))
        expect(yield* readText(cut, file)).toBe(yield* readText(other, file))
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("a file that was changed or removed meanwhile is read again", () =>
    Effect.gen(function* () {
      const [fake, out, files] = [yield* instance, yield* directory, yield* FileSystem.FileSystem]
      yield* interrupted(fake, out, 120)
      const [changed, removed, ...others] = yield* recorded(out)
      if (changed === undefined || removed === undefined) throw new Error("too little was recorded")
      yield* files.writeFileString(`${out}/${changed.file}`, "{}")
      yield* files.remove(`${out}/${removed.file}`)
      const { complete, read } = yield* archive({ fake, directory: out })
      expect(complete).toBe(true)
      expect(read).toContain(nameOf(changed))
      expect(read).toContain(nameOf(removed))
      expect(read.filter((object) => others.map(nameOf).includes(object))).toEqual([])
      expect(yield* readText(out, changed.file)).not.toBe("{}")
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("a torn last line of the record is an object that is read again", () =>
    Effect.gen(function* () {
      const [fake, out, files] = [yield* instance, yield* directory, yield* FileSystem.FileSystem]
      yield* interrupted(fake, out, 120)
      const entries = (yield* recorded(out)).map(nameOf)
      yield* files.writeFileString(`${out}/${record}`, (yield* readText(out, record)).slice(0, -20))
      const { complete, read } = yield* archive({ fake, directory: out })
      expect(complete).toBe(true)
      expect(read).toContain(entries.at(-1))
      expect(read.filter((object) => entries.slice(0, -1).includes(object))).toEqual([])
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("is begun anew with refresh", () =>
    Effect.gen(function* () {
      const [fake, out, other] = [yield* instance, yield* directory, yield* directory]
      yield* interrupted(fake, out, 120)
      const refreshed = yield* archive({ fake, directory: out, refresh: true })
      const fresh = yield* archive({ fake, directory: other })
      expect(refreshed.complete).toBe(true)
      expect([...refreshed.read].sort()).toEqual([...fresh.read].sort())
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("what it left of an object that is gone is removed at the end", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const { teams } = yield* on(fake)(Teams.search({}))
      const [gone] = teams
      if (gone === undefined) throw new Error("the instance has no team")
      yield* interrupted(fake, out, 200)
      const left = (yield* recorded(out)).find(({ key, kind }) => kind === "teams" && key === gone.name)
      expect(left).toBeDefined()
      yield* on(fake)(Teams.remove({ id: gone.id }))
      expect((yield* archive({ fake, directory: out })).complete).toBe(true)
      expect(yield* filesIn(out)).not.toContain(left?.file)
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("keeps aside the manifest of the archive before, until there is a new one", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* archive({ fake, directory: out })
      yield* interrupted(fake, out, 60)
      expect(yield* filesIn(out)).toContain(".previous-manifest.json")
      expect(yield* filesIn(out)).not.toContain("manifest.json")
      yield* archive({ fake, directory: out })
      const files = yield* filesIn(out)
      expect(files).toContain("manifest.json")
      expect(files).not.toContain(".previous-manifest.json")
    }).pipe(Effect.provide(platform))
  )

  it.scopedLive("of another Grafana is not taken for one of this", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* interrupted(fake, out, 60)
      const error = yield* Effect.flip(archive({ fake, directory: out, url: "http://other.test" }))
      expect(error).toMatchObject({ _tag: "OtherSource" })
    }).pipe(Effect.provide(platform))
  )
})

it.scopedLive("half written files of a killed run are removed at the next start", () =>
  Effect.gen(function* () {
    const [fake, out, files] = [yield* instance, yield* directory, yield* FileSystem.FileSystem]
    yield* files.makeDirectory(`${out}/org-1/dashboards`, { recursive: true })
    yield* files.writeFileString(`${out}/org-1/dashboards/abc.json.tmp`, "{")
    yield* files.writeFileString(`${out}/manifest.json.tmp`, "{")
    yield* archive({ fake, directory: out })
    expect((yield* filesIn(out)).filter((file) => file.endsWith(".tmp"))).toEqual([])
  }).pipe(Effect.provide(platform))
)
