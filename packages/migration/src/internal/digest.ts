import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

/** SHA-256 in hex, through the Web Crypto that every runtime has. */
export const digest = (bytes: Uint8Array): Effect.Effect<string> =>
  Effect.map(
    // Sound: what comes here was read from a file or encoded from text, and neither is shared memory.
    Effect.promise(() => crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)),
    (hash) => Encoding.encodeHex(new Uint8Array(hash))
  )
