import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { prepare, provisioning, rule, ruler, rulerRule, said, saveGroup } from "./rules.js"
import { needed, start, type Client } from "./support.js"

const prepared = Effect.tap(start(), (grafana) => Effect.sync(() => prepare(grafana)))

const alertsOf = (grafana: Client, group: string) =>
  grafana
    .get(`${ruler}/rules/f/${group}`)
    .body.rules.map(({ grafana_alert }: { grafana_alert: unknown }) => grafana_alert)

describe("the ruler", () => {
  it.effect("a group that is saved again is updated by uid, and what it leaves out is deleted", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const first = saveGroup(grafana, "g", [rulerRule("One"), rulerRule("Two", { is_paused: true })])
      expect(first).toMatchObject({ status: 202, body: { message: "rule group updated successfully" } })
      const [one, two] = first.body.created
      const again = saveGroup(grafana, "g", [rulerRule("Uno", { uid: one })], { interval: "2m" })
      expect(again.body).toMatchObject({ updated: [one], deleted: [two] })
      expect(again.body).not.toHaveProperty("created")
      expect(alertsOf(grafana, "g")).toMatchObject([
        { uid: one, title: "Uno", version: 2, intervalSeconds: 120, updated_by: { name: "admin" } }
      ])
    })
  )

  it.effect("what a body leaves out of a rule that is there stays as it is", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const { body } = saveGroup(grafana, "g", [rulerRule("One")])
      const [uid] = body.created
      saveGroup(grafana, "g", [{ grafana_alert: { uid, is_paused: true } }])
      expect(grafana.get(`${ruler}/rule/${uid}`).body).toMatchObject({
        for: "5m",
        grafana_alert: { title: "One", condition: "B", exec_err_state: "Error", is_paused: true }
      })
      expect(grafana.get(`${ruler}/rule/${uid}`).body).not.toHaveProperty("labels")
    })
  )

  it.effect("a version is kept for every change of what the rule says", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const { body } = saveGroup(grafana, "g", [rulerRule("One")])
      const [uid] = body.created
      saveGroup(grafana, "g", [rulerRule("Two", { uid })])
      saveGroup(grafana, "g", [rulerRule("Two", { uid })])
      const versions = grafana.get(`${ruler}/rule/${uid}/versions`).body
      expect(
        versions.map(
          ({ grafana_alert: { title, version } }: { grafana_alert: { title: string; version: number } }) => [
            title,
            version
          ]
        )
      ).toEqual([
        ["Two", 2],
        ["One", 1]
      ])
      expect(alertsOf(grafana, "g")).toMatchObject([{ version: 3 }])
    })
  )

  it.effect("deleted rules lie in the trash until they are deleted there, unless that was for good", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      saveGroup(grafana, "g", [rulerRule("One")])
      saveGroup(grafana, "h", [rulerRule("Two")])
      expect(said(grafana.del(`${ruler}/rules/f/g`))).toEqual([202, "rules deleted"])
      grafana.del(`${ruler}/rules/f/h?deletePermanently=true`)
      const deleted = grafana.get(`${ruler}/rules?deleted=true`).body
      expect(deleted).toMatchObject({
        "": [{ name: "", rules: [{ grafana_alert: { title: "One", uid: "" } }] }]
      })
      const { guid } = deleted[""][0].rules[0].grafana_alert
      expect(grafana.del(`${ruler}/trash/rule/guid/${guid}`)).toMatchObject({ status: 200, body: "" })
      expect(grafana.del(`${ruler}/trash/rule/guid/${guid}`).status).toBe(404)
      expect(grafana.get(`${ruler}/rules?deleted=true`).body).toEqual({})
    })
  )

  it.effect("what is wrong with a group is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const problem = (name: string, alert: unknown, interval = "1m") =>
        said(grafana.post(`${ruler}/rules/f`, { name, interval, rules: [alert] }))
      expect(problem("", rulerRule("R"))).toEqual([400, "rule group name cannot be empty"])
      expect(problem("g", rulerRule("R"), "7s")[1]).toBe(
        "rule evaluation interval (7 second) should be positive number that is multiple of the base interval of 10 seconds"
      )
      expect(problem("g", rulerRule("R"), "soon")).toEqual([400, "bad request data"])
      expect(problem("g", rulerRule("R", { condition: "Z" }))[1]).toBe(
        "invalid rule specification at index [0]: invalid alert rule: condition Z does not exist, must be one of [A,B]"
      )
      expect(problem("g", rulerRule("R", { uid: "ghost" }))[1]).toBe(
        "failed to update rule group: failed to add rules: invalid alert rule: field `missing_series_evals_to_resolve` must be greater than 0"
      )
      expect(problem("g", { expr: "up" })).toEqual([
        500,
        "unexpected backend type (grafana) for payload type (lotex)"
      ])
      grafana.del("/api/datasources/uid/td")
      expect(problem("g", rulerRule("R"))[1]).toBe(
        "failed to update rule group: invalid alert rule 'R': failed to build query 'A': data source not found"
      )
      expect(said(grafana.post(`${ruler}/rules/nope`, {}))).toEqual([403, "Access denied"])
    })
  )

  it.effect("what was provisioned is neither changed nor deleted here", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post(provisioning, rule("r"))
      const affects = "request affects resources created via provisioning API"
      expect(said(saveGroup(grafana, "g", [rulerRule("New")]))).toEqual([
        400,
        `failed to update rule group: ${affects}: alert rule group [{orgID: 1, namespaceUID: f, groupName: g}]`
      ])
      expect(said(grafana.del(`${ruler}/rules/f/g`))).toEqual([
        400,
        `failed to delete rule group: ${affects}`
      ])
      saveGroup(grafana, "free", [rulerRule("Free")])
      expect(grafana.del(`${ruler}/rules/f`).status).toBe(202)
      expect(Object.keys(grafana.get(`${ruler}/rules`).body)).toEqual(["Folder"])
    })
  )

  it.effect("a pause reaches all rules of a folder but the provisioned ones, or none of them", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      expect(said(grafana.patch(`${ruler}/rules/f`, { is_paused: true }))).toEqual([
        202,
        "no rules to update in namespace"
      ])
      saveGroup(grafana, "a", [rulerRule("One")])
      grafana.post(provisioning, rule("r"))
      expect(said(grafana.patch(`${ruler}/rules/f`, {}))).toEqual([400, "missing request body"])
      grafana.post(provisioning, rule("bad", { condition: "Z", ruleGroup: "z" }))
      expect(said(grafana.patch(`${ruler}/rules/f`, { is_paused: true }))).toEqual([
        500,
        "invalid alert rule 'bad' (UID: bad): [alerting.alert-rule.conditionNotExist] Condition Z does not exist, must be one of [A B]"
      ])
      expect(alertsOf(grafana, "a")).toMatchObject([{ is_paused: false }])
      grafana.del(`${provisioning}/bad`)
      grafana.patch(`${ruler}/rules/f`, { is_paused: true })
      expect(alertsOf(grafana, "a")).toMatchObject([{ is_paused: true }])
      expect(alertsOf(grafana, "g")).toMatchObject([{ is_paused: false }])
    })
  )

  it.effect("a folder that is renamed or moved counts the versions of its rules on", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      saveGroup(grafana, "g", [rulerRule("One")])
      grafana.put("/api/folders/f", { title: "Renamed", overwrite: true })
      expect(alertsOf(grafana, "g")).toMatchObject([{ version: 2 }])
      expect(grafana.get(`${ruler}/rules`).body).toHaveProperty("Renamed")
    })
  )

  it.effect("a viewer sees the groups, and changes none", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      saveGroup(grafana, "g", [rulerRule("One")])
      const viewer = grafana.user("vera", "Viewer")
      expect(viewer.get(`${ruler}/rules`).body).toHaveProperty("Folder")
      expect(saveGroup(viewer, "g", [])).toMatchObject(
        needed(
          "all of alert.rules:read, folders:read, any of alert.rules:write, alert.rules:create, alert.rules:delete"
        )
      )
      expect(grafana.user("nora", "None").get(`${ruler}/rules`)).toMatchObject(needed("alert.rules:read"))
      expect(viewer.del(`${ruler}/trash/rule/guid/x`)).toMatchObject({
        status: 403,
        body: { message: "Permission denied" }
      })
    })
  )

  it.effect("a rule that compares a series is tested to an error, and has no history", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const { body } = saveGroup(grafana, "g", [rulerRule("One")])
      const tested = grafana.post("/api/v1/rule/test/grafana", { rule: rulerRule("T"), folderUid: "f" })
      expect(tested.body).toMatchObject([
        { labels: { alertname: "DatasourceError", rulename: "T", grafana_folder: "Folder", team: "a" } }
      ])
      const history = grafana.get(`/api/v1/rules/history?ruleUID=${body.created[0]}`).body
      expect(history.data.values).toEqual([[], [], [], [], []])
      expect(said(grafana.get("/api/v1/rules/history"))).toEqual([
        500,
        "ruleUID is required to query annotations"
      ])
    })
  )

  it.effect("queries and thresholds are evaluated at the moment that is asked for", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const model = { refId: "A", scenarioId: "csv_metric_values", stringInput: "1,5" }
      const [query, threshold] = rule("r").data
      const { body } = grafana.post("/api/v1/eval", {
        condition: "B",
        data: [{ ...query, model }, threshold],
        now: "2024-01-01T00:00:00Z"
      })
      const end = Date.UTC(2024, 0, 1)
      expect(body.results.B.frames[0].data.values).toEqual([
        [end - 600_000, end],
        [0, 1]
      ])
      expect(said(grafana.post("/api/v1/eval", {}))[1]).toBe(
        "Failed to build evaluator for queries and expressions: expression list is empty. must be at least 1 expression"
      )
    })
  )
})
