import { describe, expect, it } from "@effect/vitest"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { embedded, Manifest } from "../../src/export/model.js"
import {
  directory,
  filesIn,
  idsOf,
  objectOf,
  objectPath,
  objectsRead,
  platform,
  readText,
  run,
  seeded,
  source,
  type Tamper
} from "./support.js"

const readManifest = (directory: string) =>
  Effect.flatMap(readText(directory, "manifest.json"), Schema.decode(Schema.parseJson(Manifest)))

const asAdmin = { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` }

describe("an export", () => {
  it.scoped(
    "holds every object that Grafana has, in Grafana's own text, and a manifest that names them all",
    () =>
      Effect.gen(function* () {
        const [fake, out] = [yield* seeded, yield* directory]
        const { complete, findings } = yield* run({ fake, directory: out })
        expect(findings).toEqual([])
        expect(complete).toBe(true)

        const manifest = yield* readManifest(out)
        const held: Record<string, Array<string>> = {}
        for (const { bytes, file, id, kind, sha256 } of manifest.objects) {
          ;(held[kind] ??= []).push(id)
          const text = yield* readText(out, file)
          const request = { method: "GET", url: objectPath(kind, id), headers: asAdmin, body: undefined }
          expect(text).toBe(fake.handle(request).body)
          expect(sha256).toBe(createHash("sha256").update(text).digest("hex"))
          expect(bytes).toBe(Buffer.byteLength(text))
        }
        for (const ids of Object.values(held)) ids.sort()
        const ids = idsOf(fake)
        expect(held).toEqual(ids)
        for (const [kind, all] of Object.entries(ids))
          expect(manifest.kinds[kind]).toMatchObject({ listed: all.length, exported: all.length, kept: 0 })
        expect(manifest.source).toEqual(source)
        expect(yield* filesIn(out)).toEqual(
          [...manifest.objects.map(({ file }) => file), "manifest.json"].sort()
        )
      }).pipe(Effect.provide(platform))
  )

  it.scoped("rounds no number and drops no field", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const [uid = ""] = idsOf(fake)["data-sources"] ?? []
      const odd = `"unknown":9007199254740993,"tiny":1e-400,"readOnly":`
      const tamper: Tamper = (it) =>
        Effect.succeed(
          it.path === objectPath("data-sources", uid)
            ? { ...it, body: it.body.replace('"readOnly":', odd) }
            : it
        )
      yield* run({ fake, directory: out, tamper })
      const entry = (yield* readManifest(out)).objects.find(({ id }) => id === uid)
      expect(yield* readText(out, entry?.file ?? "")).toContain(odd)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("has no manifest while it runs, not even that of the export before", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      let seen = 0
      const tamper: Tamper = (it) => {
        if (existsSync(`${out}/manifest.json`)) seen++
        return Effect.succeed(it)
      }
      yield* run({ fake, directory: out, tamper })
      expect((yield* run({ fake, directory: out, tamper })).complete).toBe(true)
      expect(seen).toBe(0)
      expect(yield* filesIn(out)).toContain("manifest.json")
    }).pipe(Effect.provide(platform))
  )

  it.scoped(
    "asks for everything again once an export is complete, and removes what Grafana no longer has",
    () =>
      Effect.gen(function* () {
        const [fake, out] = [yield* seeded, yield* directory]
        yield* run({ fake, directory: out })
        const before = yield* readManifest(out)
        const gone = before.objects.find(({ kind }) => kind === "teams")
        fake.handle({ method: "DELETE", url: `/api/teams/${gone?.id}`, headers: asAdmin, body: undefined })
        const again = yield* run({ fake, directory: out })
        expect(again.complete).toBe(true)
        expect(objectsRead(again)).toHaveLength(before.objects.length - 1)
        const files = yield* filesIn(out)
        expect(files).not.toContain(gone?.file)
        expect(files).toHaveLength(before.objects.length)
      }).pipe(Effect.provide(platform))
  )

  it.scoped("of some kinds holds only these", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const { kinds } = yield* Effect.promise(() => import("../../src/export/kinds.js"))
      const { complete, requests } = yield* run({
        fake,
        directory: out,
        kinds: kinds.filter(({ name }) => name === "teams")
      })
      expect(complete).toBe(true)
      expect(new Set(requests.map((path) => objectOf(path)?.kind ?? "list"))).toEqual(
        new Set(["list", "teams"])
      )
      expect(Object.keys((yield* readManifest(out)).kinds)).toEqual(["teams"])
    }).pipe(Effect.provide(platform))
  )
})

describe("a directory that holds another Grafana's export", () => {
  const other = { ...source, url: "http://other.test" }

  it.scoped("is left alone", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* run({ fake, directory: out, source: other })
      const before = yield* filesIn(out)
      const requests: Array<string> = []
      const error = yield* Effect.flip(run({ fake, directory: out, requests }))
      expect(error).toMatchObject({ _tag: "OtherSource", source: other })
      expect(yield* filesIn(out)).toEqual(before)
      expect(requests).toEqual([])
    }).pipe(Effect.provide(platform))
  )

  it.scoped("is replaced when told, or when it was the embedded one", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      yield* run({ fake, directory: out, source: other })
      expect((yield* run({ fake, directory: out, refresh: true })).complete).toBe(true)
      expect((yield* readManifest(out)).source.url).toBe(source.url)
      yield* run({ fake, directory: out, refresh: true, source: { ...source, url: embedded } })
      expect((yield* run({ fake, directory: out })).complete).toBe(true)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("or a manifest that is none of ours is not touched", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const files = yield* FileSystem.FileSystem
      yield* files.writeFileString(`${out}/manifest.json`, `{"name":"a web page"}`)
      const error = yield* Effect.flip(run({ fake, directory: out, refresh: true }))
      expect(error).toMatchObject({ _tag: "FileFailed", file: `${out}/manifest.json` })
      expect(yield* filesIn(out)).toEqual(["manifest.json"])
    }).pipe(Effect.provide(platform))
  )
})
