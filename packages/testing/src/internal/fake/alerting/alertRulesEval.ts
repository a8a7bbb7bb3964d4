import { isExpression } from "./alertRulesCheck.js"
import type { AlertQuery } from "./alertRulesModel.js"
import { isObject, pick, type JsonObject } from "../bind.js"
import { parseJson } from "../words/goJson.js"
import { runQueries } from "../sources/dsQuery.js"
import type { Context } from "../route.js"

/** What a query or an expression gave: numbers over time, or a single one. */
interface Series {
  readonly times: ReadonlyArray<number>
  readonly values: ReadonlyArray<number | null>
  readonly isReduced: boolean
  /** What Grafana answers for it. */
  readonly result: JsonObject
}

export type Evaluation = ReadonlyMap<string, Series>

const numbers = (value: unknown): ReadonlyArray<number | null> =>
  Array.isArray(value) ? value.map((one) => (typeof one === "number" ? one : null)) : []

const ofResult = (result: JsonObject): Series | undefined => {
  const frames = result["frames"]
  const frame: unknown = Array.isArray(frames) ? frames[0] : undefined
  const data = isObject(frame) ? frame["data"] : undefined
  const columns = isObject(data) ? data["values"] : undefined
  if (!Array.isArray(columns)) return undefined
  return {
    times: numbers(columns[0]).map((time) => time ?? 0),
    values: numbers(columns[1]),
    isReduced: false,
    result
  }
}

const queried = (context: Context, query: AlertQuery, now: number): Series | undefined => {
  const { datasourceUid, model, refId, relativeTimeRange } = query
  const range = { from: now - relativeTimeRange.from * 1000, to: now - relativeTimeRange.to * 1000 }
  const asked = { ...(isObject(model) ? model : {}), refId, datasource: { uid: datasourceUid } }
  const answer = parseJson(runQueries(context, [asked], range).body)
  const results = "value" in answer && isObject(answer.value) ? answer.value["results"] : undefined
  const result = isObject(results) ? results[refId] : undefined
  return isObject(result) && result["status"] === 200 ? ofResult(result) : undefined
}

const passes: Readonly<Record<string, (value: number, low: number, high: number) => boolean>> = {
  gt: (value, low) => value > low,
  lt: (value, low) => value < low,
  eq: (value, low) => value === low,
  ne: (value, low) => value !== low,
  gte: (value, low) => value >= low,
  lte: (value, low) => value <= low,
  within_range: (value, low, high) => value > low && value < high,
  outside_range: (value, low, high) => value < low || value > high
}

const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)

const reducers: Readonly<Record<string, (values: ReadonlyArray<number>) => number | null>> = {
  last: (values) => values.at(-1) ?? null,
  mean: (values) => (values.length === 0 ? null : sum(values) / values.length),
  sum,
  count: (values) => values.length,
  min: (values) => (values.length === 0 ? null : Math.min(...values)),
  max: (values) => (values.length === 0 ? null : Math.max(...values))
}

const frameOf = (refId: string, series: Omit<Series, "result">): Series => {
  const labels = { __name__: "A-series" }
  const number = { name: refId, type: "number", typeInfo: { frame: "float64", nullable: true }, labels }
  const time = { name: "Time", type: "time", typeInfo: { frame: "time.Time" } }
  const type = series.isReduced ? "numeric-multi" : "timeseries-multi"
  const frame = {
    schema: {
      refId,
      meta: { type, typeVersion: [0, 1] },
      fields: series.isReduced ? [number] : [time, number]
    },
    data: { values: series.isReduced ? [series.values] : [series.times, series.values] }
  }
  return { ...series, result: { status: 200, frames: [frame] } }
}

const threshold = (refId: string, model: JsonObject, input: Series): Series | undefined => {
  const { conditions = [] } = pick(model, { conditions: "array" }) ?? {}
  const condition = pick(conditions[0] ?? {}, { evaluator: "object" })
  const { params = [], type = "" } =
    pick(condition?.evaluator ?? {}, { params: "array", type: "string" }) ?? {}
  const test = Object.hasOwn(passes, type) ? passes[type] : undefined
  const [low = 0, high = 0] = numbers(params).map((one) => one ?? 0)
  return test === undefined
    ? undefined
    : frameOf(refId, {
        ...input,
        values: input.values.map((value) => (value === null ? null : Number(test(value, low, high))))
      })
}

const reduce = (refId: string, model: JsonObject, input: Series): Series | undefined => {
  const { reducer = "" } = pick(model, { reducer: "string" }) ?? {}
  const fold = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined
  const values = input.values.filter((value) => value !== null)
  return fold === undefined
    ? undefined
    : frameOf(refId, { times: [], values: [fold(values)], isReduced: true })
}

const expressed = ({ model, refId }: AlertQuery, known: Evaluation): Series | undefined => {
  const fields = pick(model, { type: "string", expression: "string" })
  const input = known.get((fields?.expression ?? "").replace(/^\$\{?|\}$/g, ""))
  if (input === undefined || !isObject(model)) return undefined
  return fields?.type === "threshold"
    ? threshold(refId, model, input)
    : fields?.type === "reduce"
      ? reduce(refId, model, input)
      : undefined
}

/** What queries and expressions give at a moment; `undefined` where the fake cannot tell. */
export const evaluated = (
  context: Context,
  queries: ReadonlyArray<AlertQuery>,
  now: number
): Evaluation | undefined => {
  const known = new Map<string, Series>()
  for (const query of queries) {
    const series = isExpression(query.datasourceUid) ? expressed(query, known) : queried(context, query, now)
    if (series === undefined) return undefined
    known.set(query.refId, series)
  }
  return known
}
