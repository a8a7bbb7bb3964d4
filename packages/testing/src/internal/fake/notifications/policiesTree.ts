import { parseMatcher, patternOf, readMatcher, sortMatchers, writeMatcher } from "./alertmanagerMatchers.js"
import type { Policy } from "./alertmanagerModel.js"
import { decoded, readable } from "../alerting/alertRulesBody.js"
import { isObject, pick, type JsonObject } from "../bind.js"
import { formatDuration, parseDuration } from "../words/prometheusDuration.js"

const shape = {
  receiver: "string",
  group_by: "array",
  match: "object",
  match_re: "object",
  matchers: "array",
  object_matchers: "array",
  mute_time_intervals: "array",
  active_time_intervals: "array",
  continue: "boolean",
  routes: "array",
  group_wait: "string",
  group_interval: "string",
  repeat_interval: "string"
} as const

const texts = (values: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  values.map((value) => readable(typeof value === "string" ? value : undefined))

const map = (value: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, texts([value[name]])[0] ?? ""])
  )

const patterns = (value: JsonObject): Readonly<Record<string, string>> => {
  const read = map(value)
  for (const text of Object.values(read)) readable(patternOf(text))
  return read
}

const matcherText = (text: string): string => writeMatcher(readable(parseMatcher(text)))

const duration = (text: string): string => formatDuration(readable(parseDuration(text)))

/** The field, unless it is absent or empty: Grafana keeps neither. */
const field = <K extends keyof Policy, A>(
  name: K,
  value: A | undefined,
  read: (value: A) => Policy[K]
): Policy => {
  const isEmpty =
    value === undefined ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  // Sound: the one field is of the type that the policy gives it.
  return isEmpty ? {} : ({ [name]: read(value) } as Policy)
}

const same = <A>(value: A): A => value

const read = (value: unknown): Policy => {
  const body = readable(pick(value, shape))
  return {
    ...field("receiver", body.receiver, same),
    ...field("group_by", body.group_by, texts),
    ...field("match", body.match, map),
    ...field("match_re", body.match_re, patterns),
    ...field("matchers", body.matchers, (all) => texts(all).map(matcherText)),
    ...field("object_matchers", body.object_matchers, (all) =>
      sortMatchers(all.map((one) => readable(readMatcher(one))))
    ),
    ...field("mute_time_intervals", body.mute_time_intervals, texts),
    ...field("active_time_intervals", body.active_time_intervals, texts),
    ...field("continue", body.continue, same),
    ...field("routes", body.routes, (all) => all.map(read)),
    ...field("group_wait", body.group_wait, duration),
    ...field("group_interval", body.group_interval, duration),
    ...field("repeat_interval", body.repeat_interval, duration)
  }
}

/** A policy and those below it, the root first. */
export const allPolicies = (policy: Policy): ReadonlyArray<Policy> => [
  policy,
  ...(policy.routes ?? []).flatMap(allPolicies)
]

const groupsWell = ({ group_by = [] }: Policy): boolean =>
  group_by.includes("...")
    ? group_by.every((label) => label === "...")
    : new Set(group_by).size === group_by.length

const isValid = (policy: Policy): boolean =>
  groupsWell(policy) && policy.group_interval !== "0s" && policy.repeat_interval !== "0s"

/** The root policy catches every alert at any time, and names a contact point. */
const isRoot = (policy: Policy): boolean =>
  policy.receiver !== undefined &&
  policy.match === undefined &&
  policy.match_re === undefined &&
  policy.matchers === undefined &&
  policy.object_matchers === undefined &&
  policy.mute_time_intervals === undefined &&
  policy.active_time_intervals === undefined

/** Reads a tree of policies; `undefined` where Grafana answers "bad request data". */
export const readPolicies = (value: unknown): Policy | undefined => {
  const policy = decoded(() => read(value))
  return policy !== undefined && isRoot(policy) && allPolicies(policy).every(isValid) ? policy : undefined
}

/** The first name in a tree that is not there, in the words of Grafana. */
export const missingName = (
  policy: Policy,
  receivers: ReadonlySet<string>,
  intervals: ReadonlySet<string>
): string | undefined => {
  const policies = allPolicies(policy)
  for (const { receiver } of policies) {
    if (receiver !== undefined && !receivers.has(receiver)) return `receiver '${receiver}' does not exist`
  }
  for (const { active_time_intervals = [], mute_time_intervals = [] } of policies) {
    const muted = mute_time_intervals.find((name) => !intervals.has(name))
    if (muted !== undefined) return `mute time interval '${muted}' does not exist`
    const active = active_time_intervals.find((name) => !intervals.has(name))
    if (active !== undefined) return `active time interval '${active}' does not exist`
  }
  return undefined
}

/** How many policies of a tree notify a contact point. */
export const receiverUses = (policy: Policy, name: string): number =>
  allPolicies(policy).filter(({ receiver }) => receiver === name).length

export const usesInterval = (policy: Policy, name: string): boolean =>
  allPolicies(policy).some(
    ({ active_time_intervals = [], mute_time_intervals = [] }) =>
      mute_time_intervals.includes(name) || active_time_intervals.includes(name)
  )

const changed = (policy: Policy, change: (policy: Policy) => Policy): Policy => {
  const own = change(policy)
  return own.routes === undefined
    ? own
    : { ...own, routes: own.routes.map((below) => changed(below, change)) }
}

export const renameReceiver = (policy: Policy, from: string, to: string): Policy =>
  changed(policy, (one) => (one.receiver === from ? { ...one, receiver: to } : one))

export const renameInterval = (policy: Policy, from: string, to: string): Policy => {
  const renamed = (names: ReadonlyArray<string>) => names.map((name) => (name === from ? to : name))
  return changed(policy, (one) => ({
    ...one,
    ...field("mute_time_intervals", one.mute_time_intervals, renamed),
    ...field("active_time_intervals", one.active_time_intervals, renamed)
  }))
}
