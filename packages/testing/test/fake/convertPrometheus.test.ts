import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { disowned, provisioning, ruler, said } from "./rules.js"
import { start, type Client } from "./support.js"

const api = "/api/convert/prometheus/config/v1/rules"
const from = (uid: string) => ({ "x-grafana-alerting-datasource-uid": uid, accept: "application/json" })
const json = { accept: "application/json" }

const prepared = Effect.tap(start(), (grafana) =>
  Effect.sync(() => {
    for (const [uid, type] of [
      ["pr", "prometheus"],
      ["td", "grafana-testdata-datasource"]
    ]) {
      grafana.post("/api/datasources", { uid, name: uid, type, access: "proxy", url: "http://x" })
    }
  })
)

const group = {
  name: "g",
  interval: "90s",
  rules: [
    { alert: "Down", expr: "up == 0", for: "300s", labels: { a: "b" } },
    { record: "job:up", expr: "sum(up)" }
  ]
}

const uidsOf = (grafana: Client) => grafana.get(provisioning).body.map(({ uid }: { uid: string }) => uid)

describe("the import of Prometheus' rules", () => {
  it.effect("what was imported comes back as it was, and is rules of Grafana", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const imported = { ...group, interval: "1m" }
      expect(grafana.post(`${api}/ns`, imported, from("pr"))).toMatchObject({
        status: 202,
        body: { status: "success", errorType: "", error: "" }
      })
      const expected = {
        name: "g",
        interval: "1m",
        rules: [{ ...group.rules[0], for: "5m" }, group.rules[1]]
      }
      expect(grafana.get(`${api}/ns/g`, json).body).toEqual(expected)
      expect(grafana.get(api, json).body).toEqual({ ns: [expected] })
      expect(grafana.get(`/api/convert/api/prom/rules/ns`, json).body).toEqual({ ns: [expected] })
      const [alert, recording] = grafana.get(provisioning).body
      expect(alert).toMatchObject({
        title: "Down",
        condition: "threshold",
        for: "5m",
        execErrState: "OK",
        labels: { a: "b", __converted_prometheus_rule__: "true" },
        provenance: "converted_prometheus",
        data: [
          {
            refId: "query",
            relativeTimeRange: { from: 660, to: 60 },
            model: { expr: "up == 0", instant: true }
          },
          { refId: "prometheus_math" },
          { refId: "threshold" }
        ]
      })
      expect(recording.record).toEqual({ metric: "job:up", from: "query", target_datasource_uid: "pr" })
    })
  )

  it.effect("a group that is imported again keeps the uids of its rules", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post(`${api}/ns`, { ...group, interval: "1m" }, from("pr"))
      const before = uidsOf(grafana)
      grafana.post(`${api}/ns`, { ...group, interval: "2m" }, from("pr"))
      expect(uidsOf(grafana)).toEqual(before)
      expect(grafana.get("/api/folders").body).toHaveLength(1)
    })
  )

  it.effect("a body without a type is YAML, and so is an answer for those who do not ask for JSON", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const yaml =
        "name: y\ninterval: 2m\nrules:\n  - alert: Y\n    expr: |\n      up == 0\n    labels: {team: 1}\n"
      const headers = { ...from("pr"), "content-type": "application/yaml" }
      expect(grafana.send("POST", `${api}/ns`, yaml, headers).status).toBe(202)
      const answer = grafana.get(`${api}/ns/y`)
      expect(answer.headers["content-type"]).toBe("text/yaml")
      expect(answer.body).toBe(
        'name: "y"\ninterval: 2m\nrules:\n    - alert: "Y"\n      expr: |\n        up == 0\n      labels:\n        team: "1"\n'
      )
    })
  )

  it.effect("what is wrong with an import is told, and nothing of it is kept", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const problem = (body: unknown, headers: Record<string, string>) => {
        const answer = grafana.post(`${api}/ns`, body, headers)
        return [answer.status, answer.body.messageId ?? answer.body.message]
      }
      expect(problem(group, {})).toEqual([400, "alerting.datasourceUIDHeaderMissing"])
      expect(problem(group, from("nope"))).toEqual([404, "failed to get datasource: data source not found"])
      expect(problem(group, from("td"))).toEqual([400, "alerting.invalidDatasourceType"])
      expect(problem({ ...group, limit: 3 }, from("pr"))).toEqual([
        400,
        "alerting.prometheusRuleGroupInvalid"
      ])
      expect(problem("{not json", from("pr"))).toEqual([
        500,
        "invalid character 'n' looking for beginning of object key string"
      ])
      expect(problem({ ...group, interval: "soon" }, from("pr"))).toEqual([
        500,
        'not a valid duration string: "soon"'
      ])
      const header = { ...from("pr"), "x-grafana-alerting-alert-rules-paused": "perhaps" }
      expect(problem(group, header)).toEqual([400, "alerting.invalidHeaderValue"])
      // An interval that is no multiple of ten seconds spoils its group, and with it the others of the request.
      const good = { ...group, name: "good", interval: "1m" }
      expect(grafana.post(api, { one: [good], two: [{ ...good, interval: "15s" }] }, from("pr")).status).toBe(
        500
      )
      expect(grafana.get(provisioning).body).toEqual([])
    })
  )

  it.effect("the headers say how rules are imported and where to", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post("/api/folders", { uid: "work", title: "Work" })
      const headers = {
        ...from("pr"),
        "x-grafana-alerting-folder-uid": "work",
        "x-grafana-alerting-alert-rules-paused": "true",
        "x-grafana-alerting-extra-labels": "team=a, env=prod"
      }
      grafana.post(`${api}/ns`, { ...group, interval: "1m" }, headers)
      expect(grafana.get("/api/folders?parentUid=work").body).toMatchObject([{ title: "ns" }])
      expect(grafana.get(api, json).body).toEqual({})
      expect(Object.keys(grafana.get(api, headers).body)).toEqual(["ns"])
      const [alert, recording] = grafana.get(provisioning).body
      expect(alert).toMatchObject({ isPaused: true, labels: { team: "a", env: "prod", a: "b" } })
      expect(recording.isPaused).toBe(false)
      expect(recording.labels).not.toHaveProperty("team")
    })
  )

  it.effect("imported rules are the importer's until they are disowned", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const imported = { ...group, interval: "1m" }
      grafana.post(`${api}/ns`, imported, from("pr"))
      const [folder] = grafana.get("/api/folders").body
      const path = `/api/v1/provisioning/folder/${folder.uid}/rule-groups/g`
      expect(grafana.del(path)).toMatchObject({
        status: 409,
        body: { messageId: "alerting.provenanceMismatch" }
      })
      grafana.post(`${api}/ns`, imported, { ...from("pr"), ...disowned })
      expect(grafana.get(api, json).body).toEqual({})
      expect(said(grafana.del(`${ruler}/rules/${folder.uid}/g`))).toEqual([202, "rules deleted"])
    })
  )

  it.effect("a namespace loses its imported groups and stays", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post(`${api}/ns`, { ...group, interval: "1m" }, from("pr"))
      expect(grafana.del(`${api}/ns/g`).status).toBe(202)
      expect(grafana.del(`${api}/ns/g`)).toMatchObject({ status: 404, body: "" })
      expect(grafana.del(`${api}/ns`).status).toBe(404)
      expect(grafana.get("/api/folders").body).toHaveLength(1)
      expect(grafana.get(`${api}/ns`, json).body).toEqual({})
    })
  )
})
