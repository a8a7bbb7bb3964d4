import { describe, expect, it } from "@effect/vitest"
import type { TransportRequest } from "@effect-grafana/core/Transport"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { makeScrubber } from "../../src/internal/recording/scrub.js"
import { tell } from "../../src/internal/recording/tell.js"
import * as Recording from "../../src/Recording.js"
import { recorded } from "../recordings/recorded.js"

interface Made {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: TransportRequest["body"] | undefined
}

const requestOf = ({ body, headers = {}, method = "GET", path = "/api/x" }: Made): TransportRequest => ({
  method,
  origin: "https://grafana.corp.internal",
  path,
  headers,
  body,
  maxBodyBytes: Infinity,
  timeoutMillis: undefined,
  onSend: () => undefined
})

interface Answered {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

const told = (request: Made, { body = "", headers = {}, status = 200 }: Answered = {}) =>
  tell(makeScrubber([]), {
    element: "x",
    number: 1,
    request: requestOf(request),
    response: { status, headers, body }
  })

/** The exchanges of each file. */
const files = new Map<string, Array<Recording.Exchange>>()
for (const { exchange, file } of recorded) files.set(file, [...(files.get(file) ?? []), exchange])

const madeOf = ({ request: { body, headers, method, path } }: Recording.Exchange): Made => {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body)
  return { method, path, body: text, headers: { "content-type": "application/json", ...headers } }
}

const secret = "CANARY-secret-1"

describe("What a recorder takes out", () => {
  it.each<[string, Made, Answered?]>([
    ["a password in a query", { path: `/api/x?password=${secret}` }],
    ["a code in a query", { path: `/api/user/email/update?code=${secret}` }],
    ["the key of a snapshot in a path", { path: `/api/snapshots/${secret}` }],
    ["the key that deletes a snapshot, under a prefix", { path: `/grafana/api/snapshots-delete/${secret}` }],
    ["a public dashboard's token in a path", { path: `/api/public/dashboards/${secret}/annotations` }],
    [
      "a field of a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: `a=b&password=${secret}` }
    ],
    ["secure fields of any depth", { body: JSON.stringify({ secureJsonData: { a: { b: [secret] } } }) }],
    ["secure fields of a resource", { body: JSON.stringify({ secure: { password: { create: secret } } }) }],
    ["an address of a contact point", { body: JSON.stringify({ type: "slack", settings: { url: secret } }) }],
    ["secure settings", { body: JSON.stringify({ secure_settings: { url: secret } }) }],
    ["an address of Alertmanager's", { body: JSON.stringify({ slack_configs: [{ api_url: secret }] }) }],
    ["names in any spelling", { body: JSON.stringify({ a: { client_secret: secret, "api-key": secret } }) }],
    ["bytes", { body: new TextEncoder().encode(JSON.stringify({ password: secret })) }],
    ["a new token's key", {}, { body: JSON.stringify({ id: 1, key: secret }) }],
    ["the keys of a list", {}, { body: JSON.stringify([{ id: 1, key: secret }]) }],
    [
      "YAML",
      {},
      {
        body: `apiVersion: 1\nreceivers:\n  - settings:\n      password: ${secret}\n      url: "${secret}"\n`
      }
    ],
    ["HCL", {}, { body: `contact_point {\n  api_token = "${secret}"\n}` }],
    [
      "what a URL carries",
      {},
      { body: JSON.stringify({ note: `https://bob:${secret}@h/?access_token=${secret}` }) }
    ],
    [
      "a token by its form",
      {},
      { body: JSON.stringify({ note: "with glsa_CANARYcanary0123456789_abcdef00" }) }
    ],
    [
      "what another field named",
      { body: JSON.stringify({ password: secret }) },
      { body: JSON.stringify({ message: `bad ${secret}`, [secret]: 1 }) }
    ],
    ["what the path named", { path: `/api/x?token=${secret}` }, { body: `not found: ${secret}` }],
    [
      "a bearer token that comes back",
      { headers: { authorization: `Bearer ${secret}` } },
      { body: `hello ${secret}` }
    ],
    [
      "a Basic credential that comes back",
      { headers: { authorization: `Basic ${btoa(`bob:${secret}`)}` } },
      { body: `Basic ${btoa(`bob:${secret}`)} is ${secret}` }
    ],
    [
      "a cookie that comes back",
      { headers: { cookie: `a=b; grafana_session=${secret}` } },
      { body: `hello ${secret}` }
    ],
    ["a header of a proxy", { headers: { "x-api-key": secret } }, { body: `hello ${secret}` }],
    ["a cookie that is set", {}, { headers: { "set-cookie": `grafana_session=${secret}` } }],
    ["a redirect's secrets", {}, { headers: { location: `https://h/?auth_token=${secret}` } }],
    [
      "the server's name",
      { body: JSON.stringify({ url: "https://grafana.corp.internal/CANARY".slice(0, -7) }) },
      { body: "see //grafana.corp.internal/x" }
    ]
  ])("%s", (_, request, response) => {
    const text = JSON.stringify(told(request, response))
    expect(text).not.toMatch(/canary|Q0FOQVJZ|NBTkFSW|DQU5BUl|corp\.internal/i)
    expect(text).toMatch(/redacted-|example\.com|"headers":\{\}/)
  })

  const name = fc.constantFrom("password", "secureJsonData", "clientSecret", "a", "b", "items")
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      fc.constantFrom<unknown>(null, true, 7, "plain"),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(name, tie("tree"), { maxKeys: 4 }),
      fc.string({ unit: "grapheme" }).map((text) => ({ password: `CANARY${text}` }))
    )
  }))

  it("is every secret of any body, and nothing else changes its shape", () => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
          : typeof value === "boolean" || value === null
            ? value
            : "leaf"
    fc.assert(
      fc.property(tree, (body) => {
        const { response } = told({}, { body: JSON.stringify(body) })
        expect(JSON.stringify(response.body)).not.toContain("CANARY")
        expect(shape(response.body)).toEqual(shape(body))
      })
    )
  })

  it("is the same placeholder for the same secret", () => {
    const { request, response } = told(
      { path: `/api/snapshots/${secret}` },
      {
        body: JSON.stringify({
          key: secret,
          deleteKey: "CANARY-other",
          url: `https://h/dashboard/snapshot/${secret}`
        })
      }
    )
    expect(request.path).toBe("/api/snapshots/redacted-key-1")
    expect(response.body).toEqual({
      key: "redacted-key-1",
      deleteKey: "redacted-deleteKey-2",
      url: "https://h/dashboard/snapshot/redacted-key-1"
    })
  })
})

