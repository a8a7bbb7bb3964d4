import { describe, expect, it } from "@effect/vitest"
import * as Users from "@effect-grafana/elements/Users"
import { SystemError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import type { Kind } from "../../src/export/kind.js"
import { kinds } from "../../src/export/kinds.js"
import { directory, filesIn, idsOf, objectOf, platform, run, seeded, type Tamper } from "./support.js"

const noSpace = (path: string) =>
  new SystemError({
    reason: "Unknown",
    module: "FileSystem",
    method: "writeFile",
    pathOrDescriptor: path,
    description: "ENOSPC: no space left on device, write"
  })

/** The real file system, but for some of what it does. */
const but = (change: (files: FileSystem.FileSystem) => Partial<FileSystem.FileSystem>) =>
  Layer.provideMerge(
    Layer.effect(
      FileSystem.FileSystem,
      Effect.map(FileSystem.FileSystem, (files) => ({ ...files, ...change(files) }))
    ),
    platform
  )

describe("a disk that is full", () => {
  it.scoped("ends the export with the file's name, and leaves neither half a file nor a manifest", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const [, , uid = ""] = idsOf(fake)["dashboards"] ?? []
      const full = but((files) => ({
        writeFile: (path, data, options) =>
          path.includes(uid)
            ? Effect.zipRight(files.writeFile(path, data.slice(0, 10), options), noSpace(path))
            : files.writeFile(path, data, options)
      }))
      const error = yield* Effect.flip(Effect.provide(run({ fake, directory: out }), full))
      expect(error).toMatchObject({
        _tag: "FileFailed",
        message: expect.stringMatching(/dashboards\/.*\.json: ENOSPC: no space left on device/)
      })
      const left = yield* filesIn(out)
      expect(left.filter((file) => file.endsWith(".tmp") || file === "manifest.json")).toEqual([])
      expect((yield* run({ fake, directory: out })).complete).toBe(true)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("when the record is written ends it as well", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const full = but((files) => ({
        open: (path, options) =>
          Effect.map(files.open(path, options), (file) =>
            Object.assign(Object.create(file), { writeAll: () => noSpace(path) })
          )
      }))
      const error = yield* Effect.flip(Effect.provide(run({ fake, directory: out }), full))
      expect(error).toMatchObject({ _tag: "FileFailed", file: expect.stringMatching(/\.progress\.ndjson$/) })
    }).pipe(Effect.provide(platform))
  )

  it.scoped("for the manifest only leaves an export that the next run completes without asking again", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const full = but((files) => ({
        writeFile: (path, data, options) =>
          path.includes("manifest") ? noSpace(path) : files.writeFile(path, data, options)
      }))
      const error = yield* Effect.flip(Effect.provide(run({ fake, directory: out }), full))
      expect(error).toMatchObject({ file: expect.stringMatching(/manifest\.json$/) })
      const second = yield* run({ fake, directory: out })
      expect(second.complete).toBe(true)
      expect(second.requests.filter((path) => objectOf(path) !== undefined)).toEqual([])
    }).pipe(Effect.provide(platform))
  )
})

describe("a disk that is slow", () => {
  const size = 5
  const users: Kind = {
    name: "users",
    listings: [
      {
        name: "the listing",
        pages: Stream.map(Users.search.pages({}, { pageSize: size }), ({ items, total }) => ({
          items: items.map(({ id, login }) => ({ id: String(id), title: login })),
          total
        }))
      }
    ],
    read: (id) => Effect.as(Users.get({ id: Number(id) }), "{}")
  }

  it.scoped(
    "holds the listing back: no page is asked for but the one after that which is being written",
    () =>
      Effect.gen(function* () {
        const [fake, out] = [yield* seeded, yield* directory]
        let [pages, written] = [0, 0]
        const tamper: Tamper = (it) => {
          if (it.path.startsWith("/api/users/search")) {
            pages++
            expect(written).toBeGreaterThanOrEqual((pages - 2) * size)
          }
          return Effect.succeed(it)
        }
        const slow = but((files) => ({
          rename: (from, to) =>
            files.rename(from, to).pipe(
              Effect.delay("20 millis"),
              Effect.tap(() => Effect.sync(() => written++))
            )
        }))
        const exporting = Effect.provide(run({ fake, directory: out, tamper, kinds: [users] }), slow)
        expect((yield* Effect.withClock(exporting, Clock.make())).complete).toBe(true)
        expect(pages).toBe(5)
      }).pipe(Effect.provide(platform))
  )

  it.scoped("and one that hangs stops it after two pages", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
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
      const exporting = Effect.provide(run({ fake, directory: out, requests, kinds: [users] }), hanging)
      const fiber = yield* Effect.fork(exporting)
      yield* Effect.repeat(
        Effect.promise(() => new Promise((resume) => setTimeout(resume, 5))),
        {
          until: () => stuck === size
        }
      )
      yield* Effect.promise(() => new Promise((resume) => setTimeout(resume, 50)))
      expect(requests.filter((path) => path.startsWith("/api/users/search"))).toHaveLength(2)
      yield* Fiber.interrupt(fiber)
    }).pipe(Effect.provide(platform))
  )
})

it.scoped("no more than a few objects of a kind are in memory at once", () =>
  Effect.gen(function* () {
    const [fake, out] = [yield* seeded, yield* directory]
    const dashboards = kinds.filter(({ name }) => name === "dashboards")
    let [now, most] = [0, 0]
    const counting = dashboards.map(
      (kind): Kind => ({
        ...kind,
        read: (id) => Effect.tap(kind.read(id), () => Effect.sync(() => (most = Math.max(most, ++now))))
      })
    )
    const leaving = but((files) => ({
      rename: (from, to) => Effect.tap(files.rename(from, to), () => Effect.sync(() => now--))
    }))
    yield* Effect.provide(run({ fake, directory: out, kinds: counting }), leaving)
    expect(most).toBeLessThanOrEqual(8)
  }).pipe(Effect.provide(platform))
)
