/** The wire: one request out, one bounded response in. Retries, clocks and meaning are not its business. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Outcome, TransportReason } from "./GrafanaError.js"

/** One request, all of it decided: the transport adds nothing but what its protocol needs. */
export interface TransportRequest {
  readonly method: string
  /** Scheme, host and port, without a trailing slash: `https://grafana.example.com`. */
  readonly origin: string
  /** Percent-encoded path and query: `/api/folders/x?limit=2`. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Text is sent as UTF-8. */
  readonly body: string | Uint8Array | undefined
  /** Counted after decompression; more is a `TransportFailure` with reason `BodyTooLarge`. */
  readonly maxBodyBytes: number
  /** Milliseconds until `TransportFailure` with reason `Timeout`; undefined: the caller keeps the clock. */
  readonly timeoutMillis: number | undefined
  /** To be called just before the first byte may leave: what fails earlier was not sent. */
  readonly onSend: () => void
}

/** One response, whole. */
export interface TransportResponse {
  readonly status: number
  /** Lower-case names; a name that came twice is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** Decompressed; text where the transport has it as text already. */
  readonly body: string | Uint8Array
}

/** No response. */
export class TransportFailure extends Data.TaggedError("TransportFailure")<{
  readonly reason: TransportReason | "ConnectTimeout" | "Timeout"
  readonly outcome: Outcome
  readonly message: string
  readonly cause?: unknown
}> {}

/** The service. `Node.transport` and `layerHttpClient` make one; a test may make its own. */
export class Transport extends Context.Tag("@effect-grafana/core/Transport")<
  Transport,
  {
    /** Interruption must close the connection and free what it holds. */
    readonly send: (request: TransportRequest) => Effect.Effect<TransportResponse, TransportFailure>
    /** Whether `timeoutMillis` is honoured; where it is not, the client puts a timeout around. */
    readonly keepsTime: boolean
  }
>() {}
