/** Whatever text stands in a path or a query: it arrives as it is, or nothing is sent. */
import { describe, expect, it } from "@effect/vitest"
import * as Auth from "@effect-grafana/core/Auth"
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { layerHttpClient } from "@effect-grafana/core/HttpClientTransport"
import * as Node from "@effect-grafana/core/Node"
import { Transport } from "@effect-grafana/core/Transport"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { isDeepStrictEqual } from "node:util"
import { echoServer, template } from "./support/echo.js"
import { isRefused, isWellFormed, text } from "./support/texts.js"
import { makeRouter } from "../../src/internal/fake/router.js"
import { Query } from "../../src/internal/fake/query.js"

const echo = Endpoint.get("echo", template, {
  params: { a: Schema.String, b: Schema.String, rest: Schema.String },
  query: { q: Schema.optional(Schema.String) },
  success: Schema.Struct({ a: Schema.String, b: Schema.String, rest: Schema.String, q: Schema.String })
})

const origin = "http://grafana.test"
const router = makeRouter([[{ method: "GET", path: template }, undefined]])

/** A client that keeps the path that it would send. */
const makeClient = () => {
  const sent: Array<string> = []
  const transport = Layer.succeed(Transport, {
    keepsTime: true,
    send: (request) =>
      Effect.sync(() => {
        sent.push(request.path)
        return { status: 200, headers: {}, body: '{"a":"","b":"","rest":"","q":""}' }
      })
  })
  const grafana = Grafana.layer.pipe(
    Layer.provide([transport, Auth.anonymous, Layer.orDie(GrafanaConfig.layer({ url: origin }))])
  )
  const client = Effect.runSync(Grafana.Grafana.pipe(Effect.provide(grafana)))
  return {
    /** What leaves for an input; the failure's tag where nothing does. */
    leaves: (input: Endpoint.Input<typeof echo>): Either.Either<string, string> => {
      sent.length = 0
      const result = Effect.runSync(Effect.either(client.call(echo, input)))
      if (Either.isLeft(result)) return Either.left(`${result.left._tag}, ${sent.length} sent`)
      return sent.length === 1 ? Either.right(sent[0] ?? "") : Either.left(`${sent.length} sent`)
    }
  }
}

/** What the fake reads of a path; undefined where no route fits. */
const read = (path: string) => {
  const [route = "", query = ""] = path.split(/\?(.*)/s)
  const params = router.find("GET", route)?.params
  return params && { a: params["a"], b: params["b"], q: new Query(query).get("q") }
}

const notSent = "InvalidInput, 0 sent"

describe("any text", () => {
  const client = makeClient()

  it("in a path is sent as one segment, or refused before anything is sent: 100,000 texts", () => {
    const seen = { sent: 0, refused: 0 }
    fc.assert(
      fc.property(text, text, (a, q) => {
        const left = client.leaves({ a, b: "b", rest: "r", q })
        if (isRefused(a) || !isWellFormed(q)) {
          seen.refused++
          expect(left).toEqual(Either.left(notSent))
          return
        }
        seen.sent++
        const path = Either.getOrThrow(left)
        const { hash, host, pathname, search } = new URL(`${origin}${path}`)
        // What fetch makes of it: nothing resolved, nothing cut off, and only an apostrophe spelled otherwise.
        const [asked = "", query = ""] = path.split("?")
        if (
          pathname !== asked ||
          search !== `?${query.replaceAll("'", "%27")}` ||
          hash !== "" ||
          host !== "grafana.test"
        )
          expect.fail(`fetch sends ${pathname}${search}${hash} for ${path}`)
        if (!/^\/api\/echo\/[^/\\\s]+\/of\/b\/r$/.test(asked)) expect.fail(path)
        const found = read(path)
        if (found?.a !== a || found.q !== q || found.b !== "b") expect.fail(JSON.stringify({ a, q, found }))
      }),
      { numRuns: 100_000 }
    )
    // Both happen often enough to be tested.
    expect(seen.refused).toBeGreaterThan(1000)
    expect(seen.sent).toBeGreaterThan(50_000)
  })

  it("between slashes is sent segment by segment, or refused before anything is sent", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const rest = texts.join("/")
        const parts = rest.split("/")
        const left = client.leaves({ a: "a", b: "b", rest })
        if (parts.some(isRefused)) {
          expect(left).toEqual(Either.left(notSent))
          return
        }
        const path = Either.getOrThrow(left)
        expect(new URL(`${origin}${path}`).pathname).toBe(path)
        expect(path.split("/").slice(6).map(decodeURIComponent)).toEqual(parts)
      }),
      { numRuns: 10_000 }
    )
  })
})

describe("any text over a socket", () => {
  const inputs = (numRuns: number, seed: number) =>
    fc
      .sample(fc.tuple(text, text, text, text), { numRuns, seed })
      .map(([a, b, rest, q]) => ({ a, b, rest, q }))
      .filter(({ a, b, q, rest }) => ![a, b, ...rest.split("/")].some(isRefused) && isWellFormed(q))

  /** Sends each input and gives those that did not come back as they were. */
  const lost = (numRuns: number, seed: number) =>
    Effect.gen(function* () {
      const sent = inputs(numRuns, seed)
      expect(sent.length).toBeGreaterThan(numRuns / 4)
      const failures = yield* Effect.forEach(
        sent,
        (input) =>
          Effect.map(Effect.either(echo(input)), (came) =>
            Either.isRight(came) && isDeepStrictEqual(decoded(came.right), input)
              ? []
              : [{ seed, input, came }]
          ),
        { concurrency: 16 }
      )
      return failures.flat()
    })

  /** A fake leaves several segments as they came. */
  const decoded = ({ rest, ...others }: Endpoint.Success<typeof echo>) => ({
    ...others,
    rest: rest.split("/").map(decodeURIComponent).join("/")
  })

  const seed = Date.now() & 0xffff

  it.scopedLive("reaches a server as it is through Node", () =>
    Effect.gen(function* () {
      const url = yield* echoServer
      const grafana = Node.layer({ url, auth: Auth.anonymous, transport: { proxy: "none" } })
      expect(yield* lost(4000, seed).pipe(Effect.provide(grafana))).toEqual([])
    })
  )

  it.scopedLive("reaches a server as it is through fetch", () =>
    Effect.gen(function* () {
      const url = yield* echoServer
      const grafana = Grafana.layer.pipe(
        Layer.provide([
          layerHttpClient.pipe(Layer.provide(FetchHttpClient.layer)),
          Auth.anonymous,
          GrafanaConfig.layer({ url })
        ])
      )
      expect(yield* lost(1500, seed).pipe(Effect.provide(grafana))).toEqual([])
    })
  )
})
