/** What a real Grafana 12.3.0 was asked of data sources and answered. */
import { readFileSync } from "node:fs"
import * as Array from "effect/Array"
import * as Option from "effect/Option"
import type { Step } from "./scripted.js"

interface Exchange {
  readonly name: string
  readonly request: { readonly body?: unknown }
  readonly response: { readonly status: number; readonly body: unknown }
}

const exchanges = ["datasources", "datasources-more"].flatMap((name): ReadonlyArray<Exchange> => {
  const file = new URL(`../../../testing/recordings/grafana-12.3.0/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, "utf8")).exchanges
})

const exchange = (name: string) => Option.getOrThrow(Array.findFirst(exchanges, (it) => it.name === name))

export const requestOf = (name: string): unknown => exchange(name).request.body

export const answerOf = (name: string): Step => {
  const { body, status } = exchange(name).response
  return [status, body]
}
