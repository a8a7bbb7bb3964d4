const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\x1b" }

const unescaped = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g,
    (_, hex?: string, unit?: string, sign = "") =>
      hex !== undefined || unit !== undefined
        ? String.fromCharCode(parseInt(hex ?? unit ?? "", 16))
        : (escapes[sign] ?? sign)
  )

/** A text in quotes, at the beginning of a text. */
export const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')/

export const unquoted = (text: string): string => {
  const [, double, single] = quoted.exec(text) ?? []
  return double !== undefined ? unescaped(double) : (single ?? "").replaceAll("''", "'")
}

/** A text without quotes; the empty one and `null` are no value. */
export const plain = (text: string): string | null => (/^(~|null|Null|NULL|)$/.test(text) ? null : text)

/** Reads `[a, b]` and `{a: b}`; `undefined` when that does not end where the text ends. */
export const parseFlow = (text: string): { readonly value: unknown } | undefined => {
  const flow = new Flow(text)
  const value = flow.value()
  return flow.isDone() ? { value } : undefined
}

class Flow {
  private at = 0
  private isBroken = false

  constructor(private readonly text: string) {}

  isDone(): boolean {
    return !this.isBroken && this.text.slice(this.at).trim() === ""
  }

  value(): unknown {
    this.take(/^\s*/)
    if (this.take(/^\[/) !== undefined) return this.many("]", () => this.value())
    if (this.take(/^\{/) !== undefined) return Object.fromEntries(this.many("}", () => this.pair()))
    return this.scalar()
  }

  private take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.text.slice(this.at))?.[0]
    this.at += found?.length ?? 0
    return found
  }

  private scalar(): string | null {
    const inQuotes = this.take(quoted)
    if (inQuotes !== undefined) return unquoted(inQuotes)
    const text = this.take(/^[^,[\]{}:]*(?::(?!\s)[^,[\]{}:]*)*/)
    return plain(text?.trim() ?? "")
  }

  private pair(): readonly [string, unknown] {
    this.take(/^\s*/)
    const key = this.scalar() ?? ""
    this.take(/^\s*/)
    return [key, this.take(/^:/) === undefined ? null : this.value()]
  }

  private many<A>(end: string, read: () => A): ReadonlyArray<A> {
    const items: Array<A> = []
    for (;;) {
      this.take(/^\s*/)
      if (this.take(end === "]" ? /^\]/ : /^\}/) !== undefined) return items
      const before = this.at
      items.push(read())
      this.take(/^\s*,?/)
      if (this.at === before) {
        this.isBroken = true
        return items
      }
    }
  }
}
