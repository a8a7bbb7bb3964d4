/** What stood around the recorded exchanges: who spoke, what was made before each, the server behind data sources. */
import { readFileSync } from "node:fs"
import type { FakeResponse, Upstream } from "../../../src/FakeGrafana.js"
import { home } from "../../recordings/recorded.js"

const basic = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`

/** A request that was made and not recorded, before the exchange of that number. */
export interface Step {
  readonly element: string
  readonly before: number
  readonly method: string
  readonly path: string
  readonly auth?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One server from its first request to its last. */
export interface Run {
  /** Who `basic viewer` is. */
  readonly viewer: string
  readonly quotas: boolean
  /** In the order in which they were recorded. */
  readonly elements: ReadonlyArray<string>
  readonly setup: ReadonlyArray<Step>
}

export const runs: ReadonlyArray<Run> = JSON.parse(
  readFileSync(new URL("setup-12.3.0.json", home), "utf8")
).runs

const users: Readonly<Record<string, string>> = {
  "basic editor": "ed",
  "basic no role": "nora",
  "basic restricted viewer": "lena",
  "basic disabled user": "zoe",
  "basic user without org": "yan"
}

const fixed: Readonly<Record<string, string>> = {
  "basic admin": basic("admin", "admin"),
  "basic wrong password": basic("admin", "wrong"),
  "basic empty password": basic("admin", ""),
  "basic unknown user": basic("ghost", "x"),
  "bad basic": "Basic !!!"
}

/** What a server has handed out so far, in order, and the passwords that were changed. */
export interface Keys {
  readonly tokens: ReadonlyArray<string>
  readonly sessions: ReadonlyArray<string>
  readonly passwords: ReadonlyMap<string, string>
}

const bearer = (label: string, { tokens }: Keys): string | undefined => {
  switch (label) {
    case "token":
      return `Bearer ${tokens.at(-1)}`
    case "token viewer":
      return `Bearer ${tokens[0]}`
    case "token expired":
      return `Bearer ${tokens[1]}`
    case "token admin":
      return `Bearer ${tokens[2]}`
    case "token as basic password":
      return basic("api_key", tokens[0] ?? "")
  }
  return undefined
}

const credentials = (login: string, { passwords }: Keys): string =>
  basic(login, passwords.get(login) ?? `${login}-Passw0rd`)

/** The headers of somebody whom a recording names in words. */
export const headersOf = (
  label: string,
  { viewer }: Run,
  element: string,
  keys: Keys
): Readonly<Record<string, string>> => {
  if (label === "none") return {}
  if (label === "session cookie") return { cookie: `grafana_session=${keys.sessions[0]}` }
  if (label === "bad token") {
    const key = element === "auth-more" ? "not-a-token" : "glsa_not_a_token_00000000"
    return { authorization: `Bearer ${key}` }
  }
  const [, odd] = /^basic login "(.*)"$/.exec(label) ?? []
  if (odd !== undefined) return { authorization: basic(odd, "enc-Passw0rd") }
  const login = label === "basic viewer" ? viewer : (users[label] ?? label.replace("basic ", ""))
  return { authorization: fixed[label] ?? bearer(label, keys) ?? credentials(login, keys) }
}

const found = (status: number, body: unknown, type = "application/json", headers = {}): FakeResponse => ({
  status,
  headers: { "content-type": type, ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body)
})

const sample = { metric: { __name__: "up", job: "demo" } }
const success = (data: unknown) => found(200, { status: "success", data })

const prometheus: Readonly<Record<string, unknown>> = {
  "/api/v1/query": { resultType: "vector", result: [{ ...sample, value: [1700000000, "1"] }] },
  "/api/v1/query_range": {
    resultType: "matrix",
    result: [
      {
        ...sample,
        values: [
          [1700000000, "1"],
          [1700000060, "1"],
          [1700000120, "0"]
        ]
      }
    ]
  },
  "/api/v1/series": [sample.metric],
  "/api/v1/labels": ["__name__", "job"],
  "/api/v1/label/job/values": ["demo"],
  "/api/v1/alerts": { alerts: [] }
}

const rules = {
  groups: [
    {
      name: "g",
      file: "f.yml",
      interval: 60,
      rules: [
        {
          type: "alerting",
          name: "Down",
          query: "up == 0",
          duration: 60,
          state: "inactive",
          health: "ok",
          labels: {},
          annotations: {},
          alerts: []
        }
      ]
    }
  ]
}

const unclosed = 'invalid parameter "query": 1:4: parse error: unclosed left parenthesis'

/** The server behind the data sources of the recordings. */
export const upstream: Upstream = ({ body, headers, method, origin, url }) => {
  if (!origin.startsWith("http://127.0.0.1:3139")) return undefined
  const path = url.replace(/\?.*/, "")
  if (path === "/api/v1/query" && /bad(\(|%28)/.test(`${body}${url}`)) {
    return found(400, { status: "error", errorType: "bad_data", error: unclosed })
  }
  if (path === "/api/v1/rules") return success(rules)
  if (Object.hasOwn(prometheus, path)) return success(prometheus[path])
  if (path.startsWith("/echo")) {
    const contentType = headers["content-type"] ?? null
    return found(200, { method, url, contentType, body: body ?? "" })
  }
  if (path.startsWith("/api/v2/")) {
    return found(200, path.endsWith("/status") ? { config: { original: "route:\n  receiver: x\n" } } : "[]")
  }
  return others[path] ?? found(404, { error: "no such upstream path" })
}

const others: Readonly<Record<string, FakeResponse>> = {
  "/query": found(200, {
    results: [
      {
        statement_id: 0,
        series: [{ name: "cpu", columns: ["time", "value"], values: [[1700000000000, 1.5]] }]
      }
    ]
  }),
  "/render": found(200, [
    {
      target: "a.b",
      datapoints: [
        [1, 1700000000],
        [null, 1700000060]
      ]
    }
  ]),
  "/text": found(200, "plain é text\n", "text/plain; charset=utf-8"),
  "/empty": { status: 204, headers: {}, body: "" },
  "/teapot": found(418, "short and stout", "text/plain", { "retry-after": "7" }),
  "/limited": found(429, { error: "too many requests" }, undefined, { "retry-after": "3" }),
  "/unauthorized": found(401, { error: "upstream says no" }),
  "/moved": found(302, "", "text/html", { location: "/echo/moved" }),
  "/broken": found(200, '{"status":"succ'),
  "/html": found(200, "<html><body>login</body></html>", "text/html")
}
