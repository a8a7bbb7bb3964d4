import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"

// Undefined where there is no Node. It is asked for at run time, so that nothing need be bundled for it.
const node = globalThis.process?.getBuiltinModule?.("node:crypto")

/**
 * SHA-256 in hex, of text as UTF-8, through the Web Crypto that every runtime has. Node's own is at hand at once, where
 * its Web Crypto takes a thread for each text and keeps a copy of it until the next full collection (20.20).
 */
export const digest = (data: Uint8Array | string): Effect.Effect<string> =>
  node === undefined
    ? Effect.map(
        Effect.promise(() => crypto.subtle.digest("SHA-256", bytesOf(data))),
        (hash) => Encoding.encodeHex(new Uint8Array(hash))
      )
    : Effect.sync(() => node.hash("sha256", data, "hex"))

const bytesOf = (data: Uint8Array | string): Uint8Array<ArrayBuffer> =>
  // Sound: what comes here was read from a file or encoded from text, and neither is shared memory.
  (typeof data === "string" ? new TextEncoder().encode(data) : data) as Uint8Array<ArrayBuffer>
