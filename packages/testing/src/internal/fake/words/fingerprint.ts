const prime = 0x100000001b3n
const offset = 0xcbf29ce484222325n

/**
 * A hash over the parts of an object, by which Grafana tells its versions: FNV of 64 bits, every part closed by a byte
 * that no text holds.
 */
export class Fingerprint {
  private hash = offset

  constructor(private readonly order: "multiply first" | "multiply last" = "multiply first") {}

  /** Bytes without anything to close them. */
  bytes(bytes: Iterable<number>): this {
    for (const byte of bytes) {
      this.hash =
        this.order === "multiply first"
          ? BigInt.asUintN(64, this.hash * prime) ^ BigInt(byte)
          : BigInt.asUintN(64, (this.hash ^ BigInt(byte)) * prime)
    }
    return this
  }

  text(text: string): this {
    return this.bytes(Buffer.from(text)).bytes([255])
  }

  integer(value: number): this {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    return this.bytes(bytes).bytes([255])
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return this.hash.toString(16).padStart(16, "0")
  }
}
