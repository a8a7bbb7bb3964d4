import { readSettings, decoded } from "./alertRulesBody.js"
import { settingsFault } from "./alertRulesCheck.js"
import type { NotificationSettings, Words } from "./alertRulesModel.js"
import type { ImportOptions } from "./convertPrometheusRule.js"
import { parseJson } from "../words/goJson.js"
import { message, publicError, type FakeResponse } from "../message.js"
import type { DataSource } from "../model.js"
import type { Context } from "../route.js"

const prefix = "X-Grafana-Alerting-"

const header = ({ request }: Context, name: string): string =>
  (request.headers[`${prefix}${name}`.toLowerCase()] ?? "").trim()

/** Who provisions what is imported, unless the header disowns it. */
export const importProvenance = ({ request }: Context): string =>
  request.headers["x-disable-provenance"] === undefined ? "converted_prometheus" : ""

/** The folder that namespaces are in; `""` is the root. */
export const workingFolder = (context: Context): string => header(context, "Folder-UID")

const invalidHeader = (name: string, why: string): FakeResponse => {
  const Header = `${prefix}${name}`
  const text = `Invalid value for header ${Header}: ${why}`
  return publicError(400, "alerting.invalidHeaderValue", text, { Error: {}, Header })
}

const flag = (context: Context, name: string): boolean | FakeResponse => {
  const text = header(context, name)
  if (text === "" || /^(0|f|F|false|False|FALSE)$/.test(text)) return false
  return /^(1|t|T|true|True|TRUE)$/.test(text) ? true : invalidHeader(name, "must be 'true' or 'false'")
}

const noSource = publicError(
  400,
  "alerting.datasourceUIDHeaderMissing",
  `Missing datasource UID header: ${prefix}Datasource-UID`
)

const named = ({ org }: Context, uid: string, failure: string): DataSource | FakeResponse =>
  org.dataSources.get(uid) ?? message(404, `${failure}: data source not found`)

const settingsHeader = "Notification-Settings"

const settings = (context: Context): NotificationSettings | undefined | FakeResponse => {
  const text = header(context, settingsHeader)
  if (text === "") return undefined
  const parsed = parseJson(text)
  const read = "error" in parsed ? undefined : decoded(() => readSettings(parsed.value))
  if (read === undefined) return invalidHeader(settingsHeader, "invalid JSON")
  const fault = settingsFault(read)
  return fault === undefined ? read : invalidHeader(settingsHeader, `invalid notification settings: ${fault}`)
}

const labelsHeader = "Extra-Labels"

const extraLabels = (context: Context): { readonly words: Words } | FakeResponse => {
  const text = header(context, labelsHeader)
  const pairs = text === "" ? [] : text.split(",").map((pair) => /^([^=]*)=(.*)$/.exec(pair.trim()))
  const words: Array<readonly [string, string]> = []
  for (const pair of pairs) {
    if (pair === null) return invalidHeader(labelsHeader, "format should be 'key=value,key2=value2'")
    const [key = "", value = ""] = pair.slice(1).map((word) => word.trim())
    if (key === "" || value === "") return invalidHeader(labelsHeader, "keys and values cannot be empty")
    words.push([key, value])
  }
  return { words: Object.fromEntries(words) }
}

/** What the headers ask of an import, or what is wrong with the first of them. */
export const importOptions = (context: Context, keepsDefinition: boolean): ImportOptions | FakeResponse => {
  const pausesRecordings = flag(context, "Recording-Rules-Paused")
  if (typeof pausesRecordings !== "boolean") return pausesRecordings
  const pausesAlerts = flag(context, "Alert-Rules-Paused")
  if (typeof pausesAlerts !== "boolean") return pausesAlerts
  const sourceUid = header(context, "Datasource-UID")
  if (sourceUid === "") return noSource
  const source = named(context, sourceUid, "failed to get datasource")
  if ("status" in source) return source
  const targetUid = header(context, "Target-Datasource-UID") || sourceUid
  const target = named(context, targetUid, "failed to get recording rules target datasource")
  if ("status" in target) return target
  const asked = settings(context)
  if (asked !== undefined && "status" in asked) return asked
  const labels = extraLabels(context)
  if ("status" in labels) return labels
  return {
    source,
    target,
    pausesAlerts,
    pausesRecordings,
    settings: asked,
    extraLabels: labels.words,
    keepsDefinition
  }
}
