import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

/** SHA-256 in hex, through the Web Crypto that every runtime has. */
export const digest = (bytes: Uint8Array<ArrayBuffer>): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)),
    (hash) => Encoding.encodeHex(new Uint8Array(hash))
  )
