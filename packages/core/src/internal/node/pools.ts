import { Socket } from "node:net"
import { buildConnector, type Dispatcher, errors, Pool, ProxyAgent } from "undici"
import type { Proxy, ProxyOf } from "./proxy.js"
import type { Tls } from "./tls.js"

interface PoolsOptions {
  readonly connections: number
  readonly connectTimeoutMillis: number
  readonly tls: Tls
  readonly proxyOf: ProxyOf
}

/** The way to every origin: a pool of connections, made at the first request, direct or by a proxy. */
export class Pools {
  private readonly dispatchers = new Map<string, Dispatcher>()
  private readonly sockets = new Set<Socket>()
  private closed = false
  private readonly options: Pool.Options
  private readonly connect: buildConnector.connector

  constructor(private readonly settings: PoolsOptions) {
    // The clock of an attempt stands in the exchange: undici's own are off.
    this.options = { connections: settings.connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 }
    this.connect = buildConnector({ timeout: settings.connectTimeoutMillis, ...settings.tls.request })
  }

  /** Throws where the origin is none, or after `close`. */
  to(origin: string): Dispatcher {
    if (this.closed) throw new errors.ClientClosedError()
    let dispatcher = this.dispatchers.get(origin)
    if (dispatcher === undefined) {
      const proxy = this.settings.proxyOf(origin)
      dispatcher = proxy === undefined ? this.pool(origin, this.connect) : this.tunnel(proxy)
      this.dispatchers.set(origin, dispatcher)
    }
    return dispatcher
  }

  /** Fails what is in flight and closes every connection. */
  async close(): Promise<void> {
    this.closed = true
    const gone = [...this.dispatchers.values()].map((dispatcher) => dispatcher.destroy())
    // A pool forgets a connection that once failed (undici 7.30), and waits for one that is being made.
    for (const socket of this.sockets) socket.destroy(new errors.ClientDestroyedError())
    await Promise.all(gone)
  }

  private pool(origin: string | URL, connect: buildConnector.connector): Pool {
    return new Pool(origin, { ...this.options, connect: this.kept(connect) })
  }

  private tunnel({ token, uri }: Proxy): ProxyAgent {
    const { connectTimeoutMillis: timeout, tls } = this.settings
    const proxyTls = { timeout, ...tls.proxy }
    return new ProxyAgent({
      uri,
      ...(token !== undefined && { token }),
      // Plain HTTP goes through in absolute form: many proxies open tunnels to port 443 only.
      proxyTunnel: false,
      requestTls: { timeout, ...tls.request },
      proxyTls,
      clientFactory: (origin) =>
        new Pool(origin, { ...this.options, headersTimeout: timeout, connect: buildConnector(proxyTls) }),
      factory: (origin, { connect }: { readonly connect: buildConnector.connector }) =>
        this.pool(origin, connect)
    })
  }

  private kept(connect: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      const opening: unknown = connect(options, (error, socket) => {
        if (socket === null) return callback(lasting(error), null)
        this.keep(socket)
        return callback(null, socket)
      })
      if (opening instanceof Socket) this.keep(opening)
    }
  }

  private keep(socket: Socket): void {
    if (this.closed) socket.destroy(new errors.ClientDestroyedError())
    else if (!this.sockets.has(socket)) {
      this.sockets.add(socket)
      socket.once("close", () => this.sockets.delete(socket))
    }
  }
}

/** undici connects again, for ever and at once, after a `SocketError` (7.30), such as a proxy's that hangs up. */
const lasting = (error: Error): Error =>
  error instanceof errors.SocketError
    ? Object.assign(new Error(error.message), { code: "ECONNRESET" })
    : error
