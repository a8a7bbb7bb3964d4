import { readFileSync } from "node:fs"
import * as Grafana from "@effect-grafana/core/Grafana"
import { describe, expect, it } from "@effect/vitest"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Dashboards from "../src/Dashboards.js"
import * as Search from "../src/Search.js"
import { clientOf, type Server } from "./support/lossy.js"

type Saving = Parameters<typeof Dashboards.save>[0]

interface Recorded {
  readonly name: string
  readonly request: { readonly body: Saving }
  readonly response: { readonly body: unknown }
}

const recorded: { readonly exchanges: ReadonlyArray<Recorded> } = JSON.parse(
  readFileSync(new URL("../../testing/recordings/grafana-12.3.0/dashboards.json", import.meta.url), "utf8")
)
const exchange = (name: string) =>
  Option.getOrThrow(Array.findFirst(recorded.exchanges, (it) => it.name === name))

const meta: Dashboards.DashboardMeta = {
  canSave: true,
  canEdit: true,
  canAdmin: true,
  canStar: true,
  canDelete: true,
  slug: "dash-one",
  url: "/d/d-one/dash-one",
  expires: "0001-01-01T00:00:00Z",
  created: "2026-11-22T05:53:13Z",
  updated: "2026-11-22T05:53:14Z",
  updatedBy: "admin",
  createdBy: "admin",
  version: 1,
  hasAcl: false,
  isFolder: false,
  folderUid: "",
  folderTitle: "General",
  folderUrl: "",
  provisioned: false,
  provisionedExternalId: ""
}

interface Stored {
  readonly version: number
  readonly folderUid: string
  readonly content: Readonly<Record<string, unknown>>
  readonly by: "us" | "another"
}

interface Sent {
  readonly dashboard: Readonly<Record<string, unknown>> & {
    readonly version?: number
    readonly title?: string
  }
  readonly folderUid?: string
  readonly overwrite?: boolean
}

/** Dashboard d-one on a server with the version rules of Grafana 12.3.0, which trims the title. */
class Store {
  saves = 0
  constructor(public it: Stored | undefined) {}

  save({ dashboard, folderUid = "", overwrite }: Sent) {
    const { id: _id, title, uid: _uid, version = 0, ...rest } = dashboard
    const content = { ...rest, title: title?.trim() }
    if (this.it !== undefined && this.it.version !== version && overwrite !== true) {
      return { status: 412, body: { status: "version-mismatch", message: "changed by someone else" } }
    }
    this.saves += 1
    this.it = { version: (this.it?.version ?? 0) + 1, folderUid, content, by: "us" }
    return {
      status: 200,
      body: { status: "success", id: 4, uid: "d-one", ...meta, version: this.it.version, folderUid }
    }
  }

  touch() {
    if (this.it !== undefined) {
      this.it = { ...this.it, version: this.it.version + 1, content: { title: "Another's" }, by: "another" }
    }
  }

  read() {
    if (this.it === undefined) return { status: 404, body: { message: "Dashboard not found" } }
    const { content, folderUid, version } = this.it
    const dashboard = { ...content, id: 4, uid: "d-one", version }
    return { status: 200, body: { dashboard, meta: { ...meta, version, folderUid } } }
  }
}

/** The server's answer to the first save is lost, after `first` has said what became of it. */
const losingFirst = (store: Store, first: (sent: Sent) => void): Server => {
  let posts = 0
  return ({ body, method }) => {
    if (method === "GET") return store.read()
    posts += 1
    const sent: Sent = JSON.parse(String(body))
    if (posts > 1) return store.save(sent)
    first(sent)
    return "lost"
  }
}

const saveOn = (server: Server, sent: Sent) =>
  Dashboards.save({ ...sent, dashboard: { uid: "d-one", title: "Ours", ...sent.dashboard } }).pipe(
    Grafana.withRetry(Schedule.recurs(3)),
    Effect.either,
    Effect.provide(clientOf(server))
  )

const stored = (version: number, content = { title: "Before" }): Stored => ({
  version,
  folderUid: "",
  content,
  by: "another"
})

