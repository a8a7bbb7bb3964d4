import type { ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { perform as performWire } from "../../../src/internal/faults/socket.js"
import type { Behaviour } from "./behaviour.js"

/** Carries a behaviour out, the request being read. */
export const perform = (behaviour: Behaviour, response: ServerResponse, socket: Socket): void => {
  switch (behaviour._tag) {
    case "Whole":
      response.writeHead(behaviour.status, behaviour.headers)
      if (behaviour.closes) response.once("finish", () => socket.end())
      response.end(behaviour.body)
      return
    case "Unread":
      socket.resetAndDestroy()
      return
    case "Slow":
      response.writeHead(200, { "content-type": "application/json" })
      void drip(behaviour, response)
      return
    case "Raw":
      socket.end(behaviour.text)
      return
    default:
      performWire(behaviour, response)
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
