import type { Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Users from "@effect-grafana/elements/Users"
import { describe, expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { archive, but, directory, filesIn, noSpace, platform } from "../support/archiving.js"
import { build } from "../support/build.js"
import { dumped } from "../support/dumped.js"
import { full } from "../support/full.js"
import { seeded } from "../support/instances.js"

const instance = build(full)

describe("a disk that is full", () => {
  it.scoped("ends the archive with the file's name, and leaves neither half a file nor a manifest", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded({ dashboards: 20 }), yield* directory]
      const uid = dumped(fake)("dashboards")[10] ?? ""
      const disk = but((files) => ({
        writeFile: (path, data, options) =>
          path.includes(`/dashboards/${uid}`)
            ? Effect.zipRight(files.writeFile(path, data.slice(0, 10), options), noSpace(path))
            : files.writeFile(path, data, options)
      }))
      const error = yield* Effect.flip(Effect.provide(archive({ fake, directory: out }), disk))
      expect(error).toMatchObject({
        _tag: "FileFailed",
        message: expect.stringMatching(/dashboards\/.*\.json: ENOSPC: no space left on device/)
      })
      const left = yield* filesIn(out)
      expect(left.filter((file) => file.endsWith(".tmp") || file === "manifest.json")).toEqual([])
      expect((yield* archive({ fake, directory: out })).complete).toBe(true)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("when the record is written ends it as well", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded({ dashboards: 40 }), yield* directory]
      const disk = but((files) => ({
        open: (path, options) =>
          Effect.map(files.open(path, options), (file) =>
            Object.assign(Object.create(file), { writeAll: () => noSpace(path) })
          )
      }))
      const error = yield* Effect.flip(Effect.provide(archive({ fake, directory: out }), disk))
      expect(error).toMatchObject({ _tag: "FileFailed", file: expect.stringMatching(/\.progress\.ndjson$/) })
    }).pipe(Effect.provide(platform))
  )

  it.scoped("for the manifest only leaves an archive that the next run completes without reading again", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const disk = but((files) => ({
        writeFile: (path, data, options) =>
          path.includes("manifest") ? noSpace(path) : files.writeFile(path, data, options)
      }))
      const error = yield* Effect.flip(Effect.provide(archive({ fake, directory: out }), disk))
      expect(error).toMatchObject({ file: expect.stringMatching(/manifest\.json$/) })
      const second = yield* archive({ fake, directory: out })
      expect(second.complete).toBe(true)
      expect(second.read).toEqual([])
    }).pipe(Effect.provide(platform))
  )
})

describe("a disk that is slow", () => {
  const size = 5
  const users: Kind = {
    name: "users",
    after: [],
    content: Schema.Struct({}),
    references: (content) => content,
    reads: [Users.search, Users.get],
    listings: [
      {
        name: "the listing",
        pages: Stream.map(Users.search.pages({}, { pageSize: size }), ({ items, total }) => ({
          items: items.map(({ id, login }) => ({ id: String(id), key: login, title: login })),
          total
        }))
      }
    ],
    read: ({ id }) => Effect.as(Users.get({ id: Number(id) }), { content: {} })
  }

  it.scoped("holds the listing back: no page is asked for but the one after that which is written", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded({ users: 20 }), yield* directory]
      let [pages, written] = [0, 0]
      const slow = but((files) => ({
        rename: (from, to) =>
          files.rename(from, to).pipe(
            Effect.delay("20 millis"),
            Effect.tap(() => Effect.sync(() => written++))
          )
      }))
      const archiving = archive({
        fake,
        directory: out,
        kinds: [users],
        tamper: (it) => {
          if (it.path.startsWith("/api/users/search")) {
            pages++
            expect(written).toBeGreaterThanOrEqual((pages - 2) * size)
          }
          return Effect.succeed(it)
        }
      })
      const { complete } = yield* Effect.withClock(Effect.provide(archiving, slow), Clock.make())
      expect(complete).toBe(true)
      expect(pages).toBe(5)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("and one that hangs stops it after two pages", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded({ users: 20 }), yield* directory]
      const requests: Array<string> = []
      let stuck = 0
      const hanging = but((files) => ({
        writeFile: (path, data, options) =>
          path.includes("/users/")
            ? Effect.zipRight(
                Effect.sync(() => stuck++),
                Effect.interruptible(Effect.never)
              )
            : files.writeFile(path, data, options)
      }))
      const fiber = yield* Effect.fork(
        Effect.provide(archive({ fake, directory: out, requests, kinds: [users] }), hanging)
      )
      const while5 = Effect.promise(() => new Promise((resume) => setTimeout(resume, 5)))
      yield* Effect.repeat(while5, { until: () => stuck === size })
      yield* Effect.repeatN(while5, 10)
      expect(requests.filter((path) => path.startsWith("/api/users/search"))).toHaveLength(2)
      yield* Fiber.interrupt(fiber)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("no more than a few objects of a kind are in memory at once", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded({ dashboards: 40 }), yield* directory]
      let [now, most] = [0, 0]
      const counting = Kinds.all
        .filter(({ name }) => name === "dashboards")
        .map((kind) => ({
          ...kind,
          read: (item: Parameters<Kind["read"]>[0]) =>
            Effect.tap(kind.read(item), () => Effect.sync(() => (most = Math.max(most, ++now))))
        }))
      const leaving = but((files) => ({
        rename: (from, to) => Effect.tap(files.rename(from, to), () => Effect.sync(() => now--))
      }))
      yield* Effect.provide(archive({ fake, directory: out, kinds: counting }), leaving)
      expect(most).toBeGreaterThan(1)
      expect(most).toBeLessThanOrEqual(8)
    }).pipe(Effect.provide(platform))
  )
})
