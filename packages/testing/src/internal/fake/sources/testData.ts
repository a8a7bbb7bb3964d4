import type { JsonObject } from "../bind.js"
import { makeRandom } from "../words/identifiers.js"

export interface Range {
  readonly from: number
  readonly to: number
}

const frame = (
  refId: string,
  fields: ReadonlyArray<JsonObject>,
  values: ReadonlyArray<unknown>
): JsonObject => ({
  schema: { refId, fields },
  data: { values }
})

const time = { name: "time", type: "time", typeInfo: { frame: "time.Time" } }

const numberType = (values: ReadonlyArray<number | null>): string =>
  values.every((value) => value === null || Number.isInteger(value)) ? "int64" : "float64"

const series = (refId: string, values: ReadonlyArray<number | null>, range: Range): JsonObject => {
  const step = values.length < 2 ? 0 : (range.to - range.from) / (values.length - 1)
  const times = values.map((_, i) => range.from + Math.floor(i * step))
  const field = {
    name: `${refId}-series`,
    type: "number",
    typeInfo: { frame: numberType(values), nullable: true }
  }
  return frame(refId, [time, field], [times, values])
}

const toNumber = (text: string): number | null =>
  text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text)

/** The given numbers, spread evenly over the range. */
export const csvMetricValues = (refId: string, input: string, range: Range): JsonObject =>
  series(refId, input.split(",").map(toNumber), range)

const column = (
  name: string,
  cells: ReadonlyArray<string>
): { readonly field: JsonObject; readonly values: unknown } => {
  const isNumber = cells.every((cell) => cell === "" || toNumber(cell) !== null)
  const numbers = cells.map(toNumber)
  return isNumber
    ? {
        field: { name, type: "number", typeInfo: { frame: numberType(numbers), nullable: true } },
        values: numbers
      }
    : { field: { name, type: "string", typeInfo: { frame: "string", nullable: true } }, values: cells }
}

/** A table from comma-separated lines, the first of which names the columns. */
export const csvContent = (refId: string, content: string): JsonObject => {
  const [header = [], ...rows] = content.split("\n").map((line) => line.split(","))
  const columns = header.map((name, i) =>
    column(
      name,
      rows.map((row) => row[i] ?? "")
    )
  )
  return frame(
    refId,
    columns.map(({ field }) => field),
    columns.map(({ values }) => values)
  )
}

/** A walk of a hundred steps that is the same for the same range. */
export const randomWalk = (refId: string, range: Range): JsonObject => {
  const random = makeRandom(range.from)
  let value = random() * 100
  return series(
    refId,
    Array.from({ length: 100 }, () => (value += random() - 0.5)),
    range
  )
}
