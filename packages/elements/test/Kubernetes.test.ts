import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import type { TransportRequest } from "@effect-grafana/core/Transport"
import * as ApiResources from "@effect-grafana/elements/ApiResources"
import * as FolderResources from "@effect-grafana/elements/FolderResources"
import * as Kubernetes from "@effect-grafana/elements/Kubernetes"
import { type KubernetesObject, objectOf } from "@effect-grafana/elements/KubernetesObjects"
import { describe, expect, expectTypeOf, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { clientOf, type Reply } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const spec = Schema.Struct({ title: Schema.String })
const object = objectOf({ spec })
const jobs = Kubernetes.resource({ group: "jobs.example.com", version: "v1", plural: "jobs", spec, object })
const get = Kubernetes.get("getJob", jobs)
const list = Kubernetes.list("listJobs", jobs)
const create = Kubernetes.create("createJob", jobs, get)
const update = Kubernetes.update("updateJob", jobs, get)
const patch = Kubernetes.patch("patchJob", jobs, get)
const patchJson = Kubernetes.patchJson("patchJobByJson", jobs)
const remove = Kubernetes.remove("deleteJob", jobs, get)

const at = "/apis/jobs.example.com/v1/namespaces/default/jobs"
const place = { namespace: "default", name: "a" }

const job = (title: string, metadata: object = {}) => ({
  metadata: { name: "a", namespace: "default", resourceVersion: "7", ...metadata },
  spec: { title }
})

const status = (code: number, message: string, reason?: string, uid?: string) => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Failure",
  message,
  code,
  ...(reason === undefined ? {} : { reason }),
  ...(uid === undefined ? {} : { details: { uid } })
})

/** A client that answers every request so, and hands it out before. */
const answering = (reply: Reply, see: (request: TransportRequest) => void = () => undefined) =>
  clientOf((request) => {
    see(request)
    return reply
  })

