/** One GET of a 6 kB dashboard, 16 at once, over loopback: what a call costs by hand, with the platform's clients, and ours. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiClient from "@effect/platform/HttpApiClient"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import * as Tracer from "effect/Tracer"
import { Agent, request } from "undici"
import { inLanes, measure, type Candidate, type Result } from "./measure.js"
import { spawnServer } from "./spawn.js"

const lanes = 16
const path = "/api/dashboards/uid/bench"
const headers = { authorization: "Bearer bench", accept: "application/json" }
const Body = Dashboards.get.success as Schema.Schema<Effect.Effect.Success<ReturnType<typeof Dashboards.get>>>

const undici = (url: string): Candidate => {
  const dispatcher = new Agent({ connections: lanes })
  const once = async () => (await request(url + path, { dispatcher, headers })).body.json()
  return { name: "undici", run: (operations) => inLanes(operations, lanes, once) }
}

const plainFetch = (url: string): Candidate => ({
  name: "fetch",
  run: (operations) => inLanes(operations, lanes, async () => (await fetch(url + path, { headers })).json())
})

/** Runs an effect so many times, `lanes` at once, in one runtime. */
const effectful = <R, E>(
  name: string,
  layer: Layer.Layer<R, E>,
  once: Effect.Effect<unknown, unknown, R>
): Candidate => {
  const runtime = ManagedRuntime.make(layer)
  return {
    name,
    run: (operations) => {
      let left = operations
      const lane = Effect.whileLoop({ while: () => left-- > 0, body: () => once, step: () => undefined })
      return runtime.runPromise(
        Effect.forEach(Array(lanes).keys(), () => lane, {
          concurrency: "unbounded",
          discard: true
        }) as Effect.Effect<void, unknown, R>
      )
    }
  }
}

const platform = Layer.provide(
  NodeHttpClient.layerUndiciWithoutDispatcher,
  Layer.sync(NodeHttpClient.Dispatcher, () => new Agent({ connections: lanes }))
)

const byHand = (url: string): Candidate =>
  effectful(
    "httpclient",
    platform,
    Effect.flatMap(HttpClient.HttpClient, (client) =>
      HttpClientRequest.get(url + path).pipe(
        HttpClientRequest.setHeaders(headers),
        client.execute,
        Effect.flatMap(HttpClientResponse.filterStatusOk),
        Effect.flatMap(HttpClientResponse.schemaBodyJson(Body))
      )
    )
  )

const api = HttpApi.make("grafana").add(
  HttpApiGroup.make("dashboards").add(
    HttpApiEndpoint.get("get", "/api/dashboards/uid/:uid")
      .setPath(Schema.Struct({ uid: Schema.String }))
      .addSuccess(Body)
  )
)

class ApiClient extends Effect.Tag("bench/ApiClient")<
  ApiClient,
  Effect.Effect.Success<ReturnType<typeof apiClient>>
>() {}
const apiClient = (url: string) =>
  HttpApiClient.make(api, {
    baseUrl: url,
    transformClient: HttpClient.mapRequest(HttpClientRequest.setHeaders(headers))
  })

const byApi = (url: string): Candidate =>
  effectful(
    "httpapi",
    Layer.provide(Layer.effect(ApiClient, apiClient(url)), platform),
    Effect.flatMap(ApiClient, (client) => client.dashboards.get({ path: { uid: "bench" } }))
  )

const client = (url: string) =>
  Layer.orDie(Node.layer({ url, auth: Auth.token("bench"), transport: { connections: lanes } }))

/** Keeps nothing: what is measured is what we do for a tracer, not what a tracer does. */
const tracer = Tracer.make({
  span: (name, parent, context, links, startTime, kind) => ({
    _tag: "Span",
    name,
    spanId: "0000000000000001",
    traceId: "00000000000000000000000000000001",
    parent,
    context,
    status: { _tag: "Started", startTime },
    attributes: new Map(),
    links,
    sampled: true,
    kind,
    end: () => undefined,
    attribute: () => undefined,
    event: () => undefined,
    addLinks: () => undefined
  }),
  context: (run) => run()
})

const ours = (url: string): Candidate =>
  effectful("ours", Layer.merge(client(url), Layer.setTracer(tracer)), Dashboards.get({ uid: "bench" }))

const untraced = (url: string): Candidate =>
  effectful("ours, without a tracer", client(url), Dashboards.get({ uid: "bench" }))

export const candidates = (url: string): ReadonlyArray<() => Candidate> =>
  [undici, plainFetch, byHand, byApi, ours, untraced].map((make) => () => make(url))

const names = ["undici", "fetch", "httpclient", "httpapi", "ours", "ours, without a tracer"]

export const perCall = async (rounds: number): Promise<ReadonlyArray<Result>> => {
  const { stop, url } = await spawnServer()
  try {
    return await measure("per-call", names, url, { rounds, operations: 8000, warmup: 12_000 })
  } finally {
    stop()
  }
}
