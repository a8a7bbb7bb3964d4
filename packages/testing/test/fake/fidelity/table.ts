import { readFileSync, writeFileSync } from "node:fs"
import type { Outcome } from "./replay.js"

/** How many of an element's exchanges the fake answers as the real server did. */
export interface Row {
  readonly element: string
  readonly total: number
  readonly status: number
  readonly body: number
}

const url = new URL("../../../fidelity.tsv", import.meta.url)
const head = "element\ttotal\tstatus\tbody"

/** What is kept: the figures may rise, and not fall. */
export const readTable = (): ReadonlyArray<Row> => {
  const [first, ...lines] = readFileSync(url, "utf8").trimEnd().split("\n")
  if (first !== head) throw new Error(`fidelity.tsv: the columns are not ${head}`)
  return lines.map((line) => {
    const [element = "", total, status, body] = line.split("\t")
    return { element, total: Number(total), status: Number(status), body: Number(body) }
  })
}

export const writeTable = (rows: ReadonlyArray<Row>): void => {
  const lines = rows.map(({ body, element, status, total }) => [element, total, status, body].join("\t"))
  writeFileSync(url, [head, ...lines, ""].join("\n"))
}

export const count = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<Row> => {
  const elements = [...new Set(outcomes.map(({ element }) => element))].sort()
  return elements.map((element) => {
    const own = outcomes.filter((one) => one.element === element)
    return {
      element,
      total: own.length,
      status: own.filter(({ sameStatus }) => sameStatus).length,
      body: own.filter(({ sameBody }) => sameBody).length
    }
  })
}

export const sum = (rows: ReadonlyArray<Row>): Row =>
  rows.reduce(
    (all, { body, status, total }) => ({
      element: "all",
      total: all.total + total,
      status: all.status + status,
      body: all.body + body
    }),
    { element: "all", total: 0, status: 0, body: 0 }
  )
