import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { prepare, provisioning, rule, ruler, rulerRule } from "./rules.js"
import { start } from "./support.js"

const prepared = Effect.tap(start(), (grafana) =>
  Effect.sync(() => {
    prepare(grafana)
    grafana.post("/api/folders", { uid: "inner", title: "In/ner", parentUid: "f" })
    grafana.post(provisioning, rule("r", { title: "Cost in $", annotations: { cost: "$", "a b": "x" } }))
    grafana.post(provisioning, rule("i", { folderUID: "inner", data: [{ ...rule("i").data[1] }] }))
  })
)

describe("exports of rules", () => {
  it.effect("a file names the path of the folder, and doubles $ everywhere but in annotations", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const { body } = grafana.get(`${provisioning}/export?format=json`)
      expect(body).toMatchObject({
        apiVersion: 1,
        groups: [
          {
            name: "g",
            folder: "Folder",
            interval: "1m",
            rules: [{ uid: "r", title: "Cost in $$", annotations: { cost: "$" }, for: "5m", isPaused: false }]
          },
          { folder: "Folder/In\\/ner" }
        ]
      })
      expect(grafana.get(`${ruler}/export/rules?format=json`).body).toEqual(body)
    })
  )

  it.effect("of one rule or group the path is told only when the folder is in another one", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const folder = (path: string) => grafana.get(`${path}?format=json`).body.groups[0].folder
      expect(folder(`${provisioning}/r/export`)).toBe("")
      expect(folder(`${provisioning}/i/export`)).toBe("Folder/In\\/ner")
      expect(folder("/api/v1/provisioning/folder/f/rule-groups/g/export")).toBe("")
    })
  )

  it.effect("YAML is what comes when nothing is asked for", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const answer = grafana.get(`${provisioning}/i/export`)
      expect(answer.headers["content-type"]).toBe("text/yaml")
      expect(answer.body).toBe(`apiVersion: 1
groups:
    - orgId: 1
      name: g
      folder: Folder/In\\/ner
      interval: 1m
      rules:
        - uid: i
          title: i
          condition: B
          data:
            - refId: B
              relativeTimeRange:
                from: 600
                to: 0
              datasourceUid: __expr__
              model:
                conditions:
                    - evaluator:
                        params:
                            - 3
                        type: gt
                expression: A
                intervalMs: 1000
                maxDataPoints: 43200
                refId: B
                type: threshold
          noDataState: NoData
          execErrState: Error
          for: 5m
          labels:
            severity: critical
          isPaused: false
`)
    })
  )

  it.effect("HCL is what Terraform's provider reads", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const answer = grafana.get(`${provisioning}/r/export?format=hcl&download=true`)
      expect(answer.headers).toEqual({
        "content-type": "application/terraform+hcl",
        "content-disposition": "attachment;filename=export.tf"
      })
      expect(answer.body).toContain(`resource "grafana_rule_group" "rule_group_`)
      expect(answer.body).toContain(`  folder_uid       = "f"
  interval_seconds = 60

  rule {
    name      = "Cost in $"
    condition = "B"

    data {
      ref_id = "A"

      relative_time_range {
        from = 600
        to   = 0
      }

      datasource_uid = "td"
      model          = "{\\"intervalMs\\":1000,\\"maxDataPoints\\":43200,\\"refId\\":\\"A\\",\\"scenarioId\\":\\"random_walk\\"}"
    }
    data {`)
      expect(answer.body).toContain(`    exec_err_state = "Error"
    for            = "5m"
    annotations = {
      "a b" = "x"
      cost  = "$"
    }
    labels = {`)
    })
  )

  it.effect("what does not exist is not exported", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      expect(grafana.get(`${provisioning}/nope/export`)).toMatchObject({
        status: 404,
        body: { message: "could not find alert rule" }
      })
      expect(grafana.get(`${provisioning}/export?folderUid=nope`)).toMatchObject({ status: 404, body: "" })
      expect(grafana.get(`${provisioning}/export?group=g`).body.message).toBe(
        "group name must be specified together with a single folder_uid parameter. Got 0"
      )
    })
  )

  it.effect("a group that is only sent is shown as a file, and not saved", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const sent = { name: "new", interval: "2m", rules: [rulerRule("N")] }
      const { body } = grafana.post(`${ruler}/rules/f/export?format=json`, sent)
      expect(body.groups).toMatchObject([{ name: "new", folder: "Folder", interval: "2m" }])
      expect(body.groups[0].rules[0]).not.toHaveProperty("uid")
      expect(grafana.get(`${ruler}/rules/f/new`).status).toBe(404)
      expect(grafana.fake.writes.some(({ path }) => path.includes("export"))).toBe(false)
    })
  )
})
