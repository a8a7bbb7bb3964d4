import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  NotFound,
  VersionMismatch,
  when,
  type CallError
} from "@effect-grafana/core/GrafanaError"
import * as Grafana from "@effect-grafana/core/Grafana"
import type * as Effect from "effect/Effect"
import * as Eff from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "tstyche"

interface Folder extends Schema.Schema.Type<typeof folder> {}
const folder = Schema.Struct({ uid: Schema.String })
const Folder: Schema.Schema<Folder> = folder

const get = Endpoint.get("get", "/api/folders/{uid}", {
  params: { uid: Schema.String },
  success: Folder,
  error: [NotFound]
})

describe("an endpoint", () => {
  it("has exactly its input, its success, and its declared errors with those of every call", () => {
    expect(get).type.toBe<Endpoint.Endpoint<{ readonly uid: string }, Folder, NotFound>>()
    expect(get({ uid: "a" })).type.toBe<Effect.Effect<Folder, NotFound | CallError, Grafana.Grafana>>()
    expect<Endpoint.Input<typeof get>>().type.toBe<{ readonly uid: string }>()
    expect<Endpoint.Success<typeof get>>().type.toBe<Folder>()
    expect<Endpoint.Error<typeof get>>().type.toBe<NotFound>()
  })

  it("takes one flat record of parameters, query, headers and payload", () => {
    const put = Endpoint.put("put", "/api/x/{uid}", {
      params: { uid: Schema.String },
      query: { force: Schema.optional(Schema.Boolean) },
      headers: { "x-note": Schema.String },
      payload: { title: Schema.String },
      error: [BadRequest, when(VersionMismatch, { status: 412 })]
    })
    expect(put).type.toBe<
      Endpoint.Endpoint<
        {
          readonly uid: string
          readonly force?: boolean | undefined
          readonly "x-note": string
          readonly title: string
        },
        void,
        BadRequest | VersionMismatch
      >
    >()
  })

  it("takes any other payload under its own name", () => {
    const post = Endpoint.post("post", "/api/x", { payload: Schema.Array(Schema.Int) })
    expect<Endpoint.Input<typeof post>>().type.toBe<{ readonly payload: ReadonlyArray<number> }>()
  })

  it("may be called without input where nothing is required", () => {
    const ping = Endpoint.get("ping", "/api/ping", {})
    const list = Endpoint.get("list", "/api/list", { query: { limit: Schema.optional(Schema.Int) } })
    expect(ping()).type.toBe<Effect.Effect<void, CallError, Grafana.Grafana>>()
    expect(list()).type.toBe<Effect.Effect<void, CallError, Grafana.Grafana>>()
    expect(list({ limit: 1 })).type.toBe<Effect.Effect<void, CallError, Grafana.Grafana>>()
    expect(get).type.not.toBeCallableWith()
    expect(get).type.not.toBeCallableWith({})
    expect(get).type.not.toBeCallableWith({ uid: 1 })
  })

  it("shows a tag that catchTags forgets", () => {
    const rest = get({ uid: "a" }).pipe(
      Eff.catchTags({ Forbidden: () => Eff.succeed(undefined), NotFound: () => Eff.succeed(undefined) })
    )
    expect(rest).type.toBe<
      Effect.Effect<Folder | undefined, Exclude<CallError, { readonly _tag: "Forbidden" }>, Grafana.Grafana>
    >()
  })

  it("does not catch what it cannot fail with", () => {
    expect(Eff.catchTag(get({ uid: "a" }), "VersionMismatch", () => Eff.void)).type.toRaiseError()
  })
})

describe("a contract does not compile", () => {
  it("with an option that does not exist", () => {
    expect(Endpoint.get("x", "/api/x", { sucess: Folder })).type.toRaiseError()
  })
  it("with a payload that a GET would have", () => {
    expect(Endpoint.get("x", "/api/x", { payload: { uid: Schema.String } })).type.toRaiseError(
      "no such option"
    )
    expect(Endpoint.get("x", "/api/x", { encoding: "form" })).type.toRaiseError()
    expect(Endpoint.delete("x", "/api/x", { payload: { uid: Schema.String } })).type.not.toRaiseError()
  })
  it("with a path parameter that has no schema, or a schema that has no parameter", () => {
    expect(Endpoint.get("x", "/api/x/{uid}", {})).type.toRaiseError(
      "a path parameter has no schema in params"
    )
    expect(Endpoint.get("x", "/api/x", { params: { uid: Schema.String } })).type.toRaiseError(
      "the path has no such parameter"
    )
  })
  it("with a key that stands twice", () => {
    expect(
      Endpoint.put("x", "/api/x/{uid}", { params: { uid: Schema.String }, payload: { uid: Schema.String } })
    ).type.toRaiseError("a key stands twice; rename one with Schema.fromKey")
  })
  it("with a response schema that transforms or needs a service", () => {
    expect(Endpoint.get("x", "/api/x", { success: Schema.NumberFromString })).type.toRaiseError(
      "a response schema must not transform"
    )
    expect(Endpoint.get("x", "/api/x", { success: Schema.Struct({ at: Schema.Date }) })).type.toRaiseError(
      "a response schema must not transform"
    )
  })
  it("with a stand-in for a success that is none", () => {
    expect(Endpoint.delete("x", "/api/x", { success: Folder, gone: { name: "a" } })).type.toRaiseError(
      "gone must be a value of success"
    )
    expect(Endpoint.delete("x", "/api/x", { success: Folder, gone: { uid: "a" } })).type.not.toRaiseError()
  })
  it("when a read-back is left out or reads for another success", () => {
    const create = Endpoint.post("c", "/api/x", { payload: { uid: Schema.String }, success: Folder })
    expect(Endpoint.keyed).type.not.toBeCallableWith(create)
    expect(Endpoint.keyed).type.not.toBeCallableWith(create, {
      read: get,
      input: (it: { uid: string }) => it,
      decide: () => Endpoint.done(1)
    })
  })
})

describe("a renamed parameter", () => {
  it("fills the path under its wire name", () => {
    const put = Endpoint.put("p", "/api/x/{uid}", {
      params: { currentUid: Schema.propertySignature(Schema.String).pipe(Schema.fromKey("uid")) },
      payload: { uid: Schema.String }
    })
    expect<Endpoint.Input<typeof put>>().type.toBe<{ readonly currentUid: string; readonly uid: string }>()
  })
})

class Source extends Grafana.Tag("test/Source")<Source>() {}

describe("a further client", () => {
  it("takes over effects and streams", () => {
    expect(Source.on(get({ uid: "a" }))).type.toBe<Effect.Effect<Folder, NotFound | CallError, Source>>()
    const stream = Stream.fromEffect(get({ uid: "a" }))
    expect(Source.on(stream)).type.toBe<Stream.Stream<Folder, NotFound | CallError, Source>>()
  })
})

describe("a stub", () => {
  it("answers only what its endpoint can answer", () => {
    expect(Endpoint.stub).type.toBeCallableWith(get, ({ uid }: { uid: string }) => Eff.succeed({ uid }))
    expect(Endpoint.stub).type.toBeCallableWith(get, () => new NotFound())
    expect(Endpoint.stub).type.not.toBeCallableWith(get, () => Eff.succeed({ name: "a" }))
    expect(Endpoint.stub).type.not.toBeCallableWith(get, () => new VersionMismatch())
  })
})
