import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as FakeServer from "../../src/FakeServer.js"
import { basic } from "./support.js"

const serve = Effect.flatMap(FakeGrafana.make(), (fake) => FakeServer.listen(fake))

const call = (url: string, init?: RequestInit) =>
  Effect.promise(async () => {
    const response = await fetch(url, init)
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      body: await response.text()
    }
  })

const authorization = basic("admin", "admin")

describe("the server", () => {
  it.scoped("answers on a free loopback port", () =>
    Effect.gen(function* () {
      const { port, url } = yield* serve
      expect(url).toBe(`http://127.0.0.1:${port}`)
      expect(yield* call(`${url}/api/health`)).toMatchObject({
        status: 200,
        type: "application/json; charset=UTF-8"
      })
    })
  )

  it.scoped("hands on method, path, headers and body", () =>
    Effect.gen(function* () {
      const { url } = yield* serve
      const headers = { authorization, "content-type": "application/json" }
      const created = yield* call(`${url}/api/folders`, {
        method: "POST",
        headers,
        body: '{"uid":"f","title":"é"}'
      })
      expect(JSON.parse(created.body)).toMatchObject({ uid: "f", title: "é" })
      expect((yield* call(`${url}/api/org`)).status).toBe(401)
      expect(yield* call(`${url}/api/folders/f`, { method: "HEAD", headers })).toMatchObject({
        status: 200,
        body: ""
      })
    })
  )

  it.scoped("refuses a body over 10 MB", () =>
    Effect.gen(function* () {
      const { url } = yield* serve
      const body = "x".repeat(10 * 1024 * 1024 + 1)
      expect(
        (yield* call(`${url}/api/folders`, { method: "POST", headers: { authorization }, body })).status
      ).toBe(413)
    })
  )

  it.effect("is gone when its scope closes, with its open connections", () =>
    Effect.gen(function* () {
      const url = yield* Effect.scoped(
        Effect.flatMap(serve, (server) => Effect.as(call(`${server.url}/api/health`), server.url))
      )
      const failed = yield* Effect.promise(() =>
        fetch(url).then(
          () => false,
          () => true
        )
      )
      expect(failed).toBe(true)
    })
  )
})