describe("a save whose answer is lost", () => {
  it.effect("is not repeated when it created the dashboard, whatever version was sent", () =>
    Effect.gen(function* () {
      for (const version of [undefined, 0, 1, 17]) {
        const store = new Store(undefined)
        const server = losingFirst(store, (sent) => store.save(sent))
        const result = yield* saveOn(server, { dashboard: version === undefined ? {} : { version } })
        expect(result).toMatchObject({
          _tag: "Right",
          right: { uid: "d-one", version: 1, status: "success" }
        })
        expect(store.saves).toBe(1)
      }
    })
  )

  it.effect("is recognised in what Grafana 12.3.0 reads back for it", () =>
    Effect.gen(function* () {
      const [update, get] = [exchange("update"), exchange("get")]
      const server: Server = ({ method }) =>
        method === "POST" ? "lost" : { status: 200, body: get.response.body }
      const saved = yield* Dashboards.save(update.request.body).pipe(
        Grafana.withRetry(Schedule.recurs(1)),
        Effect.provide(clientOf(server))
      )
      expect(saved).toEqual(update.response.body)
    })
  )

  it.effect("is sent again when the dashboard is still as it was", () =>
    Effect.gen(function* () {
      const store = new Store(stored(5))
      const result = yield* saveOn(
        losingFirst(store, () => {}),
        { dashboard: { version: 5 } }
      )
      expect(result).toMatchObject({ _tag: "Right", right: { version: 6 } })
      expect(store.saves).toBe(1)
    })
  )

  it.effect("fails as it failed when another one saved in the same moment", () =>
    Effect.gen(function* () {
      const store = new Store(stored(5))
      const result = yield* saveOn(
        losingFirst(store, () => store.touch()),
        { dashboard: { version: 5 } }
      )
      expect(result).toMatchObject({ _tag: "Left", left: { _tag: "TransportError", outcome: "unknown" } })
      expect(store.it?.by).toBe("another")
    })
  )

  it.effect("is not taken as done where the same JSON stands in another folder", () =>
    Effect.gen(function* () {
      const store = new Store(stored(5, { title: "Ours" }))
      const server = losingFirst(store, () =>
        store.save({ dashboard: { title: "Ours", version: 5 }, folderUid: "f-b" })
      )
      const result = yield* saveOn(server, { dashboard: { version: 5 }, folderUid: "f-a" })
      expect(result).toMatchObject({ _tag: "Left", left: { _tag: "TransportError" } })
    })
  )

  it.effect("is not taken as done where the dashboard stood so before, in a version that was not sent", () =>
    Effect.gen(function* () {
      const store = new Store(stored(5, { title: "Ours" }))
      const server = losingFirst(store, (sent) => store.save(sent))
      const result = yield* saveOn(server, { dashboard: { version: 3 } })
      expect(result).toMatchObject({ _tag: "Left", left: { _tag: "TransportError" } })
      expect(store.saves).toBe(0)
    })
  )

  it.effect("is never resent without a uid", () =>
    Effect.gen(function* () {
      const store = new Store(undefined)
      const server = losingFirst(store, (sent) => store.save(sent))
      const result = yield* Dashboards.save({ dashboard: { uid: null, title: "Ours" } }).pipe(
        Grafana.withRetry(Schedule.recurs(3)),
        Effect.either,
        Effect.provide(clientOf(server))
      )
      expect(result).toMatchObject({ _tag: "Left", left: { _tag: "TransportError", attempts: 1 } })
      expect(store.saves).toBe(1)
    })
  )

  it.effect.prop(
    "ends as if nothing had been lost, and is saved once, unless another one came between",
    [
      fc.record({
        before: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
        version: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        overwrite: fc.boolean(),
        carriedOut: fc.boolean(),
        folderUid: fc.constantFrom(undefined, "f-one"),
        title: fc.constantFrom("Ours", " Ours "),
        panels: fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }), {
          maxLength: 3
        })
      })
    ],
    ([{ before, carriedOut, folderUid, overwrite, panels, title, version }]) =>
      Effect.gen(function* () {
        const fresh = () => new Store(before === undefined ? undefined : stored(before))
        const sent: Sent = {
          dashboard: {
            title,
            panels: JSON.parse(JSON.stringify(panels)),
            ...(version === undefined ? {} : { version })
          },
          overwrite,
          ...(folderUid === undefined ? {} : { folderUid })
        }
        const [plain, lossy] = [fresh(), fresh()]
        const expected = plain.save(sent)
        const result = yield* saveOn(
          losingFirst(lossy, (it) => {
            if (carriedOut) lossy.save(it)
          }),
          sent
        )
        expect(lossy.saves).toBe(plain.saves)
        expect(lossy.it).toEqual(plain.it)
        // Where the lost answer was a refusal, the client either meets it again or says that it does not know.
        if (expected.status === 200)
          expect(result).toMatchObject({ _tag: "Right", right: { version: plain.it?.version } })
        else expect(result._tag).toBe("Left")
      }),
    { fastCheck: { numRuns: 50 } }
  )
})

