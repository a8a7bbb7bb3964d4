import { describe, expect, it } from "@effect/vitest"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { Transport } from "@effect-grafana/core/Transport"
import * as Folders from "@effect-grafana/elements/Folders"
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as Recorder from "../../src/Recorder.js"
import * as Recording from "../../src/Recording.js"
import { canaries, client, program } from "./program.js"

const server = { password: "CANARY-admin-password", url: "http://grafana.corp.internal:3000" }

/** Runs an effect against a fresh fake through a recorder that hides what it is told to; gives value and file. */
const recording = <A, E>(effect: Effect.Effect<A, E, Grafana>, options: Partial<Recorder.Options> = {}) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = `${yield* files.makeTempDirectoryScoped()}/recorded.json`
    const fake = yield* FakeGrafana.make({ adminPassword: server.password })
    const recorder = Recorder.layer(path, { grafana: "12.3.0", ...options }).pipe(
      Layer.provide(FakeGrafana.transport(fake)),
      Layer.provide(NodeFileSystem.layer),
      Layer.orDie
    )
    const value = yield* Effect.provide(effect, client(recorder, server))
    return { value, path, text: yield* files.readFileString(path) }
  })

const replayed = (path: string, options?: Recording.Options): Layer.Layer<Transport> =>
  Recording.layerFile(path, options).pipe(Layer.provide(NodeFileSystem.layer), Layer.orDie)

/** A secret as it is, and as it stands in URLs, in JSON and in base64. */
const spellings = (secret: string): ReadonlyArray<string> => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(`${" ".repeat(shift)}${secret}`)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4)
      .slice(0, -4)
  )
]

describe("A recording that a recorder made", () => {
  it.scoped("is played back to the program that made it", () =>
    Effect.gen(function* () {
      const { path, value } = yield* recording(program(canaries))
      const again = yield* program(canaries).pipe(
        Effect.provide(client(replayed(path, { order: "strict" }), server))
      )
      expect(again.rest).toEqual(value.rest)
      expect(value.secrets.token).toMatch(/^glsa_/)
      expect(again.secrets).toEqual({
        token: expect.stringMatching(/^redacted-key-\d+$/),
        view: expect.stringMatching(/^redacted-accessToken-\d+$/)
      })
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("is played back to who has other secrets and another address", () =>
    Effect.gen(function* () {
      const { path, value } = yield* recording(program(canaries))
      const others = {
        user: "other-user-password",
        dataSource: "other source",
        header: "v",
        view: "f".repeat(32)
      }
      const again = yield* program(others).pipe(
        Effect.provide(client(replayed(path), { password: "another", url: "https://elsewhere.example.org" }))
      )
      expect(again.rest).toEqual(value.rest)
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("holds nothing of a credential, a secure field or the server's name", () =>
    Effect.gen(function* () {
      const { text, value } = yield* recording(program(canaries))
      const secrets = [
        ...Object.values(canaries),
        ...Object.values(value.secrets),
        server.password,
        `admin:${server.password}`,
        "grafana.corp.internal"
      ]
      for (const spelling of secrets.flatMap(spellings)) expect(text).not.toContain(spelling)
      expect(text).not.toMatch(/canary|glsa_|authorization/i)
      expect(text).toContain('"auth":"basic"')
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("holds what is no secret as it was", () =>
    Effect.gen(function* () {
      const { text } = yield* recording(
        Folders.create({ uid: "rec-folder", title: "The key of the admin's password" })
      )
      const { exchanges, grafana } = yield* Recording.parse(text)
      expect(grafana).toBe("12.3.0")
      expect(exchanges).toMatchObject([
        {
          element: "recording",
          name: "1 POST /api/folders",
          request: {
            method: "POST",
            path: "/api/folders",
            auth: "basic",
            body: { uid: "rec-folder", title: "The key of the admin's password" }
          },
          response: { status: 200, body: { uid: "rec-folder", createdBy: "admin" } }
        }
      ])
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("holds nothing of what it was told to hide, and is played back to who hides it too", () =>
    Effect.gen(function* () {
      const hide = ["Acme"]
      const { path, text } = yield* recording(Folders.create({ uid: "rec-acme", title: "Acme Inc" }), {
        hide
      })
      expect(text).not.toContain("Acme")
      const { title } = yield* Folders.create({ uid: "rec-acme", title: "Acme Inc" }).pipe(
        Effect.provide(client(replayed(path, { hide }), server))
      )
      expect(title).toBe("redacted-hidden-1 Inc")
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("grows with each exchange and takes its name when it is whole", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = `${yield* files.makeTempDirectoryScoped()}/recorded.json`
      const lines = Effect.map(files.readFileString(`${path}.part`), (text) => text.trim().split("\n").length)
      const fake = yield* FakeGrafana.make({ adminPassword: server.password })
      const recorder = Recorder.layer(path, { grafana: "12.3.0" }).pipe(
        Layer.provide(FakeGrafana.transport(fake)),
        Layer.provide(NodeFileSystem.layer),
        Layer.orDie
      )
      yield* Effect.gen(function* () {
        expect(yield* lines).toBe(1)
        yield* Folders.create({ uid: "one", title: "One" })
        expect(yield* lines).toBe(2)
        yield* Effect.all(
          Array.from({ length: 20 }, () => Folders.get({ uid: "one" })),
          { concurrency: "unbounded" }
        )
        expect(yield* lines).toBe(22)
        expect(yield* files.exists(path)).toBe(false)
      }).pipe(Effect.provide(client(recorder, server)))
      expect((yield* Recording.load(path)).exchanges.length).toBe(21)
      expect(yield* files.exists(`${path}.part`)).toBe(false)
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )

  it.scoped("that cannot be written fails before anything is sent", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = `${yield* files.makeTempDirectoryScoped()}/not there/recorded.json`
      const fake = yield* FakeGrafana.make()
      const layer = Recorder.layer(path, { grafana: "12.3.0" }).pipe(
        Layer.provide([FakeGrafana.transport(fake), NodeFileSystem.layer])
      )
      expect((yield* Effect.flip(Layer.build(layer)))._tag).toBe("SystemError")
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )
})
