/** UTF-8 that is written into one buffer over and over: what is new for each object lives on for long (V8 11). */
const encoder = new TextEncoder()

export class Utf8 {
  #buffer: Uint8Array
  #length = 0

  /** Bytes to begin with: what is never written to takes no memory. */
  constructor(size = 65_536) {
    this.#buffer = new Uint8Array(size)
  }

  /** All that was added, until the next change. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }

  /** How much it holds on to. */
  get size(): number {
    return this.#buffer.length
  }

  add(text: string): this {
    // No code unit takes more than three bytes.
    const most = this.#length + 3 * text.length
    if (most > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(most, 2 * this.#buffer.length))
      larger.set(this.bytes)
      this.#buffer = larger
    }
    this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written
    return this
  }

  clear(): this {
    this.#length = 0
    return this
  }
}