describe("getByName", () => {
  const hit = (uid: string, title: string): Search.Hit => ({
    id: 1,
    uid,
    title,
    uri: "db/x",
    url: "/d/x/x",
    slug: "",
    type: "dash-db",
    tags: [],
    isStarred: false,
    sortMeta: 0
  })

  /** Searches as Grafana does: by a part of the title, without regard to case. */
  const server =
    (...hits: ReadonlyArray<Search.Hit>): Server =>
    ({ path }) => {
      const url = new URL(path, "http://grafana.test")
      if (url.pathname !== "/api/search") {
        return { status: 200, body: { dashboard: { uid: url.pathname.split("/").at(-1) }, meta } }
      }
      const query = url.searchParams.get("query")?.toLowerCase() ?? ""
      const folders = url.searchParams.getAll("folderUIDs")
      const found = hits.filter(
        (it) =>
          it.title.toLowerCase().includes(query) &&
          (folders.length === 0 || folders.includes(it.folderUid ?? "general"))
      )
      return { status: 200, body: found }
    }

  const find = (name: Parameters<typeof Dashboards.getByName>[0], ...hits: ReadonlyArray<Search.Hit>) =>
    Dashboards.getByName(name).pipe(Effect.either, Effect.provide(clientOf(server(...hits))))

  it.effect("reads the one whose whole title fits", () =>
    Effect.gen(function* () {
      const found = yield* find({ title: "CPU" }, hit("a", "CPU usage"), hit("b", "cpu"), hit("c", "CPU"))
      expect(found).toMatchObject({ _tag: "Right", right: { dashboard: { uid: "c" } } })
    })
  )

  it.effect("fails with NotFound where none has the title", () =>
    Effect.gen(function* () {
      const found = yield* find({ title: "CPU" }, hit("a", "CPU usage"))
      expect(found).toMatchObject({ _tag: "Left", left: { _tag: "NotFound" } })
    })
  )

  it.effect("fails with TitleNotUnique where several have it, and finds the one in the folder", () =>
    Effect.gen(function* () {
      const hits = [hit("a", "CPU"), { ...hit("b", "CPU"), folderUid: "f-one" }]
      const any = yield* find({ title: "CPU" }, ...hits)
      expect(any).toMatchObject({ _tag: "Left", left: { _tag: "TitleNotUnique", uids: ["a", "b"] } })
      const atRoot = yield* find({ title: "CPU", folderUid: "" }, ...hits)
      expect(atRoot).toMatchObject({ right: { dashboard: { uid: "a" } } })
      const inFolder = yield* find({ title: "CPU", folderUid: "f-one" }, ...hits)
      expect(inFolder).toMatchObject({ right: { dashboard: { uid: "b" } } })
    })
  )
})

describe("inputs", () => {
  it.effect("a save is refused that Grafana would refuse: an empty title, a uid over 40 characters", () =>
    Effect.gen(function* () {
      for (const dashboard of [{ title: "" }, { title: "x", uid: "x".repeat(41) }]) {
        const error = yield* Effect.flip(Dashboards.save({ dashboard }))
        expect(error._tag).toBe("InvalidInput")
      }
    }).pipe(Effect.provide(clientOf(() => ({ status: 599 }))))
  )

  it.effect("what is read can be saved, with every field that was read", () =>
    Effect.gen(function* () {
      const read = {
        id: 4,
        uid: "d-one",
        title: "Ours",
        version: 2,
        panels: [{ id: 1 }],
        "x-of-a-plugin": null
      }
      let body: unknown
      const server: Server = (request) => {
        if (request.method === "GET") return { status: 200, body: { dashboard: read, meta } }
        body = JSON.parse(String(request.body))
        return {
          status: 200,
          body: { status: "success", id: 4, uid: "d-one", slug: "", url: "", version: 3 }
        }
      }
      yield* Dashboards.get({ uid: "d-one" }).pipe(
        Effect.flatMap(({ dashboard, meta }) => Dashboards.save({ dashboard, folderUid: meta.folderUid })),
        Effect.provide(clientOf(server))
      )
      expect(body).toEqual({ dashboard: read, folderUid: "" })
    })
  )
})

describe("remove", () => {
  it.effect("has done its work where a repeated request finds the dashboard gone", () =>
    Effect.gen(function* () {
      let deletes = 0
      const server: Server = () =>
        ++deletes === 1 ? "lost" : { status: 404, body: { message: "Dashboard not found" } }
      const removed = yield* Dashboards.remove({ uid: "d-one" }).pipe(
        Grafana.withRetry(Schedule.recurs(1)),
        Effect.provide(clientOf(server))
      )
      expect(removed.message).toBe("Dashboard deleted")
    })
  )
})

it.effect("stars that Grafana sends as null are an empty list", () =>
  Effect.gen(function* () {
    expect(yield* Dashboards.starred()).toEqual([])
  }).pipe(Effect.provide(clientOf(() => ({ status: 200, body: null }))))
)
