import * as Effect from "effect/Effect"
import type { IncomingHttpHeaders } from "node:http"
import type { Dispatcher } from "undici"
import type { TransportFailure, TransportRequest, TransportResponse } from "../../Transport.js"
import { bodyTooLarge, codeOf, failure } from "../connectionError.js"
import { compressedBound, decompress, whole } from "./body.js"
import { failed } from "./failed.js"

/** A request whose body is bytes. */
export interface PlainRequest extends TransportRequest {
  readonly body: string | Uint8Array | undefined
}

type Resume = (effect: Effect.Effect<TransportResponse, TransportFailure>) => void

const cancelled = new Error("cancelled")
const longestTimer = 2 ** 31 - 1
const expire = (exchange: Exchange): void => exchange.expire()

/** One request on its way through undici, until its response, its failure or its interruption: the first wins. */
export class Exchange implements Dispatcher.DispatchHandler {
  private settled = false
  private controller: Dispatcher.DispatchController | undefined = undefined
  private timer: NodeJS.Timeout | undefined = undefined
  private status = 0
  private headers: Readonly<Record<string, string>> = {}
  private bound = 0
  private size = 0
  private readonly chunks: Array<Buffer> = []

  constructor(
    private readonly request: PlainRequest,
    private readonly resume: Resume
  ) {}

  start(to: (origin: string) => Dispatcher): void {
    const { body, headers, method, origin, path, timeoutMillis } = this.request
    if (timeoutMillis !== undefined && timeoutMillis <= longestTimer) {
      this.timer = setTimeout(expire, timeoutMillis, this)
    }
    try {
      to(origin).dispatch(
        { origin, path, method, headers: { ...headers, "accept-encoding": "gzip" }, body: body ?? null },
        this
      )
    } catch (error) {
      this.fail(failed(error, false))
    }
  }

  /** Gives up what is in flight with its connection; what still waits is never started. */
  cancel(): void {
    if (this.settled) return
    this.settle()
    this.controller?.abort(cancelled)
  }

  expire(): void {
    this.abort(failure("Timeout", this.outcome))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown, not aborted: undici drops the request and keeps the connection for the next one (7.30).
    if (this.settled) throw cancelled
    this.controller = controller
    this.request.onSend()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.settled || status < 200) return
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
    const body = whole(this.chunks, this.size)
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
    if (!this.settled) this.fail(failed(error, this.controller !== undefined))
  }

  private get outcome() {
    return this.controller === undefined ? "not sent" : "unknown"
  }

  private overflow(): void {
    this.abort(bodyTooLarge(this.request.maxBodyBytes))
  }

  private abort(error: TransportFailure): void {
    this.fail(error)
    this.controller?.abort(cancelled)
  }

  private succeed(body: Buffer): void {
    if (this.settled) return
    this.settle()
    this.resume(Effect.succeed({ status: this.status, headers: this.headers, body }))
  }

  private fail(error: TransportFailure): void {
    if (this.settled) return
    this.settle()
    this.resume(Effect.fail(error))
  }

  private settle(): void {
    this.settled = true
    clearTimeout(this.timer)
  }
}

/** The record that undici made for this exchange, with repeated names joined in place. */
const joined = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> => {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value === "object") headers[name] = value.join(", ")
  }
  // Sound: every value is a string now.
  return headers as Record<string, string>
}
