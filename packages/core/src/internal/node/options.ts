import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** How connections are made; what stands nowhere has its default. */
export interface TransportOptions {
  /** The most connections to one origin; 16. Further requests wait. */
  readonly connections?: number | undefined
  /** The time for name, connection and TLS handshake together; 5 seconds. */
  readonly connectTimeout?: Duration.DurationInput | undefined
  /** Whom to trust, and who we are; Node's authorities and nobody. */
  readonly tls?: TlsOptions | undefined
  /**
   * The way out. A URL (`http://user:password@proxy:3128`); `"none"`; or `"environment"`, the default:
   * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` (lower case first), read once.
   */
  readonly proxy?: "environment" | "none" | (string & {}) | Redacted.Redacted | undefined
}

/** Trust and identity of TLS connections: PEM text, or the file that holds it, read once. */
export interface TlsOptions {
  /** The authorities to trust, in place of those that Node trusts. */
  readonly ca?: string | Redacted.Redacted | undefined
  /** The file that holds `ca`. */
  readonly caFile?: string | undefined
  /** The client's certificate; needs a key. */
  readonly cert?: string | Redacted.Redacted | undefined
  /** The file that holds `cert`. */
  readonly certFile?: string | undefined
  /** The private key of `cert`. */
  readonly key?: string | Redacted.Redacted | undefined
  /** The file that holds `key`. */
  readonly keyFile?: string | undefined
  /** Of the key. */
  readonly passphrase?: string | Redacted.Redacted | undefined
  /** The name to ask for and to check, where it is not the URL's. */
  readonly serverName?: string | undefined
  /** Trusts whoever answers. A warning is logged. */
  readonly insecure?: boolean | undefined
}

/** An option that no connection can be made with. */
export class InvalidTransportOptions extends Data.TaggedError("InvalidTransportOptions")<{
  /** Its name: `tls.caFile`. */
  readonly option: string
  readonly message: string
}> {}

export const invalid = (option: string, message: string): Effect.Effect<never, InvalidTransportOptions> =>
  Effect.fail(new InvalidTransportOptions({ option, message: `${option}: ${message}` }))

export const revealed = (value: string | Redacted.Redacted | undefined): string | undefined =>
  Redacted.isRedacted(value) ? Redacted.value(value) : value
