/** A real HTTP server on a loopback port that misbehaves as told, request by request. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { IncomingMessage } from "node:http"
import { answer, type Behaviour } from "./behaviour.js"
import { listen } from "./listen.js"
import { perform } from "./perform.js"

export {
  answer,
  closeKeepAlive,
  corruptJson,
  gzipBomb,
  html,
  hugeHeaders,
  notHttp,
  redirect,
  resetAfterRead,
  resetBeforeRead,
  retryAfter,
  slow,
  stallBody,
  stallHeaders,
  truncate
} from "./behaviour.js"
export type { AnswerOptions, Behaviour } from "./behaviour.js"

/** What is known of a request when its behaviour is chosen. */
export interface Head {
  readonly method: string
  /** With the query. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** The client's port: the same for two requests on one connection. */
  readonly remotePort: number
}

/** A request that has come. */
export interface Received extends Head {
  /** Empty until it is read, and for good where the connection is reset before. */
  readonly body: string
}

/** The server, until its scope closes. */
export interface FaultyServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Every request so far, in the order in which their headers came. */
  readonly requests: Effect.Effect<ReadonlyArray<Received>>
  /** How many connections are open now. */
  readonly openConnections: Effect.Effect<number>
  /** The clients' ports of the connections that are open now. */
  readonly openPorts: Effect.Effect<ReadonlyArray<number>>
  /**
   * What to do from now on: one behaviour for each request to come, or a choice for every request. A request
   * beyond the list is answered with 500. Before any script, every request is answered with 200 and `{}`.
   */
  readonly script: (
    behaviours: ReadonlyArray<Behaviour> | ((request: Head) => Behaviour)
  ) => Effect.Effect<void>
}

/** Starts a server; its connections are closed with the scope. */
export const make: Effect.Effect<FaultyServer, never, Scope.Scope> = Effect.gen(function* () {
  const requests: Array<Head & { body: string }> = []
  let choose: (request: Head) => Behaviour = () => answer()
  const { sockets, url } = yield* listen((request, response) => {
    const received = { ...headOf(request), body: "" }
    requests.push(received)
    const behaviour = choose(received)
    const act = (): void => perform(behaviour, response, request.socket)
    if (behaviour._tag === "Unread") return act()
    request.setEncoding("utf8")
    request.on("data", (chunk: string) => (received.body += chunk))
    request.on("end", act)
  })
  const openPorts = Effect.sync(() =>
    [...sockets].filter(({ destroyed }) => !destroyed).map(({ remotePort }) => remotePort ?? 0)
  )
  return {
    url,
    requests: Effect.sync(() => requests.map((request) => ({ ...request }))),
    openConnections: Effect.map(openPorts, ({ length }) => length),
    openPorts,
    script: (behaviours) =>
      Effect.sync(() => {
        choose = typeof behaviours === "function" ? behaviours : inTurn(behaviours)
      })
  }
})

const inTurn = (behaviours: ReadonlyArray<Behaviour>): (() => Behaviour) => {
  const left = [...behaviours]
  return () => left.shift() ?? answer({ status: 500, body: '{"message":"The script is at its end"}' })
}

const headOf = ({ headers, method, socket, url }: IncomingMessage): Head => ({
  method: method ?? "",
  path: url ?? "",
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  remotePort: socket.remotePort ?? 0
})
