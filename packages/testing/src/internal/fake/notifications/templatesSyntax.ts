/** A piece of a Go template: text as it is, or what stands in one pair of braces. */
export type Piece = { readonly text: string } | { readonly action: string }

/** What is wrong with a template, in Go's words, and on which line. */
interface SyntaxProblem {
  readonly line: number
  readonly problem: string
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split("\n").length

/** Where an action ends: braces in quotes do not count. */
const endOf = (source: string, from: number): number => {
  const ends = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\}\}/g
  ends.lastIndex = from
  for (let match = ends.exec(source); match !== null; match = ends.exec(source)) {
    if (match[0] === "}}") return match.index
  }
  return -1
}

/** Cuts a template into its pieces; comments are left out. */
export const pieces = (source: string): ReadonlyArray<Piece> | SyntaxProblem => {
  const out: Array<Piece> = []
  let at = 0
  let trimsNext = false
  for (;;) {
    const start = source.indexOf("{{", at)
    const text = start === -1 ? source.slice(at) : source.slice(at, start)
    const trimsThis = start !== -1 && /^\{\{-\s/.test(source.slice(start, start + 4))
    const left = trimsNext ? text.trimStart() : text
    const shown = trimsThis ? left.trimEnd() : left
    if (shown !== "") out.push({ text: shown })
    if (start === -1) return out
    const end = endOf(source, start + 2)
    if (end === -1) return { line: lineAt(source, source.length), problem: "unclosed action" }
    const inside = source.slice(start + 2, end)
    trimsNext = /\s-$/.test(inside)
    const action = inside.replace(/^-\s/, "").replace(/\s-$/, "").trim()
    if (!action.startsWith("/*")) out.push({ action })
    at = end + 2
  }
}

const opens = /^(if|range|with|define|block)\b/

/** What keeps Go from parsing a template. Whether its functions exist is not looked at. */
export const syntaxProblem = (name: string, source: string): string | undefined => {
  const said = ({ line, problem }: SyntaxProblem) => `template: ${name}:${line}: ${problem}`
  const cut = pieces(source)
  if ("problem" in cut) return said(cut)
  let depth = 0
  for (const piece of cut) {
    if (!("action" in piece)) continue
    if (opens.test(piece.action)) depth++
    else if (piece.action === "end") depth--
    if (depth < 0) return said({ line: 1, problem: "unexpected {{end}}" })
  }
  return depth === 0 ? undefined : said({ line: lineAt(source, source.length), problem: "unexpected EOF" })
}

/** The templates that a file defines by name. */
export const definitions = (source: string): ReadonlyMap<string, ReadonlyArray<Piece>> => {
  const found = new Map<string, ReadonlyArray<Piece>>()
  const cut = pieces(source)
  if ("problem" in cut) return found
  let body: Array<Piece> | undefined
  let depth = 0
  for (const piece of cut) {
    const action = "action" in piece ? piece.action : ""
    const name = depth === 0 ? /^define\s+"([^"]*)"$/.exec(action)?.[1] : undefined
    if (name !== undefined) {
      body = []
      found.set(name, body)
      depth = 1
      continue
    }
    if (opens.test(action)) depth++
    else if (action === "end") depth--
    if (depth > 0) body?.push(piece)
  }
  return found
}