describe("a resource", () => {
  it("asks a call for what it does not fix, and for nothing else", () => {
    expectTypeOf<Endpoint.Input<typeof get>>().toEqualTypeOf<{
      readonly namespace: string
      readonly name: string
    }>()
    expectTypeOf<Endpoint.Error<typeof get>>().toEqualTypeOf<BadRequest | NotFound>()
    expectTypeOf<Endpoint.Success<typeof get>>().toEqualTypeOf<
      KubernetesObject<{ readonly title: string }, unknown>
    >()
    expectTypeOf<Endpoint.Input<typeof ApiResources.get>>().toEqualTypeOf<{
      readonly group: string
      readonly version: string
      readonly plural: string
      readonly namespace: string
      readonly name: string
    }>()
    expect(get.path).toBe("/apis/jobs.example.com/v1/namespaces/{namespace}/jobs/{name}")
    expect(ApiResources.list.path).toBe("/apis/{group}/{version}/namespaces/{namespace}/{plural}")
  })

  it.effect("may be named by each call", () => {
    const grafana = scripted([200, job("t")])
    return Effect.gen(function* () {
      yield* ApiResources.get({ group: "jobs.example.com", version: "v1", plural: "jobs", ...place })
      expect(grafana.asked).toEqual([`GET ${at}/a`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it("names the namespace of an organization", () => {
    expect([1, 2].map(Kubernetes.namespaceOf)).toEqual(["default", "org-2"])
  })
})

describe("a list", () => {
  const page = (names: ReadonlyArray<string>, token?: string) => ({
    kind: "JobList",
    apiVersion: "jobs.example.com/v1",
    metadata: token === undefined ? {} : { continue: token },
    items: names.map((name) => job(name, { name }))
  })

  it.effect("goes on after a short page and after an empty one, to the page without a token", () => {
    const grafana = scripted([200, page(["a"], "t/1")], [200, page([], "t/2")], [200, page(["b"])])
    return Effect.gen(function* () {
      const found = yield* Stream.runCollect(list.stream({ namespace: "default" }, { pageSize: 2 }))
      expect([...found].map(({ metadata }) => metadata.name)).toEqual(["a", "b"])
      expect(grafana.asked).toEqual([
        `GET ${at}?limit=2`,
        `GET ${at}?limit=2&continue=t%2F1`,
        `GET ${at}?limit=2&continue=t%2F2`
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("whose items are null is empty", () =>
    Effect.map(list({ namespace: "default" }), ({ items }) => expect(items).toEqual([])).pipe(
      Effect.provide(answering({ status: 200, body: { ...page([]), items: null } }))
    )
  )

  it.effect("does not begin anew with a token that Grafana refuses", () =>
    Effect.map(Effect.flip(list({ namespace: "default", continue: "zzz" })), (failure) =>
      expect(failure._tag).toBe("ContinueTokenRefused")
    ).pipe(Effect.provide(answering({ status: 500, body: status(500, "error decoding continue token") })))
  )
})

describe("a Status", () => {
  const cases = [
    [404, status(404, 'jobs "a" not found', "NotFound"), "NotFound"],
    [404, status(404, "the server could not find the requested resource", "NotFound"), "RouteNotFound"],
    [405, status(405, "update is not supported", "MethodNotAllowed"), "RouteNotFound"],
    [409, status(409, "the object has been modified", "Conflict"), "VersionMismatch"],
    [422, status(422, "name is required", "Invalid"), "BadRequest"],
    [500, status(500, "namespace mismatch: got default but expected nope"), "BadRequest"],
    [403, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", code: 403 }, "Forbidden"]
  ] as const

  it.effect.each(cases)("of %i becomes an error by its words: %o", ([code, body, tag]) =>
    Effect.map(Effect.flip(update({ ...place, ...job("t") })), (failure) =>
      expect(failure._tag).toBe(tag)
    ).pipe(Effect.provide(answering({ status: code, body })))
  )

  it.effect("gives its details.uid as the messageId", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(get(place))
      expect(failure).toMatchObject({ _tag: "NotFound", messageId: "jobs.notFound" })
    }).pipe(
      Effect.provide(answering({ status: 404, body: status(404, "NotFound", "NotFound", "jobs.notFound") }))
    )
  )
})

describe("a write whose answer was lost", () => {
  const sent = { namespace: "default", metadata: { name: "a" }, spec: { title: "t" } }

  it.effect("a create is done where the object stands as it was sent", () => {
    const grafana = scripted("lost", [200, job("t")])
    return Effect.gen(function* () {
      expect((yield* settled(create(sent))).metadata.resourceVersion).toBe("7")
      expect(grafana.asked).toEqual([`POST ${at}`, `GET ${at}/a`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("a create is not done where the object stands in another folder", () => {
    const grafana = scripted("lost", [200, job("t", { annotations: { "grafana.app/folder": "f" } })])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(create(sent))))._tag).toBe("TransportError")
      expect(grafana.asked.length).toBe(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("a create without a name is not sent again", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(create({ ...sent, metadata: { generateName: "job-" } })))
      expect(failure._tag).toBe("TransportError")
      expect(grafana.asked).toEqual([`POST ${at}`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("an update is sent again where the object is as it was read", () => {
    const grafana = scripted("lost", [200, job("old")], [200, job("t", { resourceVersion: "8" })])
    return Effect.gen(function* () {
      expect((yield* settled(update({ ...place, ...job("t") }))).metadata.resourceVersion).toBe("8")
      expect(grafana.asked).toEqual([`PUT ${at}/a`, `GET ${at}/a`, `PUT ${at}/a`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("an update is not sent again where somebody else was there since", () => {
    const grafana = scripted("lost", [200, job("theirs", { resourceVersion: "8" })])
    return Effect.gen(function* () {
      expect((yield* Effect.flip(settled(update({ ...place, ...job("t") }))))._tag).toBe("TransportError")
      expect(grafana.asked.length).toBe(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("a patch is done where what it names stands, and what it takes away is gone", () => {
    const grafana = scripted("lost", [200, job("t", { resourceVersion: "9", labels: { a: "b" } })])
    const labels = { a: "b", c: null }
    return Effect.gen(function* () {
      yield* settled(patch({ ...place, metadata: { resourceVersion: "7", labels }, spec: { title: "t" } }))
      expect(grafana.asked).toEqual([`PATCH ${at}/a`, `GET ${at}/a`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("a deletion is done where the object is gone", () => {
    const grafana = scripted("lost", [404, status(404, 'jobs "a" not found', "NotFound")])
    return Effect.gen(function* () {
      expect(yield* settled(remove(place))).toMatchObject({ kind: "Status", status: "Success" })
      expect(grafana.asked).toEqual([`DELETE ${at}/a`, `GET ${at}/a`])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.prop(
    "an update is done whatever Grafana adds to what was sent",
    [fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()],
    ([content, more]) => {
      const held = { name: "a", namespace: "default", resourceVersion: "7" }
      const stored = { ...held, resourceVersion: "8", annotations: { by: "user:1" } }
      const spec = { "added by Grafana": more, ...content }
      const server = clientOf(({ method }) =>
        method === "PUT" ? "lost" : { status: 200, body: { metadata: stored, spec } }
      )
      const resource = { group: "jobs.example.com", version: "v1", plural: "jobs", ...place }
      return Effect.gen(function* () {
        const done = yield* settled(ApiResources.update({ ...resource, metadata: held, spec: content }))
        expect(done.metadata.resourceVersion).toBe("8")
      }).pipe(Effect.provide(server))
    },
    { fastCheck: { numRuns: 30 } }
  )
})

describe("a patch", () => {
  it.effect.each([
    ["application/merge-patch+json", patch({ ...place, spec: { title: "t" } })],
    ["application/json-patch+json", patchJson({ ...place, payload: [{ op: "remove", path: "/spec/title" }] })]
  ] as const)("travels as %s", ([type, call]) => {
    let seen: string | undefined
    return Effect.map(call, () => expect(seen).toBe(type)).pipe(
      Effect.provide(
        answering({ status: 200, body: job("t") }, ({ headers }) => (seen = headers["content-type"]))
      )
    )
  })

  it.effect("whose test does not hold does not apply", () => {
    const message = "the server rejected our request due to an error in our request"
    return Effect.gen(function* () {
      const steps = [{ op: "test", path: "/spec/title", value: "old" }] as const
      expect((yield* Effect.flip(patchJson({ ...place, payload: steps })))._tag).toBe("PatchDoesNotApply")
    }).pipe(Effect.provide(answering({ status: 422, body: status(422, message, "Invalid") })))
  })
})

it.effect("what could not be converted is not written back", () => {
  const grafana = scripted()
  return Effect.gen(function* () {
    const converted = { ...job("t"), status: { conversion: { failed: true, storedVersion: "v2beta1" } } }
    const failure = yield* Effect.flip(update({ ...place, ...converted }))
    expect(failure._tag).toBe("InvalidInput")
    expect(failure.message).toContain("conversion failed")
    expect(grafana.asked).toEqual([])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a deletion of a folder that the credential may only see is Forbidden", () =>
  Effect.map(Effect.flip(FolderResources.remove(place)), (failure) =>
    expect(failure._tag).toBe("Forbidden")
  ).pipe(Effect.provide(answering({ status: 500, body: status(500, "access denied to folder") })))
)
