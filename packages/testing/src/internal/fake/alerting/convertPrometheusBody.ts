import { decoded, present, readable, readWords } from "./alertRulesBody.js"
import type { Words } from "./alertRulesModel.js"
import { isObject, pick, type JsonObject } from "../bind.js"
import { goKind, parseJson } from "../words/goJson.js"
import { message, publicError, type FakeResponse } from "../message.js"
import { formatDuration, parseDuration } from "../words/prometheusDuration.js"
import type { Context } from "../route.js"
import { parseYaml } from "../words/yamlRead.js"

/** A rule of Prometheus, in the order in which Grafana gives its fields back. Durations are spelled as `1h30m`. */
export interface PrometheusRule {
  readonly alert?: string
  readonly expr: string
  readonly for?: string
  readonly keep_firing_for?: string
  readonly labels?: Words
  readonly annotations?: Words
  readonly record?: string
}

export interface PrometheusGroup {
  readonly name: string
  /** Milliseconds; 0 when none is sent. */
  readonly interval: number
  /** Milliseconds. */
  readonly queryOffset: number | undefined
  readonly limit: number
  readonly labels: Words | undefined
  readonly rules: ReadonlyArray<PrometheusRule>
}

const durationFault = (text: unknown): string | undefined =>
  typeof text !== "string" || parseDuration(text) !== undefined
    ? undefined
    : text === ""
      ? "empty duration string"
      : `not a valid duration string: ${JSON.stringify(text)}`

const ruleShape = {
  alert: "string",
  expr: "string",
  for: "string",
  keep_firing_for: "string",
  labels: "object",
  annotations: "object",
  record: "string"
} as const

const millis = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : readable(parseDuration(text))

const spelled = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : formatDuration(millis(text) ?? 0)

const filled = (value: JsonObject | undefined): Words | undefined => {
  const words = readWords(value)
  return words === undefined || Object.keys(words).length === 0 ? undefined : words
}

export const readPrometheusRule = (value: unknown): PrometheusRule => {
  const rule = readable(pick(value, ruleShape))
  return present<PrometheusRule>({
    alert: rule.alert || undefined,
    expr: rule.expr ?? "",
    for: spelled(rule.for),
    keep_firing_for: spelled(rule.keep_firing_for),
    labels: filled(rule.labels),
    annotations: filled(rule.annotations),
    record: rule.record || undefined
  })
}

const groupShape = {
  name: "string",
  interval: "string",
  query_offset: "string",
  limit: "any",
  labels: "object",
  rules: "array"
} as const

const readGroup = (value: unknown): PrometheusGroup => {
  const group = readable(pick(value, groupShape))
  const limit = Number(group.limit ?? 0)
  return {
    name: group.name ?? "",
    interval: millis(group.interval) ?? 0,
    queryOffset: millis(group.query_offset),
    limit: readable(Number.isInteger(limit) ? limit : undefined),
    labels: filled(group.labels),
    rules: (group.rules ?? []).map(readPrometheusRule)
  }
}

const groupType = "definitions.PrometheusRuleGroup"

const durationFields = ["interval", "query_offset", "for", "keep_firing_for"]

/** The first duration anywhere in a body that is none. */
const wrongDuration = (value: unknown): string | undefined => {
  if (Array.isArray(value)) {
    for (const item of value) {
      const fault = wrongDuration(item)
      if (fault !== undefined) return fault
    }
    return undefined
  }
  if (!isObject(value)) return undefined
  const own = durationFields.map((name) => durationFault(value[name])).find((fault) => fault !== undefined)
  return own ?? wrongDuration(value["rules"])
}

const unreadable = (value: unknown, type: string): FakeResponse =>
  message(
    500,
    isObject(value)
      ? (wrongDuration(value) ?? `json: cannot unmarshal into Go struct field of type ${type}`)
      : `json: cannot unmarshal ${goKind(value)} into Go value of type ${type}`
  )

/** The value of a body: JSON where it says so, YAML where it says that or nothing. */
const readBody = ({ request }: Context): { readonly value: unknown } | FakeResponse => {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";")
  const text = request.body ?? ""
  const parsed =
    type === "application/json"
      ? parseJson(text)
      : type === "" || type === "application/yaml"
        ? parseYaml(text)
        : undefined
  if (parsed === undefined) return publicError(415, "alerting.unsupportedMediaType", "UnsupportedMediaType")
  return "error" in parsed ? message(500, parsed.error) : parsed
}

export const sentGroup = (context: Context): PrometheusGroup | FakeResponse => {
  const body = readBody(context)
  if ("status" in body) return body
  return decoded(() => readGroup(body.value)) ?? unreadable(body.value, groupType)
}

/** Groups by the namespace that they are for. */
export const sentNamespaces = (
  context: Context
): ReadonlyMap<string, ReadonlyArray<PrometheusGroup>> | FakeResponse => {
  const body = readBody(context)
  if ("status" in body) return body
  const value = body.value ?? {}
  const namespaces = decoded(() =>
    Object.entries(readable(isObject(value) ? value : undefined)).map(
      ([title, groups]) =>
        [title, readable(Array.isArray(groups) ? groups : undefined).map(readGroup)] as const
    )
  )
  return namespaces === undefined ? unreadable(value, `map[string][]${groupType}`) : new Map(namespaces)
}
