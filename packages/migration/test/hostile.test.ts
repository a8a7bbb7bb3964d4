import * as Apply from "@effect-grafana/migration/Apply"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Compare from "@effect-grafana/migration/Compare"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import { expect, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Runtime from "effect/Runtime"
import * as fc from "fast-check"
import { getuid } from "node:process"
import { dashboard, folder, forge, type Piece } from "./support/forge.js"
import { on, seeded } from "./support/instances.js"

const files = FileSystem.FileSystem
const newDirectory = Effect.flatMap(files, (it) => it.makeTempDirectoryScoped())

const board = dashboard("board")
const pieces = [folder("f"), board]
const boardFile = "org-1/dashboards/1.json"

/** Opens an archive and reads all that is in it. */
const readAll = (directory: string) =>
  Effect.gen(function* () {
    const archive = yield* Archive.open(directory)
    const { items } = yield* Inventory.collect(Inventory.pages(archive))
    return yield* Effect.forEach(items, (item) =>
      Effect.map(archive.read(item), ({ content }) => [item.key, content] as const)
    )
  })

/** What is wrong with an archive, in words. */
const refusal = (directory: string) =>
  Effect.map(Effect.flip(readAll(directory)), ({ _tag, message }) => ({
    _tag,
    message: message.replaceAll(directory, "<dir>")
  }))

/** What is wrong with an archive that was made by hand. */
const forged = (pieces: ReadonlyArray<Piece>, over: { readonly [field: string]: unknown } = {}) =>
  Effect.gen(function* () {
    const directory = yield* newDirectory
    yield* forge(directory, pieces, over)
    return yield* refusal(directory)
  })

/** What is wrong with a good archive after something was done to it. */
const spoilt = <E, R>(
  spoil: (directory: string, files: FileSystem.FileSystem) => Effect.Effect<unknown, E, R>
) =>
  Effect.gen(function* () {
    const directory = yield* newDirectory
    yield* forge(directory, pieces)
    yield* spoil(directory, yield* files)
    return yield* refusal(directory)
  })

const plannedOn = (target: FakeGrafana.Service, directory: string, options: Partial<Plan.Options> = {}) =>
  Effect.flatMap(Archive.open(directory), (source) => on(target)(Plan.make({ source, ...options })))

layer(NodeContext.layer)("an archive made by hand", (it) => {
  it.scoped("is read where it is as an export would have written it", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, pieces)
      expect(yield* readAll(directory)).toEqual([
        ["f", { title: "f" }],
        ["board", { dashboard: { title: "board" } }]
      ])
    })
  )
})

