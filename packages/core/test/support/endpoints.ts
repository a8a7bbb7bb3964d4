/** Contracts of each kind, small enough to read beside a test. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Endpoint from "../../src/Endpoint.js"
import { BadRequest, NotFound, SavePending, UidTaken, VersionMismatch, when } from "../../src/GrafanaError.js"

export const Thing = Schema.Struct({ uid: Schema.String, version: Schema.optional(Schema.Int) })

export const get = Endpoint.get("getThing", "/api/things/{uid}", {
  params: { uid: Schema.String },
  query: { tag: Schema.optional(Schema.Array(Schema.String)), limit: Schema.optional(Schema.Int) },
  success: Thing,
  error: [NotFound]
})

export const find = Endpoint.get("findThing", "/api/find/{name}", {
  params: { name: Schema.String },
  success: Thing,
  error: [when(NotFound, { status: 404, ambiguous: true })]
})

export const put = Endpoint.put("putThing", "/api/things/{uid}", {
  params: { uid: Schema.String },
  payload: { title: Schema.String },
  success: Thing,
  error: [NotFound]
})

export const remove = Endpoint.delete("removeThing", "/api/things/{uid}", {
  params: { uid: Schema.String },
  success: Schema.Struct({ message: Schema.String }),
  error: [NotFound],
  gone: { message: "gone" }
})

export const poke = Endpoint.post("pokeThing", "/api/things/{uid}/poke", {
  params: { uid: Schema.String },
  payload: { hard: Schema.optional(Schema.Boolean) },
  success: Thing,
  error: [BadRequest, SavePending]
})

export const create = Endpoint.keyed(
  Endpoint.post("createThing", "/api/things", {
    payload: { uid: Schema.optional(Schema.String) },
    success: Thing,
    error: [when(UidTaken, { status: 412 })]
  }),
  {
    read: get,
    input: ({ uid }) => (uid === undefined ? undefined : { uid }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => Endpoint.notDone,
        onSome: (it) => (it.uid === sent.uid && it.version !== 99 ? Endpoint.done(it) : Endpoint.conflict)
      })
  }
)

export const update = Endpoint.versioned(
  Endpoint.put("updateThing", "/api/versioned/{uid}", {
    params: { uid: Schema.String },
    payload: { version: Schema.Int },
    success: Thing,
    error: [when(VersionMismatch, { status: 412 })]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (sent, found) =>
      Option.match(found, {
        onNone: () => Endpoint.conflict,
        onSome: (it) =>
          it.version === sent.version
            ? Endpoint.notDone
            : it.version === sent.version + 1
              ? Endpoint.done(it)
              : Endpoint.conflict
      })
  }
)

export const ping = Endpoint.get("ping", "/api/ping", {})
