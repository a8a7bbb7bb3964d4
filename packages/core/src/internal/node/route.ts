import type { Socket } from "node:net"
import { buildConnector, Client } from "undici"
import type { Proxy, ProxyOf } from "./proxy.js"
import type { Tls } from "./tls.js"

/** How an origin is reached. */
export interface Route {
  /** The origin to connect to: the one that was asked for, or the proxy's. */
  readonly host: string
  /** Stands before the path: a proxy is asked for plain HTTP by the whole URL. */
  readonly prefix: string
  readonly headers: Readonly<Record<string, string>>
  /** Opens one connection; what it gives back can be given up at once. */
  readonly connect: Connect
}

type Connect = (options: buildConnector.Options, callback: buildConnector.Callback) => Opening

/** A connection in the making, or made. */
export interface Opening {
  readonly destroy: (error: Error) => void
}

interface RouteOptions {
  readonly connectTimeoutMillis: number
  readonly tls: Tls
  readonly proxyOf: ProxyOf
}

/** The way to an origin: direct, through a tunnel for https, or by asking the proxy. */
export const routes = ({
  connectTimeoutMillis: timeout,
  proxyOf,
  tls
}: RouteOptions): ((origin: string) => Route) => {
  const toGrafana = socketOf(buildConnector({ timeout, ...tls.request }))
  const toProxy = socketOf(buildConnector({ timeout, ...tls.proxy }))
  return (origin) => {
    const proxy = proxyOf(origin)
    if (proxy === undefined) return { host: origin, prefix: "", headers: {}, connect: toGrafana }
    if (origin.startsWith("https:")) {
      return { host: origin, prefix: "", headers: {}, connect: tunnel(proxy, toProxy, toGrafana, timeout) }
    }
    // Not through a tunnel: many proxies open them to port 443 only.
    const headers = { host: new URL(origin).host, ...credential(proxy) }
    return { host: proxy.uri, prefix: origin, headers, connect: toProxy }
  }
}

/** A proxy that answers for itself in place of passing the request on. */
export class ProxyRefusal extends Error {
  constructor(readonly status: number) {
    super(`The proxy refused to connect (${status})`)
  }
}

const tunnel =
  (proxy: Proxy, toProxy: Connect, toGrafana: Connect, timeout: number): Connect =>
  (options, callback) => {
    let opening: Opening | undefined
    const connect: buildConnector.connector = (options, callback) => {
      opening = toProxy(options, callback)
    }
    const path = `${options.host}${options.port === "" ? ":443" : ""}`
    new Client(proxy.uri, { connect, headersTimeout: timeout }).dispatch(
      { method: "CONNECT", path, headers: { host: path, ...credential(proxy) } },
      {
        onRequestStart: () => {},
        onRequestUpgrade: (_, status, __, socket) => {
          if (status !== 200) {
            socket.on("error", () => {}).destroy()
            return callback(new ProxyRefusal(status), null)
          }
          // Sound: what undici hands over after CONNECT is the socket itself.
          opening = toGrafana({ ...options, httpSocket: socket as Socket }, callback)
        },
        onResponseError: (_, error) => callback(error, null)
      }
    )
    return { destroy: (error) => opening?.destroy(error) }
  }

const credential = ({ token }: Proxy): Readonly<Record<string, string>> =>
  token === undefined ? {} : { "proxy-authorization": token }

/** undici's connector, with the socket that it gives back though its type does not say so (7.30). */
const socketOf =
  (connector: buildConnector.connector): Connect =>
  (options, callback) => {
    const opening: unknown = connector(options, callback)
    // Sound: it is a net.Socket, whose `destroy` takes an error.
    return opening as Socket
  }