layer(NodeContext.layer)("a manifest", (it) => {
  it.scoped("that is missing is ManifestMissing: so is the whole directory", () =>
    Effect.gen(function* () {
      const missing = yield* spoilt((directory, { remove }) => remove(`${directory}/manifest.json`))
      expect(missing._tag).toBe("ManifestMissing")
      expect((yield* refusal("/nowhere/to/be/found"))._tag).toBe("ManifestMissing")
    })
  )

  it.scoped("is missing after an export that lacked something", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      const source = yield* seeded({ dashboards: 3 })
      const origin = yield* on(source)(Inventory.origin())
      const gap = { _tag: "Gap", message: "not today" }
      const partial = { ...origin, read: () => Effect.fail(gap) }
      const failure = yield* Effect.flip(Archive.write({ origin: partial, directory }))
      expect(failure._tag).toBe("Incomplete")
      expect((yield* refusal(directory))._tag).toBe("ManifestMissing")
    })
  )

  it.scoped("that may not be read is FileFailed", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, pieces)
      const real = yield* files
      const denied = new PlatformError.SystemError({
        reason: "PermissionDenied",
        module: "FileSystem",
        method: "readFile",
        description: "permission denied"
      })
      const closed = { ...real, readFile: () => Effect.fail(denied) }
      const failure = yield* Effect.provideService(refusal(directory), files, closed)
      expect(failure).toEqual({ _tag: "FileFailed", message: "<dir>/manifest.json: permission denied" })
    })
  )

  // Root may read everything.
  it.scoped.skipIf(getuid?.() === 0)("that its owner has closed is FileFailed", () =>
    Effect.gen(function* () {
      const failure = yield* spoilt((directory, { chmod }) => chmod(`${directory}/manifest.json`, 0o000))
      expect(failure._tag).toBe("FileFailed")
    })
  )

  it.scoped("that was cut short, wherever, is Tampered", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, pieces)
      const { readFile, writeFile } = yield* files
      const whole = yield* readFile(`${directory}/manifest.json`)
      for (let length = 0; length < whole.length; length += 7) {
        yield* writeFile(`${directory}/manifest.json`, whole.subarray(0, length))
        expect(yield* refusal(directory)).toEqual({
          _tag: "Tampered",
          message: "<dir>/manifest.json was cut short, or changed since it was written"
        })
      }
    })
  )

  it.scoped("that was edited without its checksum is Tampered", () =>
    Effect.gen(function* () {
      const { _tag } = yield* spoilt((directory, { readFileString, writeFileString }) =>
        Effect.flatMap(readFileString(`${directory}/manifest.json`), (text) =>
          writeFileString(`${directory}/manifest.json`, text.replace('"title": "board"', '"title": "bored"'))
        )
      )
      expect(_tag).toBe("Tampered")
    })
  )

  it.scoped.each([1, 3, "2", null])("of format %j is FormatUnknown", (format) =>
    Effect.gen(function* () {
      expect(yield* forged(pieces, { format })).toEqual({
        _tag: "FormatUnknown",
        message: `<dir> is an archive of format ${JSON.stringify(format)}, which this version cannot read`
      })
    })
  )

  const elsewhere = (file: string): Piece => ({ ...board, said: { file } })
  it.scoped.each([
    ["a path with ..", [elsewhere("org-1/dashboards/../../../etc/passwd.json")], {}, "holds no manifest"],
    ["a path that begins with ..", [elsewhere("../org-1/dashboards/x.json")], {}, "holds no manifest"],
    ["an absolute path", [elsewhere("/etc/passwd.json")], {}, "holds no manifest"],
    ["a path with backslashes", [elsewhere("org-1\\dashboards\\x.json")], {}, "holds no manifest"],
    ["a path with a line break", [elsewhere("org-1/dashboards/x.json\n")], {}, "holds no manifest"],
    ["a size below zero", [{ ...board, said: { bytes: -1 } }], {}, "holds no manifest"],
    ["another shape", [], { objects: {} }, "holds no manifest"],
    [
      "a count that is not so",
      [board],
      { kinds: { dashboards: 2 } },
      "says that there are 2 dashboards, and"
    ],
    [
      "a kind that it does not count",
      [board],
      { kinds: {} },
      "says that there are 0 dashboards, and lists 1"
    ],
    ["an organization that it does not name", [{ ...board, organization: 7 }], {}, "in organization 7"]
  ] as const)("with %s is Tampered", ([, pieces, over, words]) =>
    Effect.gen(function* () {
      const { _tag, message } = yield* forged(pieces, over)
      expect(_tag).toBe("Tampered")
      expect(message).toContain(words)
    })
  )

  it.scoped("with a kind that nobody knows is KindUnknown, since its objects would be passed over", () =>
    Effect.gen(function* () {
      expect(yield* forged([board, { kind: "gadgets", key: "g", content: {} }])).toEqual({
        _tag: "KindUnknown",
        message: "<dir> holds gadgets, a kind of objects that is not known here"
      })
      expect((yield* forged([board], { kinds: { dashboards: 1, constructor: 0 } }))._tag).toBe("KindUnknown")
    })
  )

  it.scoped("with two objects of one kind and uid is ObjectTwice", () =>
    Effect.gen(function* () {
      expect(yield* forged([board, board])).toEqual({
        _tag: "ObjectTwice",
        message: "two objects are dashboards board: org-1/dashboards/0.json and org-1/dashboards/1.json"
      })
    })
  )
})

