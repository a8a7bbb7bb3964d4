import { Client, type Dispatcher, errors } from "undici"
import type { Opening, Route } from "./route.js"

/** One place in a pool: an undici client, and so one socket at most, for one request at a time. */
export class Connection {
  private readonly client: Client
  private opening: Opening | undefined = undefined

  constructor(readonly route: Route) {
    this.client = new Client(route.host, {
      pipelining: 1,
      // The clock of an attempt stands in the exchange: undici's own are off.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, callback) => {
        this.opening = route.connect(options, (...result) =>
          result[0] === null ? callback(...result) : callback(lasting(result[0]), null)
        )
      }
    })
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.client.dispatch(options, handler)
  }

  /** Closes the socket, made or in the making; what is in flight fails. */
  async drop(): Promise<void> {
    const gone = this.client.destroy()
    this.opening?.destroy(new errors.ClientDestroyedError())
    return gone
  }
}

/** undici connects again, at once and for ever, after a `SocketError` (7.30), as of a proxy that hangs up. */
const lasting = (error: Error): Error =>
  error instanceof errors.SocketError
    ? Object.assign(new Error(error.message), { code: "ECONNRESET" })
    : error
