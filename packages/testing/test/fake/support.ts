import { expect } from "vitest"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body, or its text where it is no JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

export interface Client {
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Answer
  readonly get: (path: string, headers?: Record<string, string>) => Answer
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Answer
  readonly put: (path: string, body?: unknown) => Answer
  readonly patch: (path: string, body?: unknown) => Answer
  readonly del: (path: string, headers?: Record<string, string>) => Answer
}

export interface Grafana extends Client {
  readonly fake: FakeGrafana.Service
  /** The same server as somebody else; nobody without a header. */
  readonly as: (authorization: string | undefined) => Client
  /** Makes a user whose password is `LOGIN-Passw0rd` and speaks as this user. */
  readonly user: (
    login: string,
    role: "None" | "Viewer" | "Editor" | "Admin"
  ) => Client & { readonly id: number }
}

export const basic = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const client = (fake: FakeGrafana.Service, authorization: string | undefined): Client => {
  const send: Client["send"] = (method, url, body, headers = {}) => {
    const answer = fake.handle({
      method,
      url,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body)
    })
    return { status: answer.status, headers: answer.headers, body: parse(answer.body) }
  }
  return {
    send,
    get: (path, headers) => send("GET", path, undefined, headers),
    post: (path, body, headers) => send("POST", path, body, headers),
    put: (path, body) => send("PUT", path, body),
    patch: (path, body) => send("PATCH", path, body),
    del: (path, headers) => send("DELETE", path, undefined, headers)
  }
}

/** A fresh fake and its administrator. */
export const start = (options?: FakeGrafana.Options): Effect.Effect<Grafana> =>
  Effect.map(FakeGrafana.make(options), (fake) => {
    const admin = client(fake, basic("admin", "admin"))
    return {
      ...admin,
      fake,
      as: (authorization) => client(fake, authorization),
      user: (login, role) => {
        const password = `${login}-Passw0rd`
        const email = `${login}@example.com`
        const { id } = admin.post("/api/admin/users", { login, email, name: login, password, OrgId: 1 }).body
        admin.patch(`/api/org/users/${id}`, { role })
        return { ...client(fake, basic(login, password)), id }
      }
    }
  })

export const needed = (action: string) => ({
  status: 403,
  body: {
    accessErrorId: expect.stringMatching(/^ACE\d{10}$/),
    message: `You'll need additional permissions to perform this action. Permissions needed: ${action}`,
    title: "Access denied"
  }
})
