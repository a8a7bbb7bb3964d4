import { isObject, type JsonObject } from "../bind.js"
import * as Words from "./words.js"
import { inTurn, many, pickFrom, send, uidOf, type Work } from "./making.js"

const base = "/api/v1/provisioning"

/** Leaves what is written open to changes by people. */
export const disowned = { "x-disable-provenance": "true" }

/** Every second object is a person's work and no program's. */
const owned = (index: number) => (index % 2 === 0 ? {} : { headers: disowned })

type Integration = readonly [type: string, settings: (index: number) => JsonObject]

const integrations: ReadonlyArray<Integration> = [
  ["email", (index) => ({ addresses: `oncall-${index}@example.com`, singleEmail: true })],
  ["webhook", (index) => ({ url: `https://hooks.example.com/${index}`, password: `secret-${index}` })],
  ["slack", (index) => ({ recipient: `#alerts-${index}`, token: `xoxb-${index}` })],
  ["pagerduty", (index) => ({ integrationKey: `key-${index}`, severity: "critical" })],
  ["opsgenie", (index) => ({ apiKey: `key-${index}` })]
]

/** Gives its name. */
export const makeContactPoint = (work: Work, index: number): string => {
  const [type, settings] = inTurn(integrations, index) ?? ["email", () => ({})]
  const name = `${pickFrom(work.random, Words.departments, "Platform")} ${type} ${index}`
  const body = { uid: uidOf(work.random, index), name, type, settings: settings(index) }
  send(work, "POST", `${base}/contact-points`, body, owned(index))
  return name
}

const intervals: ReadonlyArray<JsonObject> = [
  { weekdays: ["saturday", "sunday"] },
  { times: [{ start_time: "00:00", end_time: "06:00" }], location: "Europe/Berlin" },
  { months: ["december"], days_of_month: ["24:26"] }
]

/** Gives its name. */
export const makeMuteTiming = (work: Work, index: number): string => {
  const name = `quiet ${index}`
  const body = { name, time_intervals: [inTurn(intervals, index)] }
  send(work, "POST", `${base}/mute-timings`, body, owned(index))
  return name
}

export const makeTemplate = (work: Work, index: number): void => {
  const name = `message ${index}`
  const template = `{{ define "message_${index}" }}{{ len .Alerts.Firing }} firing{{ end }}`
  send(work, "PUT", `${base}/templates/${encodeURIComponent(name)}`, { template }, owned(index))
}

const fallback = "grafana-default-email"

const policy = (
  { random }: Work,
  receivers: ReadonlyArray<string>,
  timings: ReadonlyArray<string>,
  index: number
): JsonObject => {
  const receiver = inTurn(receivers, index) ?? fallback
  const timing = inTurn(timings, index)
  const severity = inTurn(Words.severities, index)
  const below = [{ receiver, object_matchers: [["severity", "=", severity]], repeat_interval: "1h" }]
  return {
    receiver,
    object_matchers: [["team", "=", pickFrom(random, Words.departments, "Platform")]],
    continue: index % 4 === 0,
    ...(timing === undefined ? {} : { mute_time_intervals: [timing] }),
    ...(index % 3 === 0 ? { routes: below } : {})
  }
}

export const makePolicies = (
  work: Work,
  receivers: ReadonlyArray<string>,
  timings: ReadonlyArray<string>,
  count: number
): void => {
  if (count === 0) return
  const routes = many(count, (index) => policy(work, receivers, timings, index))
  const root = isObject(routes[0]) ? routes[0]["receiver"] : fallback
  const body = { receiver: root, group_by: ["grafana_folder", "alertname"], routes }
  send(work, "PUT", `${base}/policies`, body, { headers: disowned })
}
