import { describe, expect, it } from "@effect/vitest"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Cause from "effect/Cause"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as fc from "fast-check"
import { fileURLToPath } from "node:url"
import { isDeepStrictEqual } from "node:util"
import { factsOf } from "../../src/internal/recording/facts.js"
import * as Recording from "../../src/Recording.js"
import { named, over } from "./over.js"
import { home, recorded } from "./recorded.js"

const folders = (...names: ReadonlyArray<string>) => named("folders", ...names)

const playing = (exchanges: ReadonlyArray<Recording.Exchange>, options?: Recording.Options) =>
  over(Recording.layer(exchanges, options))

const defectOf = (exit: Exit.Exit<unknown, unknown>): unknown =>
  Exit.isFailure(exit) ? [...Cause.defects(exit.cause)][0] : undefined

const create = { uid: "f-one", title: "Folder One" }

describe("A player of recordings", () => {
  it.effect("answers a request as Grafana did", () =>
    Effect.gen(function* () {
      const folder = yield* Folders.create({ title: "Folder One", uid: "f-one" })
      expect(folder).toEqual(folders("create")[0]?.response.body)
    }).pipe(Effect.provide(playing(folders("create", "create again"))))
  )

  it.effect("gives the answers to one request in the order in which they were recorded", () =>
    Effect.gen(function* () {
      yield* Folders.create(create)
      const again = yield* Effect.flip(Folders.create(create))
      expect(again._tag).toBe("UidTaken")
    }).pipe(Effect.provide(playing(folders("create", "create again"))))
  )

  it.effect("plays each exchange once", () =>
    Effect.gen(function* () {
      yield* Folders.create(create)
      const defect = defectOf(yield* Effect.exit(Folders.create(create)))
      expect(defect).toBeInstanceOf(Recording.UnmatchedRequest)
      expect(String(defect)).toContain("All 1 exchanges were played already")
    }).pipe(Effect.provide(playing(folders("create"))))
  )

  it.effect("dies over a request that was not recorded, and shows what differs from the nearest one", () =>
    Effect.gen(function* () {
      const defect = defectOf(yield* Effect.exit(Folders.create({ uid: "f-one", title: "Folder Two" })))
      expect(defect).toBeInstanceOf(Recording.UnmatchedRequest)
      expect((defect as Recording.UnmatchedRequest).message).toMatchInlineSnapshot(`
        "No recorded exchange answers this request:
          method POST
          path /api/folders
          body.title = "Folder Two"
          body.uid = "f-one"
        Nearest is "create" of folders (- recorded, + asked):
          - body.title = "Folder One"
          + body.title = "Folder Two""
      `)
    }).pipe(Effect.provide(playing(folders("create nested", "create", "get"))))
  )

  it.effect("in strict order dies over a request that comes too early", () =>
    Effect.gen(function* () {
      const defect = defectOf(yield* Effect.exit(Folders.get({ uid: "f-one" })))
      expect((defect as Recording.UnmatchedRequest).message).toContain('Next is "create" of folders')
    }).pipe(Effect.provide(playing(folders("create", "get"), { order: "strict" })))
  )

  it.effect("tells what nobody asked for", () =>
    Effect.gen(function* () {
      const player = yield* Recording.make(folders("create", "get"))
      expect((yield* player.left).map(({ name }) => name)).toEqual(["create", "get"])
      yield* player.transport.send({
        method: "GET",
        origin: "https://grafana.example.com",
        path: "/api/folders/f-one",
        headers: {},
        body: undefined,
        maxBodyBytes: Infinity,
        timeoutMillis: undefined,
        onSend: () => undefined
      })
      expect((yield* player.left).map(({ name }) => name)).toEqual(["create"])
    })
  )

  it.effect("refuses a recording that is not of its format", () =>
    Effect.gen(function* () {
      const text = JSON.stringify({ grafana: "12.3.0", exchanges: [{ ...folders("get")[0], nmae: "get" }] })
      expect((yield* Effect.flip(Recording.parse(text)))._tag).toBe("ParseError")
    })
  )

  it.effect("reads a recording from its file", () =>
    Effect.gen(function* () {
      const path = fileURLToPath(new URL("grafana-12.3.0/folders.json", home))
      const recording = yield* Recording.load(path)
      expect(recording.grafana).toBe("12.3.0")
      expect(recording.exchanges.length).toBe(recorded.filter(({ file }) => file === "folders").length)
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )
})

describe("What requests are compared by", () => {
  const facts = (query: ReadonlyArray<readonly [string, string]>, body: unknown) =>
    factsOf({
      method: "POST",
      path: `/api/x?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`,
      type: "application/json",
      body: JSON.stringify(body)
    })

  const name = fc.constantFrom("a", "b", "a.b", "[0]", "0", "a = b", "\n")
  const pairs = fc.array(fc.tuple(name, name), { maxLength: 3 })
  const json = fc.object({
    key: name,
    maxDepth: 2,
    maxKeys: 3,
    values: [fc.constantFrom<unknown>(0, "0", null, true, "a")]
  })

  it("is the same whatever the order of a query's pairs and of an object's keys", () => {
    const turned = (value: unknown): unknown =>
      Predicate.isRecord(value)
        ? Object.fromEntries(
            Object.entries(value)
              .map(([key, inner]) => [key, turned(inner)] as const)
              .reverse()
          )
        : value
    fc.assert(
      fc.property(pairs, json, (query, body) => {
        expect(facts([...query].reverse(), turned(body))).toEqual(facts(query, body))
      })
    )
  })

  it("differs wherever a pair or a leaf differs", () => {
    fc.assert(
      fc.property(pairs, json, pairs, json, (query, body, otherQuery, otherBody) => {
        const same =
          isDeepStrictEqual(body, otherBody) && isDeepStrictEqual([...query].sort(), [...otherQuery].sort())
        expect(isDeepStrictEqual(facts(query, body), facts(otherQuery, otherBody))).toBe(same)
      }),
      { numRuns: 1000 }
    )
  })
})