layer(NodeContext.layer)("a file of an object", (it) => {
  const deep = (levels: number): string => `{"dashboard":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}}`
  const holding = (content: string): Piece => ({
    ...board,
    raw: `{"kind":"dashboards","key":"board","content":${content}}`
  })
  it.scoped.each([
    ["that is no UTF-8", { ...board, raw: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) }, "is not JSON"],
    ["that is no JSON", { ...board, raw: "{" }, "is not JSON"],
    ["that is empty", { ...board, raw: "" }, "is not JSON"],
    ["without an object", { ...board, raw: "[1]" }, "holds no object"],
    [
      "of content in another shape",
      { ...board, content: { dashboard: [1] } },
      "holds no content of dashboards"
    ],
    ["without content", { ...board, raw: `{"kind":"dashboards","key":"board"}` }, "holds no"],
    ["nested without end", holding(deep(100_000)), "is nested deeper than 1000 levels"],
    ["of another object", { ...board, raw: `{"kind":"folders","key":"x","content":{}}` }, "holds folders x"]
  ] as const)("%s is Tampered", ([, piece, words]) =>
    Effect.gen(function* () {
      const { _tag, message } = yield* forged([piece])
      expect(_tag).toBe("Tampered")
      expect(message).toContain(words)
    })
  )

  it.scoped("that is deep, and not too deep, is read, compared and planned", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, [holding(deep(900))])
      const plan = yield* plannedOn(yield* FakeGrafana.make(), directory)
      expect(plan.organizations[0]?.actions.map(({ change }) => change)).toEqual(["create"])
    })
  )

  it.scoped("that was cut short, changed, taken away or replaced fails by its name", () =>
    Effect.gen(function* () {
      const file = (directory: string) => `${directory}/${boardFile}`
      const cut = yield* spoilt((directory, { truncate }) => truncate(file(directory), 20n))
      expect(cut._tag).toBe("Tampered")
      expect(cut.message).toMatch(
        /^<dir>\/org-1\/dashboards\/1.json has 20 bytes, and the manifest says \d+$/
      )
      const changed = yield* spoilt((directory, { readFileString, writeFileString }) =>
        Effect.flatMap(readFileString(file(directory)), (text) =>
          writeFileString(file(directory), text.replace('{"title":"board"}', '{"title":"bored"}'))
        )
      )
      expect(changed).toEqual({
        _tag: "Tampered",
        message: `<dir>/${boardFile} is not the file that the manifest names`
      })
      const gone = yield* spoilt((directory, { remove }) => remove(file(directory)))
      expect(gone._tag).toBe("FileFailed")
      expect(gone.message).toContain(boardFile)
      const replaced = yield* spoilt((directory, { makeDirectory, remove }) =>
        Effect.zipRight(remove(file(directory)), makeDirectory(file(directory)))
      )
      expect(replaced).toEqual({ _tag: "Tampered", message: `<dir>/${boardFile} is no file` })
    })
  )

  it.scoped("that is larger than the bound is refused before it is read", () =>
    Effect.gen(function* () {
      const size = 64 * 2 ** 20 + 1
      const directory = yield* newDirectory
      yield* forge(directory, [{ ...board, said: { bytes: size } }])
      const real = yield* files
      // No more than its size is on disk.
      yield* real.truncate(`${directory}/org-1/dashboards/0.json`, FileSystem.Size(size))
      const unread = {
        ...real,
        readFile: (path: string) =>
          path.endsWith("0.json") ? Effect.dieMessage("it was read") : real.readFile(path)
      }
      const { _tag, message } = yield* Effect.provideService(refusal(directory), files, unread)
      expect(_tag).toBe("Tampered")
      expect(message).toContain("is larger than 67108864 bytes")
    })
  )

  it.scoped("that was changed is a finding of the plan, and nothing is planned for it", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, [board, { ...dashboard("other"), said: { sha256: "0".repeat(64) } }])
      const plan = yield* plannedOn(yield* FakeGrafana.make(), directory)
      expect(plan.organizations[0]?.actions.map(({ key }) => key)).toEqual(["board"])
      expect(plan.organizations[0]?.findings.map(({ key, side }) => [side, key])).toEqual([
        ["source", "other"]
      ])
      expect(Plan.isEmpty(plan)).toBe(false)
    })
  )
})

