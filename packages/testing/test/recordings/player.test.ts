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

const messageOf = (defect: unknown): string =>
  defect instanceof Recording.UnmatchedRequest ? defect.message : String(defect)

const lines = (...texts: ReadonlyArray<string>): string => texts.join("\n")

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
      expect(messageOf(defect)).toBe(
        lines(
          'No recorded exchange answers this request. Nearest is "create" of folders (- recorded, + asked):',
          "    method POST",
          "    path /api/folders",
          '  - body.title = "Folder One"',
          '  + body.title = "Folder Two"',
          '    body.uid = "f-one"',
          "Left are 3 of 3 exchanges:",
          '    "create nested" of folders: POST /api/folders',
          '    "create" of folders: POST /api/folders',
          '    "get" of folders: GET /api/folders/f-one'
        )
      )
    }).pipe(Effect.provide(playing(folders("create nested", "create", "get"))))
  )

  it.effect("in strict order dies over a request that comes too early", () =>
    Effect.gen(function* () {
      const defect = defectOf(yield* Effect.exit(Folders.get({ uid: "f-one" })))
      expect(messageOf(defect)).toBe(
        lines(
          'No recorded exchange answers this request. Next is "create" of folders (- recorded, + asked):',
          "  - method POST",
          "  + method GET",
          "  - path /api/folders",
          "  + path /api/folders/f-one",
          '  - body.title = "Folder One"',
          '  - body.uid = "f-one"',
          "Left are 2 of 2 exchanges:",
          '    "create" of folders: POST /api/folders',
          '    "get" of folders: GET /api/folders/f-one'
        )
      )
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

describe("What a player says of a request that was not recorded", () => {
  const exchange = (
    name: string,
    request: Pick<Recording.Exchange["request"], "method" | "path" | "body">
  ): Recording.Exchange => ({
    element: "made",
    name,
    request: { auth: "none", ...request },
    response: { status: 200, headers: {}, body: {} }
  })

  const said = (
    exchanges: ReadonlyArray<Recording.Exchange>,
    request: { readonly method: string; readonly path: string; readonly body?: unknown }
  ): Effect.Effect<string> =>
    Effect.gen(function* () {
      const player = yield* Recording.make(exchanges)
      const exit = yield* Effect.exit(
        player.transport.send({
          ...request,
          origin: "https://grafana.example.com",
          headers: {},
          body: request.body === undefined ? undefined : JSON.stringify(request.body),
          maxBodyBytes: Infinity,
          timeoutMillis: undefined,
          onSend: () => undefined
        })
      )
      return messageOf(defectOf(exit))
    })

  it.effect("shows a query parameter by parameter, with those that stand twice", () =>
    Effect.gen(function* () {
      const search = exchange("search", {
        method: "GET",
        path: "/api/search?tag=a&tag=b&limit=10&type=dash-db"
      })
      const message = yield* said([search], {
        method: "GET",
        path: "/api/search?limit=20&tag=a&type=dash-db&page=2"
      })
      expect(message).toBe(
        lines(
          'No recorded exchange answers this request. Nearest is "search" of made (- recorded, + asked):',
          "    method GET",
          "    path /api/search",
          '  - query limit = "10"',
          '  + query limit = "20"',
          '  + query page = "2"',
          '    query tag = "a"',
          '  - query tag = "b"',
          '    query type = "dash-db"',
          "Left are 1 of 1 exchanges:",
          '    "search" of made: GET /api/search?tag=a&tag=b&limit=10&type=dash-db'
        )
      )
    })
  )

  it.effect("shows of a large body what differs, and of a long text where it differs", () =>
    Effect.gen(function* () {
      const panels = Array.from({ length: 30 }, (_, id) => ({ id }))
      const text = (word: string): string => `${"long ".repeat(50)}${word}${" text".repeat(50)}`
      const body = { dashboard: { uid: "d", panels, text: text("one") } }
      const save = exchange("save", { method: "POST", path: "/api/dashboards/db", body })
      const changed = { dashboard: { uid: "d", panels: panels.with(7, { id: 77 }), text: text("two") } }
      const message = yield* said([save], { method: "POST", path: "/api/dashboards/db", body: changed })
      expect(message).toBe(
        lines(
          'No recorded exchange answers this request. Nearest is "save" of made (- recorded, + asked):',
          "    method POST",
          "    path /api/dashboards/db",
          "    ... 5 the same",
          "    body.dashboard.panels[5].id = 5",
          "    body.dashboard.panels[6].id = 6",
          "  - body.dashboard.panels[7].id = 7",
          "  + body.dashboard.panels[7].id = 77",
          "    body.dashboard.panels[8].id = 8",
          "    body.dashboard.panels[9].id = 9",
          "    ... 18 the same",
          "    body.dashboard.panels[28].id = 28",
          "    body.dashboard.panels[29].id = 29",
          `  - body.dashboard.text = "${"long ".repeat(7)}lo...${"long ".repeat(6)}one${" text".repeat(13)} t... (527 characters)`,
          `  + body.dashboard.text = "${"long ".repeat(7)}lo...${"long ".repeat(6)}two${" text".repeat(13)} t... (527 characters)`,
          '    body.dashboard.uid = "d"',
          "Left are 1 of 1 exchanges:",
          '    "save" of made: POST /api/dashboards/db'
        )
      )
    })
  )

  it.effect("shows no secret", () =>
    Effect.gen(function* () {
      const login = exchange("login", {
        method: "POST",
        path: "/login",
        body: { user: "a", password: "redacted-password-1" }
      })
      const message = yield* said([login], {
        method: "POST",
        path: "/login",
        body: { user: "b", password: "CANARY-password", token: "CANARY-token" }
      })
      expect(message).not.toContain("CANARY")
      expect(message).toContain(
        '    body.password = "redacted"\n  + body.token = "redacted"\n  - body.user = "a"'
      )
    })
  )

  it.effect("names the first ten of what is left", () =>
    Effect.gen(function* () {
      const gets = Array.from({ length: 13 }, (_, i) =>
        exchange(`get ${i}`, { method: "GET", path: `/api/${i}` })
      )
      const message = yield* said(gets, { method: "GET", path: "/api/x" })
      expect(message).toContain(lines("Left are 13 of 13 exchanges:", '    "get 0" of made: GET /api/0'))
      expect(message.endsWith(lines('    "get 9" of made: GET /api/9', "    and 3 more"))).toBe(true)
    })
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
