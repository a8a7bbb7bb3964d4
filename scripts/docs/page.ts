/** The pages of the docs, and the code that stands in them. */
import { readdirSync, readFileSync } from "node:fs"
import { basename } from "node:path"

export interface Page {
  /** `README`, `streams` */
  readonly name: string
  readonly path: string
  readonly text: string
}

export interface Block {
  readonly code: string
  /** Counted from 1. */
  readonly line: number
  /** The fence says `no-run`. */
  readonly isOnlyCompiled: boolean
  /** What the block prints, where a ```text block comes next. */
  readonly output: string | undefined
}

export const pages = (): ReadonlyArray<Page> =>
  ["README.md", ...readdirSync("docs").map((name) => `docs/${name}`)]
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ name: basename(path, ".md"), path, text: readFileSync(path, "utf8") }))

const fence = /^```([^\n]*)\n(.*?)^```$/gms

/** The TypeScript blocks of a page. */
export const blocksOf = ({ text }: Page): ReadonlyArray<Block> => {
  const fences = [...text.matchAll(fence)].map(({ 1: info = "", 2: code = "", index }) => ({
    info,
    code,
    index
  }))
  return fences.flatMap(({ code, index, info }, i) => {
    const [language, ...words] = info.split(" ")
    if (language !== "ts") return []
    const next = fences[i + 1]
    return [
      {
        code,
        line: text.slice(0, index).split("\n").length,
        isOnlyCompiled: words.includes("no-run"),
        output: next?.info === "text" ? next.code : undefined
      }
    ]
  })
}