layer(NodeContext.layer)("a link", (it) => {
  /** Puts a link in the place of something that is moved out of the archive. */
  const moved = (name: string) =>
    Effect.gen(function* () {
      const outside = yield* newDirectory
      const failure = yield* spoilt((directory, { rename, symlink }) =>
        Effect.zipRight(
          rename(`${directory}/${name}`, `${outside}/moved`),
          symlink(`${outside}/moved`, `${directory}/${name}`)
        )
      )
      return { ...failure, message: failure.message.replaceAll(outside, "<outside>") }
    })

  it.scoped("that leads a file out of the archive is OutsideArchive", () =>
    Effect.gen(function* () {
      expect(yield* moved(boardFile)).toEqual({
        _tag: "OutsideArchive",
        message: `<dir>/${boardFile} leads out of the archive, to <outside>/moved`
      })
    })
  )

  it.scoped("that leads the manifest or a directory out of the archive is OutsideArchive", () =>
    Effect.gen(function* () {
      for (const name of ["manifest.json", "org-1/dashboards", "org-1"])
        expect((yield* moved(name))._tag).toBe("OutsideArchive")
    })
  )

  it.scoped("to the archive as a whole is followed", () =>
    Effect.gen(function* () {
      const [directory, elsewhere] = [yield* newDirectory, yield* newDirectory]
      yield* forge(directory, pieces)
      yield* (yield* files).symlink(directory, `${elsewhere}/link`)
      expect(yield* readAll(`${elsewhere}/link`)).toHaveLength(2)
    })
  )

  it.scoped(
    "that leads a directory out of the archive is not written through, nor anything removed there",
    () =>
      Effect.gen(function* () {
        const [directory, outside] = [yield* newDirectory, yield* newDirectory]
        const { makeDirectory, readDirectory, symlink, writeFileString } = yield* files
        yield* makeDirectory(`${directory}/org-1`)
        yield* writeFileString(`${outside}/1.json`, "precious")
        yield* symlink(outside, `${directory}/org-1/dashboards`)
        const source = yield* seeded({ dashboards: 2 })
        const origin = yield* on(source)(Inventory.origin())
        const failure = yield* Effect.flip(Archive.write({ origin, directory }))
        expect(failure._tag).toBe("FileFailed")
        expect(failure.message).toContain("leads out of the archive")
        expect(yield* readDirectory(outside)).toEqual(["1.json"])
      })
  )

  it.scoped("cannot have a file removed that a manifest names and that is outside", () =>
    Effect.gen(function* () {
      const [directory, outside] = [yield* newDirectory, yield* newDirectory]
      const { exists, rename, symlink } = yield* files
      const source = yield* seeded({ dashboards: 1, folders: 1 })
      const origin = yield* on(source)(Inventory.origin())
      yield* forge(directory, [folder("f"), { ...board, organization: 9 }], {
        source: { ...origin.about, organizations: origin.organizations }
      })
      yield* rename(`${directory}/org-9`, `${outside}/org-9`)
      yield* symlink(`${outside}/org-9`, `${directory}/org-9`)
      yield* Archive.write({ origin, directory })
      expect(yield* exists(`${outside}/org-9/dashboards/1.json`)).toBe(true)
      // What lies within goes.
      expect(yield* exists(`${directory}/org-1/folders/0.json`)).toBe(false)
    })
  )
})

layer(NodeContext.layer)("a byte", (it) => {
  const flip = (whole: Uint8Array, at: number, bit: number): Uint8Array => {
    const flipped = Uint8Array.from(whole)
    flipped[at] = (whole[at] ?? 0) ^ (1 << bit)
    return flipped
  }

  it.scoped("that is flipped in a manifest, wherever, makes the archive unreadable", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      yield* forge(directory, pieces)
      const { readFile, writeFile } = yield* files
      const whole = yield* readFile(`${directory}/manifest.json`)
      for (let at = 0; at < whole.length; at++) {
        yield* writeFile(`${directory}/manifest.json`, flip(whole, at, at % 8))
        const opened = yield* Effect.either(Archive.open(directory))
        expect(Either.isLeft(opened) ? opened.left._tag : at).toMatch(/^(Tampered|FormatUnknown)$/)
      }
    })
  )

  it.scoped("that is flipped in any file makes the archive unreadable, and never says something else", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      const source = yield* seeded({ folders: 2, dashboards: 1, dataSources: 1 })
      yield* Archive.write({ origin: yield* on(source)(Inventory.origin()), directory })
      const { readDirectory, readFile, writeFile } = yield* files
      const names = (yield* readDirectory(directory, { recursive: true })).filter((it) =>
        it.endsWith(".json")
      )
      expect(names.length).toBeGreaterThanOrEqual(5)
      const wholes = yield* Effect.forEach(names, (name) => readFile(`${directory}/${name}`))
      yield* readAll(directory)
      const check = (file: number, place: number, bit: number) =>
        Effect.gen(function* () {
          const [name, whole] = [names[file] ?? "", wholes[file] ?? new Uint8Array()]
          yield* writeFile(`${directory}/${name}`, flip(whole, place % whole.length, bit))
          const read = yield* Effect.either(readAll(directory))
          yield* writeFile(`${directory}/${name}`, whole)
          expect(Either.isLeft(read) ? read.left._tag : `${name} was read`).toMatch(
            /^(Tampered|FormatUnknown)$/
          )
        })
      const runtime = yield* Effect.runtime<FileSystem.FileSystem | Path.Path>()
      const flips = fc.asyncProperty(fc.nat(names.length - 1), fc.nat(), fc.nat(7), (...flip) =>
        Runtime.runPromise(runtime)(check(...flip))
      )
      yield* Effect.promise(() => fc.assert(flips, { numRuns: 200 }))
    })
  )
})

