import * as Effect from "effect/Effect"
import { X509Certificate } from "node:crypto"
import { readFile } from "node:fs/promises"
import { createSecureContext, type SecureContext } from "node:tls"
import { codeOf } from "../noResponse.js"
import { type InvalidTransportOptions, invalid, revealed, type TlsOptions } from "./options.js"

/** What TLS connections are made with. */
export interface Tls {
  /** To Grafana. */
  readonly request: {
    readonly secureContext: SecureContext
    readonly rejectUnauthorized: boolean
    readonly servername?: string
  }
  /** To a proxy: the same authorities, and nothing that is meant for Grafana. */
  readonly proxy: { readonly ca?: string }
}

/** Reads and checks the options, so that a wrong one fails the layer and not every call. */
export const secure = (options: TlsOptions): Effect.Effect<Tls, InvalidTransportOptions> =>
  Effect.gen(function* () {
    const ca = yield* pem(options, "ca")
    const cert = yield* pem(options, "cert")
    const key = yield* pem(options, "key")
    if (cert !== undefined && key === undefined) yield* invalid("tls.cert", "needs a key")
    if (key !== undefined && cert === undefined) yield* invalid("tls.key", "needs a certificate")
    if (ca !== undefined) yield* certificates("tls.ca", ca)
    const passphrase = revealed(options.passphrase)
    const secureContext = yield* attempt("tls.key", "does not fit the certificate or the passphrase", () =>
      createSecureContext({
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(passphrase !== undefined && { passphrase })
      })
    )
    if (options.insecure === true) {
      yield* Effect.logWarning("TLS certificates are not checked: whoever answers is taken for Grafana")
    }
    return {
      request: {
        secureContext,
        rejectUnauthorized: options.insecure !== true,
        ...(options.serverName !== undefined && { servername: options.serverName })
      },
      proxy: ca === undefined ? {} : { ca }
    }
  })

const pem = (
  options: TlsOptions,
  name: "ca" | "cert" | "key"
): Effect.Effect<string | undefined, InvalidTransportOptions> => {
  const text = revealed(options[name])
  const file = options[`${name}File`]
  if (file === undefined) return Effect.succeed(text)
  if (text !== undefined) return invalid(`tls.${name}`, `stands beside tls.${name}File`)
  return Effect.tryPromise(() => readFile(file, "utf8")).pipe(
    Effect.catchAll(({ error }) =>
      invalid(`tls.${name}File`, `${file} cannot be read (${codeOf(error) ?? "unknown"})`)
    )
  )
}

/** Every certificate of a bundle: `createSecureContext` passes silently over what is none (Node 20). */
const certificates = (option: string, bundle: string): Effect.Effect<void, InvalidTransportOptions> =>
  attempt(option, "is not a PEM certificate", () => {
    const blocks = bundle.match(/-----BEGIN [^-]*CERTIFICATE-----[^-]+-----END/g) ?? [bundle]
    for (const block of blocks) new X509Certificate(`${block} CERTIFICATE-----\n`)
  })

const attempt = <A>(
  option: string,
  message: string,
  evaluate: () => A
): Effect.Effect<A, InvalidTransportOptions> =>
  Effect.catchAll(Effect.try(evaluate), ({ error }) =>
    invalid(option, `${message} (${codeOf(error) ?? "unreadable"})`)
  )
