import { Deadlines } from "./deadlines.js"
import { Pool } from "./pool.js"
import type { Route } from "./route.js"
import { errors } from "undici"

/** The pools of all origins, each made at the first request. */
export class Pools {
  readonly deadlines = new Deadlines()
  private readonly pools = new Map<string, Pool>()
  private closed = false

  constructor(
    private readonly route: (origin: string) => Route,
    private readonly size: number
  ) {}

  /** Throws where the origin is none, and after `close`. */
  to(origin: string): Pool {
    if (this.closed) throw new errors.ClientClosedError()
    let pool = this.pools.get(origin)
    if (pool === undefined) {
      pool = new Pool(this.route(origin), this.size)
      this.pools.set(origin, pool)
    }
    return pool
  }

  /** Fails what waits or is in flight, and closes every connection. */
  async close(): Promise<void> {
    this.closed = true
    this.deadlines.close()
    await Promise.all([...this.pools.values()].map((pool) => pool.close()))
  }
}
