import * as Http from "node:http"
import type { FakeResponse } from "../fake/message.js"
import type { Call, Connect } from "./asking.js"

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"])

const target = ({ origin, url }: Call): URL | undefined => {
  const whole = `${origin.replace(/\/+$/, "")}${url}`
  if (!URL.canParse(whole)) return undefined
  const parsed = new URL(whole)
  return parsed.protocol === "http:" && loopback.has(parsed.hostname) ? parsed : undefined
}

/** What belongs to one connection, or is for Grafana alone. */
const own = new Set([
  "authorization",
  "connection",
  "content-length",
  "cookie",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "x-grafana-org-id"
])

const passedOn = (headers: NodeJS.Dict<string | Array<string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || own.has(name) ? [] : [[name, String(value)]]
    )
  )

const patience = 10_000

const read = (response: Http.IncomingMessage, use: (answer: FakeResponse) => void): void => {
  const chunks: Array<Buffer> = []
  response.on("data", (chunk: Buffer) => chunks.push(chunk))
  response.on("end", () =>
    use({
      status: response.statusCode ?? 502,
      headers: passedOn(response.headers),
      body: Buffer.concat(chunks).toString()
    })
  )
}

/** Asks servers on this machine over plain HTTP; any other refuses. */
export const connectToLoopback: Connect = (call) =>
  new Promise((resolve) => {
    const url = target(call)
    if (url === undefined) return resolve(undefined)
    const { body, headers, method } = call
    const request = Http.request(
      url,
      { method, headers: passedOn(headers), timeout: patience },
      (response) => {
        response.on("error", () => resolve(undefined))
        read(response, resolve)
      }
    )
    request.on("timeout", () => request.destroy(new Error("no answer")))
    request.on("error", () => resolve(undefined))
    request.end(body)
  })