describe("What a recorder leaves", () => {
  it("is how Grafana hides a secret itself, and what goes on a list", () => {
    const body = {
      settings: { password: "[REDACTED]" },
      secure: "*********",
      continueToken: "eyJ2IjoyfQ==",
      metadata: { continue: "org:1/start:11" },
      secureJsonFields: { password: true },
      status: { code: 404 },
      items: [{ filters: [{ key: "job", operator: "=" }] }]
    }
    expect(told({}, { body: JSON.stringify(body) }).response.body).toEqual(body)
  })

  it("is a body that is no text, but for its content", () => {
    const exchange = told(
      {},
      { body: new Uint8Array([0x89, 0x50, 0xff, 0xfe]), headers: { "content-type": "image/png" } }
    )
    expect(exchange.cut).toBe(true)
    expect(exchange.response).toEqual({
      status: 200,
      headers: { "content-type": "image/png" },
      body: "",
      text: true
    })
  })

  it.effect("is enough to play all that was ever recorded to the requests that made it", () =>
    Effect.gen(function* () {
      for (const [file, exchanges] of files) {
        const scrubber = makeScrubber([])
        const happened = exchanges.map((exchange) => ({
          element: file,
          number: 1,
          request: requestOf(madeOf(exchange)),
          response: { ...exchange.response, body: Recording.responseText(exchange) }
        }))
        const player = yield* Recording.make(
          happened.map((it) => tell(scrubber, it)),
          { order: "strict" }
        )
        for (const { request, response } of happened) {
          expect((yield* player.transport.send(request)).status).toBe(response.status)
        }
      }
    })
  )
})
