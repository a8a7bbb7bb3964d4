import type { ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { gzipSync } from "node:zlib"
import type { Behaviour } from "./behaviour.js"

const json = { "content-type": "application/json" }

/** Carries a behaviour out, the request being read. */
export const perform = (behaviour: Behaviour, response: ServerResponse, socket: Socket): void => {
  switch (behaviour._tag) {
    case "Answer":
      response.writeHead(behaviour.status, behaviour.headers)
      if (behaviour.closes) response.once("finish", () => socket.end())
      response.end(behaviour.body)
      return
    case "Reset":
      socket.resetAndDestroy()
      return
    case "StallHeaders":
      return
    case "StallBody":
      response.writeHead(200, { ...json, "content-length": String(Buffer.byteLength(behaviour.sent) + 1) })
      response.write(behaviour.sent)
      return
    case "Truncate":
      response.writeHead(200, { ...json, "content-length": String(behaviour.declared) })
      response.write(behaviour.sent, () => socket.end())
      return
    case "GzipBomb":
      response.writeHead(200, { ...json, "content-encoding": "gzip" })
      response.end(bomb(behaviour.bytes))
      return
    case "Slow":
      response.writeHead(200, json)
      void drip(behaviour, response)
      return
    case "Raw":
      socket.end(behaviour.text)
  }
}

const drip = async (
  { chunkMillis, chunks }: Extract<Behaviour, { readonly _tag: "Slow" }>,
  response: ServerResponse
): Promise<void> => {
  for (const chunk of chunks) {
    await sleep(chunkMillis)
    if (response.destroyed) return
    response.write(chunk)
  }
  response.end()
}

const mebi = 2 ** 20

/** Members of one MiB each, one after the other: together they are one gzip body. */
const bomb = (bytes: number): Buffer => {
  const member = gzipSync(Buffer.alloc(mebi), { level: 9 })
  const members: Array<Buffer> = new Array<Buffer>(Math.floor(bytes / mebi)).fill(member)
  return Buffer.concat([...members, gzipSync(Buffer.alloc(bytes % mebi))])
}
