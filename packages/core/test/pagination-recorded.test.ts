/** Whole lists of a Grafana 12.3.0, walked against the answers that were recorded of it: other requests are refused. */
import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Endpoint from "../src/Endpoint.js"
import * as Pagination from "../src/Pagination.js"
import recordings from "./recordings/walks-grafana-12.3.0.json" with { type: "json" }
import { json, scriptBy } from "./support/scripted.js"

/** Grafana as one user saw it; where a request was recorded twice, the state of the first. */
const grafana = (user = "admin") =>
  scriptBy(({ path }) => {
    const asked = sorted(path)
    const found = recordings.find((one) => one.auth === user && sorted(one.path) === asked)
    return found === undefined ? json(500, { message: `not recorded: ${path}` }) : json(200, found.body)
  })

const sorted = (path: string): string => {
  const url = new URL(path, "http://grafana.test")
  url.searchParams.sort()
  return `${url.pathname}?${url.searchParams}`
}

const walked = <A extends object, E, R>(
  on: ReturnType<typeof grafana>,
  stream: Stream.Stream<A, E, R>,
  key: keyof A
) =>
  Stream.runCollect(stream).pipe(
    Effect.map((items) => Chunk.toReadonlyArray(items).map((item) => item[key])),
    Effect.provide(on.layer())
  )

const optional = Schema.optional
const page = { page: optional(Schema.Int), perpage: optional(Schema.Int), query: optional(Schema.String) }
const User = Schema.Struct({ id: Schema.Number })
const Uid = Schema.Struct({ uid: Schema.String })
const base = { page: "page", size: "perpage", first: 1, pageSize: 1000, id: "id" } as const

const users = Endpoint.list(
  "searchUsers",
  "/api/users",
  { query: page, success: Schema.Array(User) },
  Pagination.number({ ...base, items: "" })
)
const usersPaged = Endpoint.list(
  "searchUsersWithPaging",
  "/api/users/search",
  { query: page, success: Schema.Struct({ totalCount: Schema.Number, users: Schema.Array(User) }) },
  Pagination.number({ ...base, items: "users", total: "totalCount" })
)
const orgs = Endpoint.list(
  "searchOrgs",
  "/api/orgs",
  { query: page, success: Schema.Array(User) },
  Pagination.number({ ...base, first: 0, items: "" })
)
const libraryElements = Endpoint.list(
  "getLibraryElements",
  "/api/library-elements",
  {
    query: {
      page: optional(Schema.Int),
      perPage: optional(Schema.Int),
      searchString: optional(Schema.String)
    },
    success: Schema.Struct({
      result: Schema.Struct({ totalCount: Schema.Number, elements: Schema.Array(Uid) })
    })
  },
  Pagination.number({
    page: "page",
    size: "perPage",
    first: 1,
    pageSize: 100,
    items: "result.elements",
    id: "uid",
    stop: "total",
    total: { path: "result.totalCount", trusted: false }
  })
)
const folders = Endpoint.list(
  "getFolders",
  "/api/folders",
  {
    query: { page: optional(Schema.Int), limit: optional(Schema.Int), parentUid: optional(Schema.String) },
    success: Schema.Array(Uid)
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 1000,
    items: "",
    id: "uid",
    virtual: ["sharedwithme"]
  })
)
const correlations = Endpoint.list(
  "getCorrelations",
  "/api/datasources/correlations",
  {
    query: { page: optional(Schema.Int), limit: optional(Schema.Int), sourceUID: optional(Schema.String) },
    success: Schema.Struct({
      totalCount: Schema.Number,
      limit: Schema.Number,
      correlations: Schema.Array(Uid)
    })
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 100,
    items: "correlations",
    id: "uid",
    echo: "limit",
    total: { path: "totalCount", trusted: false }
  })
)
const queryHistory = Endpoint.list(
  "searchQueries",
  "/api/query-history",
  {
    query: {
      page: optional(Schema.Int),
      limit: optional(Schema.Int),
      datasourceUid: optional(Schema.String),
      sort: optional(Schema.String)
    },
    success: Schema.Struct({
      result: Schema.Struct({
        totalCount: Schema.Number,
        queryHistory: Endpoint.nullAsEmpty(Schema.Array(Uid))
      })
    })
  },
  Pagination.number({
    page: "page",
    size: "limit",
    first: 1,
    pageSize: 100,
    items: "result.queryHistory",
    id: "uid",
    total: "result.totalCount"
  })
)
const versions = Endpoint.list(
  "getDashboardVersionsByUID",
  "/api/dashboards/uid/{uid}/versions",
  {
    params: { uid: Schema.String },
    query: { limit: optional(Schema.Int), continueToken: optional(Schema.String) },
    success: Schema.Struct({
      continueToken: Schema.String,
      versions: Schema.Array(Schema.Struct({ version: Schema.Number }))
    })
  },
  Pagination.cursor({
    token: "continueToken",
    size: "limit",
    next: "continueToken",
    pageSize: 1000,
    items: "versions",
    id: "version"
  })
)
const rules = Endpoint.list(
  "getRuleStatuses",
  "/api/prometheus/grafana/api/v1/rules",
  {
    query: { group_limit: optional(Schema.Int), group_next_token: optional(Schema.String) },
    success: Schema.Struct({
      data: Schema.Struct({
        groupNextToken: optional(Schema.String),
        groups: Schema.Array(Schema.Struct({ name: Schema.String }))
      })
    })
  },
  Pagination.cursor({
    token: "group_next_token",
    size: "group_limit",
    next: "data.groupNextToken",
    pageSize: 100,
    items: "data.groups"
  })
)
const resources = (group: string, resource: string) =>
  Endpoint.list(
    `list ${resource}`,
    `/apis/${group}/v1beta1/namespaces/default/${resource}`,
    {
      query: { limit: optional(Schema.Int), continue: optional(Schema.String) },
      success: Schema.Struct({
        metadata: Schema.Struct({ continue: optional(Schema.String) }),
        items: Schema.Array(Schema.Struct({ metadata: Schema.Struct({ name: Schema.String }) }))
      })
    },
    Pagination.cursor({
      token: "continue",
      size: "limit",
      next: "metadata.continue",
      pageSize: 500,
      items: "items",
      id: "metadata.name"
    })
  )
