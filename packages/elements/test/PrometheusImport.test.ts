import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as PrometheusImport from "../src/PrometheusImport.js"
import { clientOf } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const done = { status: "success", errorType: "", error: "" }
const group = {
  namespace: "ns",
  datasourceUid: "ds-pr",
  name: "g",
  rules: [{ alert: "Down", expr: "up == 0" }]
} as const

it.effect("How rules are made travels in headers, and only what is said", () => {
  const seen: Array<Readonly<Record<string, string>>> = []
  const client = clientOf(({ headers }) => {
    seen.push(headers)
    return { status: 202, body: done }
  })
  return Effect.gen(function* () {
    yield* PrometheusImport.importGroup(group)
    yield* PrometheusImport.importGroup({
      ...group,
      folderUid: "f-one",
      alertRulesPaused: false,
      extraLabels: { team: "a", env: "prod" },
      notificationSettings: { receiver: "hook" },
      disableProvenance: true
    })
    const own = seen.map((headers) =>
      Object.fromEntries(
        Object.entries(headers).filter(([name]) => /^x-(grafana-alerting|disable)/.test(name))
      )
    )
    expect(own).toEqual([
      { "x-grafana-alerting-datasource-uid": "ds-pr" },
      {
        "x-grafana-alerting-datasource-uid": "ds-pr",
        "x-grafana-alerting-folder-uid": "f-one",
        "x-grafana-alerting-alert-rules-paused": "false",
        "x-grafana-alerting-extra-labels": "team=a,env=prod",
        "x-grafana-alerting-notification-settings": '{"receiver":"hook"}',
        "x-disable-provenance": "true"
      }
    ])
  }).pipe(Effect.provide(client))
})

it.effect.each(["a,b", "a=b", ""])(
  "A label whose value is %j is refused, for it would read otherwise",
  (value) =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(
        PrometheusImport.importGroup({ ...group, extraLabels: { team: value } })
      )
      expect(failure._tag).toBe("InvalidInput")
    }).pipe(Effect.provide(scripted().layer))
)

it.effect("A removal that is repeated takes a 404 for done", () => {
  const grafana = scripted("lost", [404, ""])
  return Effect.gen(function* () {
    expect(yield* settled(PrometheusImport.remove({ namespace: "ns", group: "g" }))).toEqual(done)
  }).pipe(Effect.provide(grafana.layer))
})
