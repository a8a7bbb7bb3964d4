import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

// Undefined where there is no Node. It is asked for at run time, so that nothing need be bundled for it.
const node = globalThis.process?.getBuiltinModule?.("node:crypto")

/**
 * SHA-256 in hex, through the Web Crypto that every runtime has. Node's own is at hand at once, where its Web Crypto
 * takes a thread for each text and keeps a copy of it until the next full collection (20.20).
 */
export const digest = (bytes: Uint8Array): Effect.Effect<string> =>
  node === undefined
    ? Effect.map(
        // Sound: what comes here was read from a file or encoded from text, and neither is shared memory.
        Effect.promise(() => crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)),
        (hash) => Encoding.encodeHex(new Uint8Array(hash))
      )
    : Effect.sync(() => node.hash("sha256", bytes, "hex"))
