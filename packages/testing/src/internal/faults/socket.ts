import type { ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import type { Answer, Wire } from "./wire.js"

/** Does to a real connection what stands on the wire, the request being read. */
export const perform = (wire: Wire, response: ServerResponse): void => {
  switch (wire._tag) {
    case "Answer":
      begin(response, wire).end(wire.body)
      return
    case "Late":
      setTimeout(() => {
        if (!response.destroyed) begin(response, wire.answer).end(wire.answer.body)
      }, wire.millis).unref()
      return
    case "Silence":
      return
    case "Stall":
      begin(response, wire.answer).write(wire.sent)
      response.flushHeaders()
      return
    case "Cut":
      return cut(response, wire.answer, wire.sent)
    case "Reset":
      response.socket?.resetAndDestroy()
      return
    case "Bomb":
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
      response.end(bomb(wire.bytes))
  }
}

const cut = (response: ServerResponse, answer: Answer, sent: string): void => {
  const { socket } = response
  begin(response, answer).write(sent, () => socket?.end())
}

const begin = (response: ServerResponse, { body, headers, status }: Answer): ServerResponse =>
  response.writeHead(
    status,
    status === 204 || status === 304
      ? headers
      : { ...headers, "content-length": String(Buffer.byteLength(body)) }
  )

const mebi = 2 ** 20

/** Members of one MiB each, one after the other: together they are one gzip body. */
const bomb = (bytes: number): Buffer => {
  const member = gzipSync(Buffer.alloc(mebi), { level: 9 })
  const members: Array<Buffer> = new Array<Buffer>(Math.floor(bytes / mebi)).fill(member)
  return Buffer.concat([...members, gzipSync(Buffer.alloc(bytes % mebi))])
}
