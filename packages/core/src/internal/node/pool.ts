import { Connection } from "./connection.js"
import type { Route } from "./route.js"

/** What a pool serves. */
export interface Job {
  /** Takes a connection, its own until it is released. */
  readonly run: (connection: Connection) => void
  /** There will be no connection any more. */
  readonly close: () => void
}

/**
 * The connections to one origin. undici has pools of its own, which (7.30) take a second connection for a request
 * that follows on a response, forget a connection that failed once, and connect anew for a request given up.
 */
export class Pool {
  private readonly connections = new Set<Connection>()
  private readonly idle: Array<Connection> = []
  private readonly waiting = new Set<Job>()

  constructor(
    private readonly route: Route,
    private readonly size: number
  ) {}

  /** Runs the job on a connection, now or in its turn. */
  enter(job: Job): void {
    const connection = this.idle.pop() ?? (this.connections.size < this.size ? this.open() : undefined)
    if (connection === undefined) this.waiting.add(job)
    else job.run(connection)
  }

  /** Waits no longer. */
  leave(job: Job): void {
    this.waiting.delete(job)
  }

  /** Takes a connection back: whole, or to be closed at once. */
  release(connection: Connection, whole: boolean): void {
    if (!whole) {
      this.connections.delete(connection)
      void connection.drop()
    }
    const [next] = this.waiting
    if (next !== undefined) {
      this.waiting.delete(next)
      next.run(whole ? connection : this.open())
    } else if (whole) this.idle.push(connection)
  }

  async close(): Promise<void> {
    for (const job of this.waiting) job.close()
    await Promise.all([...this.connections].map((connection) => connection.drop()))
  }

  private open(): Connection {
    const connection = new Connection(this.route)
    this.connections.add(connection)
    return connection
  }
}
