/** What a report says, taken out of its text. */
import type { PageData, Row } from "../../src/internal/report/format.js"

const between = (text: string, before: string, after: string): string => {
  const from = text.indexOf(before) + before.length
  return text.slice(from, text.indexOf(after, from))
}

export const dataOf = (html: string): PageData =>
  // Sound: the type is that of what writes it.
  JSON.parse(between(html, `<script type="application/json" id="data">`, "</script>")) as PageData

export const styleOf = (html: string): string => between(html, "<style>", "</style>")

export const scriptOf = (html: string): string => between(html, "<script>", "</script>")

/** All but the data, the script and the style. */
export const markupOf = (html: string): string =>
  html
    .replace(styleOf(html), "")
    .replace(between(html, `id="data">`, "</script>"), "")
    .replace(scriptOf(html), "")

/** How many objects came out how. */
export const countsOf = ({ rows, statuses }: PageData): { readonly [status: string]: number } => {
  const counts: { [status: string]: number } = {}
  for (const [status] of rows) {
    const id = statuses[status]?.id ?? ""
    counts[id] = (counts[id] ?? 0) + 1
  }
  return counts
}

/** The row of a key. */
export const rowOf = ({ rows }: PageData, key: string): Row | undefined => rows.find((row) => row[4] === key)
