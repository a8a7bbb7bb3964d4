import type { Integration } from "./alertmanagerModel.js"
import { alertmanagerOf } from "./alertmanagerStore.js"
import { bind, isObject, pick, type JsonObject } from "../bind.js"
import { settingsProblem } from "./contactPointSettings.js"
import { contactPointType } from "./contactPointTypes.js"
import { nanoseconds, never } from "../words/format.js"
import { badRequestData, json, ok } from "../message.js"
import type { Context, Handler } from "../route.js"

/** What the running contact points have to tell. None of them was ever notified. */
export const receiverStatuses: Handler = (context) =>
  ok(
    alertmanagerOf(context).applied.receivers.map(({ integrations, name }) => ({
      active: true,
      integrations: integrations.map(({ disableResolveMessage, type }) => ({
        lastNotifyAttempt: never.replace("Z", ".000Z"),
        lastNotifyAttemptDuration: "0s",
        name: type,
        sendResolved: !disableResolveMessage
      })),
      name
    }))
  )

/** What the alert of a test says of a query's value. */
const valueText = (refId: string, value: number): string =>
  `[ var='${refId}' labels={__name__=go_threads, instance=host.docker.internal:3000, job=grafana} value=${value} ]`

const annotations = {
  __dashboardUid__: "dashboard_uid",
  __orgId__: "1",
  __panelId__: "1",
  __value_string__: `${valueText("B", 22)}, ${valueText("C", 1)}`,
  __values__: JSON.stringify({ B: 22, C: 1 }),
  summary: "Notification test"
}

const labels = { alertname: "TestAlert", grafana_folder: "Test Folder", instance: "Grafana" }

type Sent = Pick<Integration, "uid" | "name" | "type" | "settings">

interface SentReceiver {
  readonly name: string
  readonly integrations: ReadonlyArray<Sent>
}

const integrationShape = { uid: "string", name: "string", type: "string", settings: "object" } as const
const receiverShape = { name: "string", grafana_managed_receiver_configs: "array" } as const

const readIntegration = (value: unknown): Sent | undefined => {
  const body = pick(value, integrationShape)
  if (body === undefined) return undefined
  const { name = "", settings = {}, type = "", uid = "" } = body
  return { uid, name, type: contactPointType(type)?.type ?? type, settings }
}

const readReceiver = (value: unknown): SentReceiver | undefined => {
  const body = pick(value, receiverShape)
  const integrations = (body?.grafana_managed_receiver_configs ?? []).map(readIntegration)
  return body !== undefined && integrations.every((one) => one !== undefined)
    ? { name: body.name ?? "", integrations }
    : undefined
}

/** Statuses whose words Go spells in its own way. */
const statusWords: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  418: "I'm a Teapot",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable"
}

/** Notifies a webhook; gives what went wrong. All other types are taken to work. */
const notify = ({ state }: Context, { settings, type }: Sent): string | undefined => {
  const url = settings["url"]
  if (type !== "webhook" || typeof url !== "string") return undefined
  const [, origin = "", path = ""] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? []
  const body = JSON.stringify({
    receiver: "TestReceiver",
    status: "firing",
    alerts: [{ labels, annotations }]
  })
  const headers = { "content-type": "application/json" }
  const answer = state.upstream({ method: "POST", url: path || "/", headers, body, origin })
  if (answer === undefined) {
    const host = origin.replace(/^https?:\/\//, "")
    return `Post "${url}": dial tcp ${host}: connect: connection refused`
  }
  if (answer.status < 300) return undefined
  return `webhook response status ${answer.status} ${statusWords[answer.status] ?? ""}`.trimEnd()
}

type Outcome = "ok" | "refused" | "failed"

interface Tested {
  readonly outcome: Outcome
  readonly view: JsonObject
}

const test = (context: Context, integration: Sent): Tested => {
  const { name, uid } = integration
  const invalid = settingsProblem(integration, integration.settings)
  const error = invalid ?? notify(context, integration)
  const view = error === undefined ? { name, uid, status: "ok" } : { name, uid, status: "failed", error }
  return { outcome: invalid !== undefined ? "refused" : error !== undefined ? "failed" : "ok", view }
}

/** All refused is the caller's mistake; anything else that failed makes a mixed answer. */
const statusOf = (outcomes: ReadonlyArray<Outcome>): number =>
  outcomes.every((outcome) => outcome === "ok")
    ? 200
    : outcomes.every((outcome) => outcome === "refused")
      ? 400
      : 207

const words = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** Notifies contact points that are only described, with an alert that is none. */
export const testReceivers: Handler = (context) => {
  const body = bind(context.request, { alert: "object", receivers: "array" })
  const receivers = (body?.receivers ?? []).map(readReceiver)
  if (body === undefined || !receivers.every((receiver) => receiver !== undefined)) return badRequestData
  if (receivers.length === 0) return json(400, {})
  const tested = receivers.map(({ integrations, name }) => ({
    name,
    results: integrations.map((integration) => test(context, integration))
  }))
  return json(statusOf(tested.flatMap(({ results }) => results.map(({ outcome }) => outcome))), {
    alert: {
      annotations: { ...annotations, ...words(body.alert?.["annotations"]) },
      labels: { ...labels, ...words(body.alert?.["labels"]) }
    },
    receivers: tested.map(({ name, results }) => ({
      name,
      grafana_managed_receiver_configs: results.map(({ view }) => view)
    })),
    notified_at: nanoseconds(context.state.now())
  })
}
