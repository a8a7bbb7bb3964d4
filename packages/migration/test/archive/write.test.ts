import * as Archive from "@effect-grafana/migration/Archive"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Teams from "@effect-grafana/elements/Teams"
import { describe, expect, it } from "@effect/vitest"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { archive, directory, filesIn, platform, readText, type Tamper, url } from "../support/archiving.js"
import { build } from "../support/build.js"
import { dumped } from "../support/dumped.js"
import { full } from "../support/full.js"
import { on } from "../support/instances.js"

const instance = build(full)

describe("an archive", () => {
  it.scoped("holds every object that Grafana has, and a manifest that names them all", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const { complete, findings } = yield* archive({ fake, directory: out })
      expect(findings).toEqual([])
      expect(complete).toBe(true)
      const { manifest } = yield* Archive.open(out)
      for (const { name } of Kinds.all) {
        const keys = manifest.objects.filter(({ kind }) => kind === name).map(({ key }) => key)
        expect([name, keys.length]).toEqual([name, dumped(fake)(name).length])
        expect(manifest.kinds[name]).toBe(keys.length)
      }
      for (const { bytes, file, sha256 } of manifest.objects) {
        const text = yield* readText(out, file)
        expect(sha256).toBe(createHash("sha256").update(text).digest("hex"))
        expect(bytes).toBe(Buffer.byteLength(text))
      }
      expect(manifest.source).toEqual({
        url,
        version: "12.3.0",
        organizations: [{ id: 1, name: "Main Org." }]
      })
      expect(yield* filesIn(out)).toEqual(
        [...manifest.objects.map(({ file }) => file), "manifest.json"].sort()
      )
    }).pipe(Effect.provide(platform))
  )

  it.scoped("of all organizations holds each in a directory of its own", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const { orgId } = yield* on(fake)(Organizations.create({ name: "Other" }))
      const { complete } = yield* archive({ fake, directory: out, organizations: "all" })
      expect(complete).toBe(true)
      const { manifest } = yield* Archive.open(out)
      expect(manifest.source.organizations.map(({ name }) => name).sort()).toEqual(["Main Org.", "Other"])
      const others = manifest.objects.filter(({ organization }) => organization === orgId)
      expect(others.map(({ kind }) => kind)).toContain("users")
      expect(others.every(({ file }) => file.startsWith(`org-${orgId}/`))).toBe(true)
      expect(others.length).toBeLessThan(manifest.objects.length / 2)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("rounds no number", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const tamper: Tamper = (it) =>
        Effect.succeed(
          it.path.startsWith("/api/dashboards/uid/")
            ? { ...it, body: it.body.replace('}},"dashboard":{', '}},"dashboard":{"odd":9007199254740993,') }
            : it
        )
      yield* archive({
        fake,
        directory: out,
        tamper,
        kinds: Kinds.all.filter(({ name }) => name === "dashboards")
      })
      const { manifest } = yield* Archive.open(out)
      const classic = yield* Effect.filter(manifest.objects, ({ file }) =>
        Effect.map(readText(out, file), (text) => !text.includes('"apiVersion"'))
      )
      expect(classic.length).toBeGreaterThan(0)
      for (const { file } of classic) expect(yield* readText(out, file)).toContain('"odd": 9007199254740993')
    }).pipe(Effect.provide(platform))
  )

  it.scoped("has no manifest while it is written, not even that of the one before", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      let [asked, seen] = [0, 0]
      const tamper: Tamper = (it) => {
        // Who the Grafana is has to be known before anything in the directory is touched.
        if (asked++ > 1 && existsSync(`${out}/manifest.json`)) seen++
        return Effect.succeed(it)
      }
      yield* archive({ fake, directory: out, tamper })
      asked = 0
      expect((yield* archive({ fake, directory: out, tamper })).complete).toBe(true)
      expect(asked).toBeGreaterThan(50)
      expect(seen).toBe(0)
      expect(yield* filesIn(out)).toContain("manifest.json")
    }).pipe(Effect.provide(platform))
  )

  it.scoped("that is complete is read anew, and what Grafana no longer has is removed", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const first = yield* archive({ fake, directory: out })
      const before = (yield* Archive.open(out)).manifest.objects
      const [team] = (yield* on(fake)(Teams.search({}))).teams
      yield* on(fake)(Teams.remove({ id: team?.id ?? 0 }))
      const again = yield* archive({ fake, directory: out })
      expect(again.complete).toBe(true)
      const gone = before.filter(({ key, kind }) => kind.startsWith("team") && key === team?.name)
      expect(gone).toHaveLength(2)
      expect(again.read).toHaveLength(first.read.length - 2)
      const files = yield* filesIn(out)
      for (const { file } of gone) expect(files).not.toContain(file)
      expect(files).toHaveLength(before.length - 2 + 1)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("of some kinds holds only these", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const run = yield* archive({
        fake,
        directory: out,
        kinds: Kinds.all.filter(({ name }) => name === "teams")
      })
      expect(run.complete).toBe(true)
      expect(run.read.every((object) => object.startsWith("teams/"))).toBe(true)
      expect(Object.keys((yield* Archive.open(out)).manifest.kinds)).toEqual(["teams"])
    }).pipe(Effect.provide(platform))
  )
})

describe("a directory that holds another Grafana's archive", () => {
  const other = "http://other.test"

  it.scoped("is left alone", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* archive({ fake, directory: out, url: other })
      const before = yield* filesIn(out)
      const read: Array<string> = []
      const error = yield* Effect.flip(archive({ fake, directory: out, read }))
      expect(error).toMatchObject({ _tag: "OtherSource", source: { url: other } })
      expect(yield* filesIn(out)).toEqual(before)
      expect(read).toEqual([])
    }).pipe(Effect.provide(platform))
  )

  it.scoped("is replaced when told", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      yield* archive({ fake, directory: out, url: other })
      expect((yield* archive({ fake, directory: out, refresh: true })).complete).toBe(true)
      expect((yield* Archive.open(out)).about.url).toBe(url)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("or a manifest that is none of ours is not touched", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* instance, yield* directory]
      const files = yield* FileSystem.FileSystem
      yield* files.writeFileString(`${out}/manifest.json`, `{"name":"a web page"}`)
      const error = yield* Effect.flip(archive({ fake, directory: out, refresh: true }))
      expect(error).toMatchObject({ _tag: "FileFailed", file: `${out}/manifest.json` })
      expect(yield* filesIn(out)).toEqual(["manifest.json"])
    }).pipe(Effect.provide(platform))
  )
})
