import { parseFlow, plain, quoted, unquoted } from "./yamlScalar.js"

/**
 * Reads the YAML that rule files are written in: mappings, sequences, texts in every style. Anchors, tags and documents
 * behind the first one are not read. A scalar stays the text that it is written as, since rules hold nothing but texts;
 * `null` is no value.
 */
export const parseYaml = (source: string): { readonly value: unknown } | { readonly error: string } => {
  try {
    return { value: new Reader(source).document() }
  } catch (problem) {
    if (problem instanceof Malformed) return { error: `yaml: line ${problem.line}: ${problem.message}` }
    throw problem
  }
}

class Malformed extends Error {
  constructor(
    readonly line: number,
    message: string
  ) {
    super(message)
  }
}

const beforeComment = (text: string): string => text.replace(/(^|\s)#.*$/, "")

/** What stands in brackets may hold quotes anywhere, and in them signs that start no comment. */
const uncommentedFlow = (text: string): string => {
  let rest = text
  let out = ""
  for (;;) {
    const match = /["'](?<=^.|[\s[{,:].)|\s#/.exec(rest)
    if (match === null) return out + rest
    if (match[0].endsWith("#")) return out + rest.slice(0, match.index)
    const inside = quoted.exec(rest.slice(match.index))?.[0] ?? match[0]
    out += rest.slice(0, match.index) + inside
    rest = rest.slice(match.index + inside.length)
  }
}

/** A line without the comment at its end. Elsewhere than in brackets a quote is one only where a text begins. */
const uncommented = (text: string): string => {
  const dashes = /^(?:-\s+)*/.exec(text)?.[0] ?? ""
  const rest = text.slice(dashes.length)
  if (rest.startsWith("#")) return dashes.trimEnd()
  if (/^[[{]/.test(rest)) return (dashes + uncommentedFlow(rest)).trimEnd()
  const head = quoted.exec(rest)?.[0] ?? /^.*?(?=:\s|\s#|$)/.exec(rest)?.[0] ?? ""
  const tail = rest.slice(head.length)
  const colon = /^\s*:\s+/.exec(tail)?.[0]
  const end = colon === undefined ? beforeComment(tail) : colon + uncommented(tail.slice(colon.length))
  return (dashes + head + end).trimEnd()
}

const keyed = /^((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|[^\s"'[{&*!|>%@`#,?-].*?|[-?]\S.*?)\s*:(?:\s+(.*))?$/

const indentOf = (line: string): number => line.length - line.trimStart().length

/** Reads lines one after the other; `at` is the first one that is not read yet. */
class Reader {
  private at = 0
  private readonly lines: Array<string>

  constructor(source: string) {
    this.lines = source.replaceAll("\r\n", "\n").split("\n")
  }

  document(): unknown {
    this.skipBlank()
    if (this.lines[this.at]?.startsWith("---") === true) this.at++
    const value = this.block(0)
    this.skipBlank()
    const rest = this.lines[this.at]
    if (rest !== undefined && !/^(---|\.\.\.)/.test(rest)) this.fail("did not find expected key")
    return value
  }

  private fail(message: string): never {
    throw new Malformed(this.at + 1, message)
  }

  private skipBlank(): void {
    while (this.at < this.lines.length && /^\s*(#|$)/.test(this.lines[this.at] ?? "")) this.at++
  }

  /** The next line that says something, if it stands at this column or further in. */
  private next(column: number): { readonly indent: number; readonly text: string } | undefined {
    this.skipBlank()
    const line = this.lines[this.at]
    if (line === undefined || /^(---|\.\.\.)(\s|$)/.test(line)) return undefined
    const indent = indentOf(line)
    if (line.slice(0, indent).includes("\t")) this.fail("found character that cannot start any token")
    return indent < column ? undefined : { indent, text: uncommented(line.slice(indent)) }
  }

  private block(column: number): unknown {
    const line = this.next(column)
    if (line === undefined) return null
    if (/^-(\s|$)/.test(line.text)) return this.sequence(line.indent)
    if (keyed.test(line.text) && !/^[[{]/.test(line.text)) return this.mapping(line.indent)
    this.at++
    return this.scalar(line.text, column)
  }

  private sequence(column: number): ReadonlyArray<unknown> {
    const items: Array<unknown> = []
    for (;;) {
      const line = this.next(column)
      if (line === undefined || line.indent !== column || !/^-(\s|$)/.test(line.text)) return items
      // What stands behind the dash is a block of its own, further in.
      this.lines[this.at] = (this.lines[this.at] ?? "").replace("-", " ")
      items.push(this.block(column + 1))
    }
  }

  private mapping(column: number): Readonly<Record<string, unknown>> {
    const entries: Array<readonly [string, unknown]> = []
    for (;;) {
      const line = this.next(column)
      if (line === undefined) return Object.fromEntries(entries)
      const [, key, value = ""] = keyed.exec(line.text) ?? []
      if (line.indent !== column || key === undefined) this.fail("did not find expected key")
      this.at++
      entries.push([quoted.test(key) ? unquoted(key) : key, this.value(value, column)])
    }
  }

  private value(text: string, column: number): unknown {
    if (text !== "") return this.scalar(text, column + 1)
    const line = this.next(column)
    const isList = line !== undefined && line.indent === column && /^-(\s|$)/.test(line.text)
    return isList ? this.sequence(column) : this.block(column + 1)
  }

  private scalar(text: string, column: number): unknown {
    if (/^[|>]/.test(text)) return this.blockText(text, column)
    if (/^[[{]/.test(text)) return this.flow(text, column)
    if (/:\s/.test(text) && !/^["']/.test(text)) this.fail("mapping values are not allowed in this context")
    if (!/^["']/.test(text)) return plain(this.continued(text, column, () => false))
    const whole = this.continued(text, column, (so) => quoted.exec(so)?.[0] === so)
    if (quoted.exec(whole)?.[0] !== whole) this.fail("found unexpected end of stream")
    return unquoted(whole)
  }

  /** A text with the lines below it that belong to it. */
  private continued(text: string, column: number, isWhole: (text: string) => boolean): string {
    let out = text
    while (!isWhole(out)) {
      const line = this.next(column)
      if (line === undefined) return out
      if (keyed.test(line.text) && !/^["']/.test(text))
        this.fail("mapping values are not allowed in this context")
      out += ` ${line.text}`
      this.at++
    }
    return out
  }

  /** Lines as they are (`|`) or folded to one (`>`); the sign behind says what becomes of the line ends. */
  private blockText(header: string, column: number): string {
    const lines: Array<string> = []
    while (this.at < this.lines.length) {
      const line = this.lines[this.at] ?? ""
      if (line.trim() !== "" && indentOf(line) < column) break
      lines.push(line)
      this.at++
    }
    const first = lines.find((line) => line.trim() !== "") ?? ""
    const text = lines.map((line) => line.slice(indentOf(first))).join("\n")
    const body = text.replace(/\n*$/, "")
    const folded = header.startsWith(">")
      ? body.replace(/([^\n])\n(?=[^\n ])/g, "$1 ").replace(/\n\n/g, "\n")
      : body
    return header.includes("-")
      ? folded
      : header.includes("+")
        ? folded + text.slice(body.length)
        : `${folded}\n`
  }

  private flow(text: string, column: number): unknown {
    const parsed = parseFlow(this.continued(text, column, (so) => parseFlow(so) !== undefined))
    return parsed === undefined ? this.fail("did not find expected ',' or ']'") : parsed.value
  }
}