layer(NodeContext.layer)("what an archive says", (it) => {
  it.scoped("of folders that stand in each other in a circle fails the plan with FolderCycle", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      const target = yield* FakeGrafana.make()
      yield* forge(directory, [folder("a", "b"), folder("b", "c"), folder("c", "a"), folder("d", "a")])
      const failure = yield* Effect.flip(plannedOn(target, directory))
      expect(failure).toMatchObject({ _tag: "FolderCycle", uids: ["a", "b", "c"] })
      yield* forge(directory, [folder("a", "a")])
      expect(yield* Effect.flip(plannedOn(target, directory))).toMatchObject({ uids: ["a"] })
      expect(target.writes).toEqual([])
    })
  )

  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"]

  it.scoped("under names that JavaScript has for its own arrives as data", () =>
    Effect.gen(function* () {
      const directory = yield* newDirectory
      const target = yield* FakeGrafana.make()
      const labels = `{${names.map((name) => `"${name}":{"polluted":"${name}"}`).join(",")}}`
      const raw = `{"kind":"dashboards","key":"constructor","content":{"dashboard":{"title":"t","labels":${labels}}}}`
      yield* forge(directory, [{ kind: "dashboards", key: "constructor", raw }, dashboard("toString")])
      const source = yield* Archive.open(directory)
      const plan = yield* on(target)(Plan.make({ source, remap: { dashboards: { a: "b" } } }))
      expect(
        plan.organizations[0]?.actions.map(({ change, key, targetKey }) => [change, key, targetKey])
      ).toEqual([
        ["create", "constructor", undefined],
        ["create", "toString", undefined]
      ])
      const journal = yield* Journal.memory(plan)
      const summary = yield* on(target)(Apply.run({ journal, source }))
      expect(summary).toMatchObject({ done: 2, failed: 0 })
      expect(Plan.isEmpty(yield* on(target)(Plan.make({ source })))).toBe(true)
      expect(Object.keys({})).toEqual([])
      expect(Reflect.get({}, "polluted")).toBeUndefined()
    })
  )

  it.effect("under such a name differs from nothing under it", () =>
    Effect.sync(() => {
      for (const name of names) {
        const having: unknown = JSON.parse(`{"${name}":{}}`)
        expect(Compare.differences(having, {})).toEqual([{ at: name, left: {} }])
        expect(Compare.differences({}, having)).toEqual([{ at: name, right: {} }])
      }
    })
  )

  it.scoped("without what a plan was made of fails that action, by its name", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* newDirectory, yield* newDirectory]
      yield* forge(one, pieces)
      yield* forge(other, [folder("f")])
      const target = yield* FakeGrafana.make()
      const journal = yield* Journal.memory(yield* plannedOn(target, one))
      const reasons: Array<string | undefined> = []
      const summary = yield* on(target)(
        Apply.run({
          journal,
          source: yield* Archive.open(other),
          onEvent: ({ reason }) => Effect.sync(() => reasons.push(reason))
        })
      )
      expect(summary).toMatchObject({ done: 1, failed: 1 })
      expect(reasons.join()).toContain("dashboards board is not in")
    })
  )
})
