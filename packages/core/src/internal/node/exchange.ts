import * as Effect from "effect/Effect"
import type { IncomingHttpHeaders } from "node:http"
import { type Dispatcher, errors } from "undici"
import type { TransportFailure, TransportRequest, TransportResponse } from "../../Transport.js"
import { failure } from "../connectionError.js"
import { bodyTooLarge, codeOf } from "../noResponse.js"
import { compressedBound, decompress, whole } from "./body.js"
import type { Connection } from "./connection.js"
import type { Timed } from "./deadlines.js"
import { failed } from "./failed.js"
import type { Job, Pool } from "./pool.js"
import type { Pools } from "./pools.js"
import { ProxyRefusal } from "./route.js"

type Resume = (effect: Effect.Effect<TransportResponse, TransportFailure>) => void

/** One request on its way through a pool, until its response, its failure or its interruption: the first wins. */
export class Exchange implements Job, Timed, Dispatcher.DispatchHandler {
  readonly deadline: number
  place = 0
  private settled = false
  private started = false
  private pool: Pool | undefined = undefined
  private connection: Connection | undefined = undefined
  private status = 0
  private headers: Readonly<Record<string, string>> = {}
  private bound = 0
  private size = 0
  private readonly chunks: Array<Buffer> = []

  constructor(
    private readonly pools: Pools,
    private readonly request: TransportRequest,
    private readonly resume: Resume
  ) {
    this.deadline = request.timeoutMillis === undefined ? Infinity : performance.now() + request.timeoutMillis
  }

  start(): void {
    try {
      if (this.deadline !== Infinity) this.pools.deadlines.add(this)
      this.pool = this.pools.to(this.request.origin)
      this.pool.enter(this)
    } catch (error) {
      this.fail(failed(error, this.started))
    }
  }

  /** Gives up what waits, or what is in flight with its connection. */
  cancel(): void {
    if (!this.settled) this.settle()
  }

  expire(): void {
    this.fail(failure("Timeout", this.started ? "unknown" : "not sent"))
  }

  run(connection: Connection): void {
    const { body, headers, method, origin, path } = this.request
    const { route } = connection
    this.connection = connection
    connection.dispatch(
      {
        origin,
        path: route.prefix + path,
        method,
        headers: { ...headers, ...route.headers, "accept-encoding": "gzip" },
        body: body ?? null
      },
      this
    )
  }

  close(): void {
    this.fail(failed(new errors.ClientClosedError(), false))
  }

  onRequestStart(): void {
    this.started = true
    this.request.onSend()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.settled || status < 200) return
    if (status === 407 && this.connection?.route.prefix !== "")
      return this.fail(failed(new ProxyRefusal(407), true))
    const { maxBodyBytes, method } = this.request
    this.status = status
    this.headers = joined(headers)
    this.bound = headers["content-encoding"] === undefined ? maxBodyBytes : compressedBound(maxBodyBytes)
    if (Number(headers["content-length"]) > this.bound && method !== "HEAD" && status !== 304) this.overflow()
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.settled) return
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.size > this.bound) this.overflow()
  }

  onResponseEnd(): void {
    if (this.settled) return
    this.release(true)
    const body = whole(this.chunks, this.size)
    // This object is kept until a full collection by what waited for it (V8 11): what came is not to be.
    this.chunks.length = 0
    const encoding = this.headers["content-encoding"]?.toLowerCase() ?? "identity"
    if (encoding === "identity" || this.size === 0) return this.succeed(body)
    if (encoding !== "gzip" && encoding !== "x-gzip") return this.fail(failure("Encoding", "unknown"))
    decompress(body, this.request.maxBodyBytes, (error, inflated) => {
      if (error === null) this.succeed(inflated)
      else if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") this.overflow()
      else this.fail(failure("Encoding", "unknown", error))
    })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(failed(error, this.started))
  }

  private overflow(): void {
    this.fail(bodyTooLarge(this.request.maxBodyBytes))
  }

  private succeed(body: Buffer): void {
    if (this.settled) return
    this.settle()
    const { headers, status } = this
    this.headers = {}
    this.resume(Effect.succeed({ status, headers, body }))
  }

  private fail(error: TransportFailure): void {
    if (this.settled) return
    this.settle()
    this.resume(Effect.fail(error))
  }

  /** What is not whole by now is closed. */
  private settle(): void {
    this.settled = true
    if (this.deadline !== Infinity) this.pools.deadlines.remove(this)
    this.release(false)
  }

  private release(whole: boolean): void {
    const { connection, pool } = this
    if (connection === undefined) return pool?.leave(this)
    this.connection = undefined
    pool?.release(connection, whole)
  }
}

/** The record that undici made for this response, with repeated names joined in place. */
const joined = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> => {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value === "object") headers[name] = value.join(", ")
  }
  // Sound: every value is a string now.
  return headers as Record<string, string>
}