const annotations = Endpoint.list(
  "getAnnotations",
  "/api/annotations",
  {
    query: {
      from: optional(Schema.Number),
      to: optional(Schema.Number),
      limit: optional(Schema.Int),
      tags: optional(Schema.Array(Schema.String))
    },
    success: Schema.Array(Schema.Struct({ id: Schema.Number, time: Schema.Number, timeEnd: Schema.Number }))
  },
  Pagination.window({
    from: "from",
    to: "to",
    size: "limit",
    pageSize: 100,
    items: "",
    id: "id",
    time: "time",
    timeEnd: "timeEnd"
  })
)

describe("Grafana 12.3.0", () => {
  it.effect("users, by short page: a full last page costs one request more", () =>
    Effect.gen(function* () {
      const on = grafana()
      const full = yield* walked(on, users.stream({ query: "pguser" }, { pageSize: 7 }), "id")
      assert.deepStrictEqual(full, [28, 29, 30, 31, 32, 33, 34])
      assert.lengthOf(on.requests, 2)
      assert.deepStrictEqual(
        yield* walked(grafana(), users.stream({ query: "pguser" }, { pageSize: 2 }), "id"),
        full
      )
    })
  )

  it.effect("users, by total: complete when demanded", () =>
    Effect.gen(function* () {
      const on = grafana()
      const found = yield* walked(on, usersPaged.stream(undefined, { pageSize: 6, complete: "demand" }), "id")
      assert.lengthOf(found, 16)
      assert.lengthOf(on.requests, 3)
    })
  )

  it.effect("organizations: the first page is page 0", () =>
    Effect.gen(function* () {
      const found = yield* walked(grafana(), orgs.stream(undefined, { pageSize: 2 }), "id")
      assert.lengthOf(found, 6)
      assert.strictEqual(found[0], 1)
    })
  )

  it.effect("library elements: what a viewer may not see leaves short and empty pages in the middle", () =>
    Effect.gen(function* () {
      for (const pageSize of [1, 2]) {
        const found = yield* walked(
          grafana("restricted viewer"),
          libraryElements.stream({ searchString: "pgle" }, { pageSize }),
          "uid"
        )
        assert.deepStrictEqual(found, ["pg-le0", "pg-le3", "pg-le6"])
      }
      const all = yield* walked(
        grafana(),
        libraryElements.stream({ searchString: "pgle" }, { pageSize: 2 }),
        "uid"
      )
      assert.lengthOf(all, 9)
    })
  )

  it.effect("folders: the virtual one on an over-full first page is not handed out", () =>
    Effect.gen(function* () {
      const found = yield* walked(
        grafana("restricted viewer"),
        folders.stream(undefined, { pageSize: 1 }),
        "uid"
      )
      assert.deepStrictEqual(found, ["pg-vis", "pg-vis2", "pg-vis3"])
      assert.lengthOf(yield* walked(grafana(), folders.stream(undefined, { pageSize: 4 }), "uid"), 23)
    })
  )

  it.effect("correlations of one source: the total counts those of all", () =>
    Effect.gen(function* () {
      const on = grafana()
      const found = yield* walked(on, correlations.stream({ sourceUID: "ds-gr" }, { pageSize: 2 }), "uid")
      assert.lengthOf(found, 5)
      assert.lengthOf(on.requests, 3)
    })
  )

  it.effect("query history: complete when demanded", () =>
    Effect.gen(function* () {
      const input = { datasourceUid: "ds-gr", sort: "time-asc" }
      const how = { pageSize: 3, complete: "demand" } as const
      assert.lengthOf(yield* walked(grafana(), queryHistory.stream(input, how), "uid"), 7)
    })
  )

  it.effect("dashboard versions: the empty token is the end", () =>
    Effect.gen(function* () {
      const found = yield* walked(grafana(), versions.stream({ uid: "pg-ver" }, { pageSize: 2 }), "version")
      assert.deepStrictEqual(found, [7, 6, 5, 4, 3, 2, 1])
    })
  )

  it.effect("rules: the absent token is the end", () =>
    Effect.gen(function* () {
      const found = yield* walked(grafana(), rules.stream(undefined, { pageSize: 2 }), "name")
      assert.deepStrictEqual(found, ["grp", "ns", "rec", "pgg0", "pgg1", "pgg2", "pgg3", "pgg4"])
    })
  )

  it.effect("rules: a token that is not understood leads back to the beginning, which is an error", () =>
    Effect.gen(function* () {
      const list = rules.pages(undefined, { pageSize: 2 })
      const pages = Chunk.toReadonlyArray(
        yield* Stream.runCollect(list).pipe(Effect.provide(grafana().layer()))
      )
      const resume = pages[1]?.next
      if (resume?.at.kind !== "cursor") return assert.fail("no position")
      const failed = yield* rules
        .stream(undefined, { resume: { ...resume, at: { ...resume.at, token: "nope" } } })
        .pipe(Stream.runDrain, Effect.provide(grafana().layer()), Effect.flip)
      assert.strictEqual(failed._tag, "RepeatedPage")
    })
  )

  it.effect("dashboards and folders of the Kubernetes API: a full last page leads to an empty one", () =>
    Effect.gen(function* () {
      const dashboards = resources("dashboard.grafana.app", "dashboards")
      const folderList = resources("folder.grafana.app", "folders")
      const on = grafana()
      const found = yield* walked(on, folderList.stream(undefined, { pageSize: 6 }), "metadata")
      assert.lengthOf(found, 30)
      assert.lengthOf(on.requests, 6)
      assert.lengthOf(yield* walked(grafana(), dashboards.stream(undefined, { pageSize: 6 }), "metadata"), 19)
    })
  )

  it.effect("annotations: the window moves back, and what lies on its edge comes once", () =>
    Effect.gen(function* () {
      const input = { tags: ["pgann"], from: 1709999999000, to: 1710000060000 }
      const found = yield* walked(grafana(), annotations.stream(input, { pageSize: 3 }), "id")
      assert.deepStrictEqual(found, [29, 28, 27, 26, 25, 24, 23])
    })
  )

  it.effect("users: one who was created meanwhile moves another to the next page, who comes once", () =>
    Effect.gen(function* () {
      const pages = recordings.filter(({ path }) =>
        path.startsWith("/api/users?query=pguser&perpage=2&page=")
      )
      const [before, after] = [pages.at(-2), pages.at(-1)]
      const on = scriptBy((_, index) => json(200, [before?.body, after?.body][index] ?? []))
      const found = yield* walked(on, users.stream({ query: "pguser" }, { pageSize: 2 }), "id")
      assert.deepStrictEqual(found, [29, 30, 31])
    })
  )
})
