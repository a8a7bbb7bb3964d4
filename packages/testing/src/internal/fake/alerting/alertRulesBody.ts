import {
  plainEditor,
  type AlertQuery,
  type NotificationSettings,
  type Recording,
  type RuleSpec,
  type Words
} from "./alertRulesModel.js"
import { pick, type JsonObject } from "../bind.js"
import { formatDuration, parseDuration } from "../words/prometheusDuration.js"

/** Stands for a body that Grafana cannot decode. */
class Unreadable extends Error {}

/** Gives what was decoded, or fails where nothing was. */
export const readable = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Unreadable()
  return value
}

/** Decodes with a reader that fails by `Unreadable`; `undefined` when it did. */
export const decoded = <A>(read: () => A): A | undefined => {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof Unreadable) return undefined
    throw problem
  }
}

const texts = (values: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  values.map((value) => readable(typeof value === "string" ? value : undefined))

export const readWords = (value: JsonObject | undefined): Words | undefined =>
  value === undefined
    ? undefined
    : Object.fromEntries(Object.entries(value).map(([name, word]) => [name, texts([word])[0] ?? ""]))

/** Milliseconds. */
export const readDuration = (text: string): number => readable(parseDuration(text))

const queryShape = {
  refId: "string",
  queryType: "string",
  relativeTimeRange: "object",
  datasourceUid: "string",
  model: "any"
} as const

export const readQueries = (values: ReadonlyArray<unknown> | undefined): ReadonlyArray<AlertQuery> =>
  (values ?? []).map((value) => {
    const query = readable(pick(value, queryShape))
    const range = readable(pick(query.relativeTimeRange ?? {}, { from: "number", to: "number" }))
    return {
      refId: query.refId ?? "",
      queryType: query.queryType ?? "",
      relativeTimeRange: { from: range.from ?? 0, to: range.to ?? 0 },
      datasourceUid: query.datasourceUid ?? "",
      model: query.model
    }
  })

const settingsShape = {
  receiver: "string",
  group_by: "array",
  group_wait: "string",
  group_interval: "string",
  repeat_interval: "string",
  mute_time_intervals: "array",
  active_time_intervals: "array"
} as const

/** An object without the fields that have no value. */
export const present = <A extends object>(fields: { readonly [K in keyof A]: A[K] | undefined }): A =>
  // Sound: what is left has a value of its field's type, and a field that A requires is never undefined.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as A

const list = (values: ReadonlyArray<unknown> | undefined): ReadonlyArray<string> | undefined =>
  values === undefined || values.length === 0 ? undefined : texts(values)

const duration = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : formatDuration(readDuration(text))

export const readSettings = (value: unknown): NotificationSettings => {
  const fields = readable(pick(value, settingsShape))
  return present<NotificationSettings>({
    receiver: fields.receiver ?? "",
    group_by: list(fields.group_by),
    group_wait: duration(fields.group_wait),
    group_interval: duration(fields.group_interval),
    repeat_interval: duration(fields.repeat_interval),
    mute_time_intervals: list(fields.mute_time_intervals),
    active_time_intervals: list(fields.active_time_intervals)
  })
}

const recordShape = { metric: "string", from: "string", target_datasource_uid: "string" } as const

export const readRecord = (value: JsonObject): Recording => {
  const { from = "", metric = "", target_datasource_uid } = readable(pick(value, recordShape))
  return present<Recording>({ metric, from, target_datasource_uid: target_datasource_uid || undefined })
}

/** What only an alert has: a recording rule keeps none of it. */
export const notAlerting = {
  noDataState: "",
  execErrState: "",
  condition: "",
  for: 0,
  keepFiringFor: 0,
  notificationSettings: undefined,
  missingSeriesEvalsToResolve: undefined
} satisfies Partial<RuleSpec>

const ruleShape = {
  id: "number",
  uid: "string",
  orgID: "number",
  folderUID: "string",
  ruleGroup: "string",
  title: "string",
  condition: "string",
  data: "array",
  updated: "string",
  noDataState: "string",
  execErrState: "string",
  for: "string",
  keep_firing_for: "string",
  annotations: "object",
  labels: "object",
  provenance: "string",
  isPaused: "boolean",
  notification_settings: "object",
  record: "object",
  missingSeriesEvalsToResolve: "number"
} as const

/** A rule as the provisioning routes take it, with what they give back unread. */
export interface PostedRule {
  readonly spec: RuleSpec
  readonly id: number
  readonly orgId: number
  readonly updated: string | undefined
  readonly provenance: string
}

export const readRule = (value: unknown): PostedRule => {
  const body = readable(pick(value, ruleShape))
  const record = body.record === undefined ? undefined : readRecord(body.record)
  const settings = body.notification_settings
  const spec: RuleSpec = {
    uid: body.uid ?? "",
    title: body.title ?? "",
    condition: body.condition ?? "",
    data: readQueries(body.data),
    intervalSeconds: 0,
    folderUid: body.folderUID ?? "",
    ruleGroup: body.ruleGroup ?? "",
    groupIndex: 0,
    noDataState: body.noDataState ?? "",
    execErrState: body.execErrState ?? "",
    for: readDuration(body.for ?? "0"),
    keepFiringFor: readDuration(body.keep_firing_for ?? "0"),
    annotations: readWords(body.annotations),
    labels: readWords(body.labels),
    isPaused: body.isPaused ?? false,
    notificationSettings: settings === undefined ? undefined : readSettings(settings),
    record,
    editor: plainEditor,
    definition: undefined,
    missingSeriesEvalsToResolve: body.missingSeriesEvalsToResolve
  }
  return {
    spec: record === undefined ? spec : { ...spec, ...notAlerting },
    id: body.id ?? 0,
    orgId: body.orgID ?? 0,
    updated: body.updated,
    provenance: body.provenance ?? ""
  }
}
