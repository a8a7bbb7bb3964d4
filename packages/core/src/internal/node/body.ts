import { constants } from "node:buffer"
import { gunzip } from "node:zlib"

const empty = Buffer.alloc(0)

/** One buffer of several; a single one is not copied. */
export const whole = (chunks: ReadonlyArray<Buffer>, size: number): Buffer =>
  chunks.length === 1 ? (chunks[0] ?? empty) : size === 0 ? empty : Buffer.concat(chunks, size)

/** How many bytes may come for a body of `maxBodyBytes`: deflate adds at most 5 to 16 kB of what it cannot shrink. */
export const compressedBound = (maxBodyBytes: number): number =>
  maxBodyBytes + Math.ceil(maxBodyBytes / 1024) + 1024

/** Decompresses off the main thread, and stops with `ERR_BUFFER_TOO_LARGE` at the bound: a bomb is never inflated. */
export const decompress = (
  body: Buffer,
  maxBodyBytes: number,
  done: (error: Error | null, body: Buffer) => void
): void => gunzip(body, { maxOutputLength: Math.min(Math.max(maxBodyBytes, 1), constants.MAX_LENGTH) }, done)
