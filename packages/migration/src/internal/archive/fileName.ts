/** Names of files that stand for ids on every file system. */
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import { digest } from "../digest.js"

const reserved = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/i
const longest = 200
const cut = 100

/**
 * The name for an id, without extension. No two ids have the same, not even where small and capital letters count as
 * one: letters, digits, `_` and `-` stay, any other byte is `=xx`, and `~` leads in which letters are capitals.
 * Windows' names of devices get their first letter as `=xx`. A long name is cut and closed with a hash of the id.
 */
export const fileName = (id: string): Effect.Effect<string> => {
  const safe = reserved.test(id) ? hex(id.charCodeAt(0)) + id.slice(1) : encoded(id)
  const name = safe + capitals(safe)
  if (name.length <= longest) return Effect.succeed(name)
  return Effect.map(digest(id), (hash) => `${name.slice(0, cut)}=-${hash}`)
}

const encoded = (id: string): string =>
  id.replace(/[^A-Za-z0-9_-]+/g, (odd) => Array.from(new TextEncoder().encode(odd), hex).join(""))

const hex = (byte: number): string => `=${Encoding.encodeHex(Uint8Array.of(byte))}`

/** The positions of capital letters as a bitmap, the first character being the lowest bit. */
const capitals = (text: string): string => {
  let bits = 0n
  for (const { index } of text.matchAll(/[A-Z]/g)) bits |= 1n << BigInt(index)
  return bits === 0n ? "" : `~${bits.toString(16)}`
}
