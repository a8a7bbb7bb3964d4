import * as Endpoint from "@effect-grafana/core/Endpoint"
import type * as Grafana from "@effect-grafana/core/Grafana"
import { NotFound, type CallError } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import { describe, expect, it } from "tstyche"

interface User extends Schema.Schema.Type<typeof user> {}
const user = Schema.Struct({
  id: Schema.Number,
  login: Schema.optional(Schema.String),
  admin: Schema.Boolean
})
const User: Schema.Schema<User> = user

const Result = Schema.Struct({
  result: Schema.Struct({ users: Schema.Array(User), totalCount: Schema.Number }),
  data: Schema.optional(Schema.NullOr(Schema.Struct({ rows: Schema.NullOr(Schema.Array(User)) }))),
  next: Schema.optional(Schema.String),
  blob: Schema.Unknown
})
const options = {
  query: {
    q: Schema.optional(Schema.String),
    page: Schema.optional(Schema.Int),
    perpage: Schema.optional(Schema.Int),
    token: Schema.optional(Schema.String)
  },
  success: Result,
  error: [NotFound]
} as const
const policy = {
  page: "page",
  size: "perpage",
  first: 1,
  pageSize: 1000,
  items: "result.users",
  id: "id"
} as const
const users = Endpoint.list(
  "users",
  "/api/users",
  options,
  Pagination.number({ ...policy, total: "result.totalCount" })
)

type Walked<T> = T extends Endpoint.Listing<infer _I, infer _A, infer _E, infer _Item, infer S> ? S : never

describe("a listing", () => {
  it("is an endpoint", () => {
    expect<Endpoint.Input<typeof users>>().type.toBe<void | {
      readonly q?: string | undefined
      readonly page?: number | undefined
      readonly perpage?: number | undefined
      readonly token?: string | undefined
    }>()
    expect<Endpoint.Success<typeof users>>().type.toBe<Schema.Schema.Type<typeof Result>>()
    expect<Endpoint.Error<typeof users>>().type.toBe<NotFound>()
  })

  it("streams its items, and pages of them, with the failures of call and walk", () => {
    expect(users.stream()).type.toBe<
      Stream.Stream<User, NotFound | CallError | Pagination.PaginationError, Grafana.Grafana>
    >()
    expect(users.pages({ q: "x" }, { pageSize: 5, complete: "demand" })).type.toBe<
      Stream.Stream<Pagination.Page<User>, NotFound | CallError | Pagination.PaginationError, Grafana.Grafana>
    >()
  })

  it("takes for a stream all but what the walk fills in", () => {
    expect<Walked<typeof users>>().type.toBe<void | {
      readonly q?: string | undefined
      readonly token?: string | undefined
    }>()
    expect(users.stream).type.not.toBeCallableWith({ page: 2 })
    expect(users.stream).type.not.toBeCallableWith({ perpage: 2 })
    expect(users).type.toBeCallableWith({ page: 2 })
  })

  it("keeps what is required required", () => {
    const versions = Endpoint.list(
      "versions",
      "/api/x/{uid}",
      { ...options, params: { uid: Schema.String } },
      Pagination.cursor({ token: "token", size: "perpage", next: "next", pageSize: 5, items: "result.users" })
    )
    expect(versions.stream).type.toBeCallableWith({ uid: "a" })
    expect(versions.stream).type.not.toBeCallableWith()
    expect(versions.stream).type.not.toBeCallableWith({ uid: "a", token: "b" })
  })

  it("can be demanded whole only where its total is trusted", () => {
    const plain = Endpoint.list("x", "/api/x", options, Pagination.number(policy))
    const lying = Endpoint.list(
      "x",
      "/api/x",
      options,
      Pagination.number({ ...policy, total: { path: "result.totalCount", trusted: false } })
    )
    expect(users.stream).type.toBeCallableWith(undefined, { complete: "demand" as const })
    expect(plain.stream).type.not.toBeCallableWith(undefined, { complete: "demand" as const })
    expect(lying.stream).type.not.toBeCallableWith(undefined, { complete: "demand" as const })
  })

  it("that is whole can be told nothing", () => {
    const whole = Endpoint.list("x", "/api/x", options, Pagination.whole({ items: "result.users" }))
    expect(whole.stream).type.toBeCallableWith({ q: "x" })
    expect(whole.stream).type.not.toBeCallableWith({ q: "x" }, { pageSize: 5 })
  })

  it("finds its items through what may be absent or null", () => {
    const rows = Endpoint.list("x", "/api/x", options, Pagination.whole({ items: "data.rows" }))
    expect(rows.stream()).type.toBe<
      Stream.Stream<User, NotFound | CallError | Pagination.PaginationError, Grafana.Grafana>
    >()
  })
})

describe("a policy does not compile", () => {
  const number = Pagination.number
  it("with an option that does not exist", () => {
    expect(Pagination.number({ ...policy, itms: "result.users" })).type.toRaiseError()
  })
  it("with a page number or size that the input lacks, or that is no number there", () => {
    expect(Endpoint.list("x", "/x", options, number({ ...policy, page: "pge" }))).type.toRaiseError(
      "the input has no such number"
    )
    expect(Endpoint.list("x", "/x", options, number({ ...policy, size: "q" }))).type.toRaiseError(
      "the input has no such number"
    )
  })
  it("with a path that leads to no array", () => {
    for (const items of ["users", "result", "result.totalCount", "result.users.id", "blob"] as const) {
      expect(Endpoint.list("x", "/x", options, number({ ...policy, items }))).type.toRaiseError(
        "items is no path to an array in success"
      )
    }
  })
  it("with an identity that is none", () => {
    expect(Endpoint.list("x", "/x", options, number({ ...policy, id: "uid" }))).type.toRaiseError(
      "id is no path"
    )
    expect(Endpoint.list("x", "/x", options, number({ ...policy, id: "admin" }))).type.toRaiseError(
      "id is no path"
    )
    expect(Endpoint.list("x", "/x", options, number({ ...policy, id: "login" }))).type.not.toRaiseError()
  })
  it("with a total that is no number, or without the total that it stops by", () => {
    expect(Endpoint.list("x", "/x", options, number({ ...policy, total: "total" }))).type.toRaiseError(
      "total is no path"
    )
    expect(
      Endpoint.list("x", "/x", options, number({ ...policy, total: { path: "next", trusted: false } }))
    ).type.toRaiseError("total is no path")
    expect(Endpoint.list("x", "/x", options, number({ ...policy, stop: "total" }))).type.toRaiseError(
      "stop: total needs a path to it"
    )
  })
  it("with a token that the input lacks or no response holds", () => {
    const cursor = {
      token: "token",
      size: "perpage",
      next: "next",
      pageSize: 5,
      items: "result.users"
    } as const
    expect(Endpoint.list("x", "/x", options, Pagination.cursor(cursor))).type.not.toRaiseError()
    expect(
      Endpoint.list("x", "/x", options, Pagination.cursor({ ...cursor, token: "page" }))
    ).type.toRaiseError("the input has no such string")
    expect(
      Endpoint.list("x", "/x", options, Pagination.cursor({ ...cursor, next: "result.next" }))
    ).type.toRaiseError("next is no path")
  })
})
