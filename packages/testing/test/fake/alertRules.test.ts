import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { data, disowned, prepare, provisioning, rule, said } from "./rules.js"
import { start } from "./support.js"

const group = "/api/v1/provisioning/folder/f/rule-groups/g"

const prepared = Effect.tap(start(), (grafana) => Effect.sync(() => prepare(grafana)))

describe("alert rules", () => {
  it.effect("a new rule comes back with its queries completed, in Grafana's order of fields", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const created = grafana.post(provisioning, rule("r"))
      const times = { intervalMs: 1000, maxDataPoints: 43200 }
      const { body } = grafana.get(`${provisioning}/r`)
      expect(created).toMatchObject({
        status: 201,
        body: { ...body, updated: "1970-01-01T00:00:00.000000001Z" }
      })
      expect(JSON.stringify(body)).toBe(
        JSON.stringify({
          id: 1,
          uid: "r",
          orgID: 1,
          folderUID: "f",
          ruleGroup: "g",
          title: "r",
          condition: "B",
          data: [
            {
              refId: "A",
              queryType: "",
              relativeTimeRange: { from: 600, to: 0 },
              datasourceUid: "td",
              model: { ...times, refId: "A", scenarioId: "random_walk" }
            },
            {
              refId: "B",
              queryType: "",
              relativeTimeRange: { from: 600, to: 0 },
              datasourceUid: "__expr__",
              model: {
                conditions: [{ evaluator: { params: [3], type: "gt" } }],
                expression: "A",
                ...times,
                refId: "B",
                type: "threshold"
              }
            }
          ],
          updated: "1970-01-01T00:00:00Z",
          noDataState: "NoData",
          execErrState: "Error",
          for: "5m",
          keep_firing_for: "0s",
          labels: { severity: "critical" },
          provenance: "api",
          isPaused: false,
          notification_settings: null,
          record: null
        })
      )
    })
  )

  it.effect("what is wrong with a rule is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const problem = (uid: string, extra: Readonly<Record<string, unknown>>) =>
        said(grafana.post(provisioning, rule(uid, extra)))
      const invalid = (text: string) => [400, `invalid alert rule: ${text}`]
      expect(problem("r", { folderUID: "" })).toEqual(invalid("folderUID must be set"))
      expect(problem("r", { folderUID: "nope" })).toEqual(invalid("folder does not exist"))
      expect(problem("r", { data: [] })).toEqual(invalid("no queries or expressions are found"))
      expect(problem("r", { noDataState: "Nope" })).toEqual(invalid("unknown NoData state option Nope"))
      expect(problem("r", { for: "soon" })).toEqual([400, "bad request data"])
      expect(problem("r", { labels: { a: 1 } })).toEqual([400, "bad request data"])
      expect(problem("a b", {})[1]).toBe(
        "invalid alert rule\ncannot create rule with UID 'a b': invalid format of UID. Only letters, numbers, '-' and '_' are allowed"
      )
      expect(problem("r", { data: [{ ...data[0], relativeTimeRange: { from: 0, to: 600 } }] })[1]).toContain(
        "invalid relative time range [From: 0s, To: 10m0s]"
      )
      expect(problem("r", { notification_settings: { receiver: "nobody" } })).toEqual([
        400,
        "invalid alert rule\nreceiver nobody does not exist"
      ])
      expect(grafana.get(provisioning).body).toEqual([])
    })
  )

  it.effect("a uid that is taken is a conflict, a title is not", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post(provisioning, rule("r"))
      expect(grafana.post(provisioning, rule("r"))).toMatchObject({
        status: 409,
        body: { messageId: "alerting.alert-rule.conflict", extra: { RuleUID: "r", OrgID: 1 } }
      })
      expect(grafana.post(provisioning, rule("other", { title: "r" })).status).toBe(201)
    })
  )

  it.effect("what was provisioned is changed and deleted only by its provisioner", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post(provisioning, rule("mine"))
      grafana.post(provisioning, rule("free"), disowned)
      const one = (uid: string) => `${provisioning}/${uid}`
      expect(said(grafana.send("PUT", one("mine"), rule("mine"), disowned))).toEqual([
        500,
        "Internal Server Error"
      ])
      expect(grafana.del(one("mine"), disowned)).toMatchObject({
        status: 409,
        body: { messageId: "alerting.provenanceMismatch", extra: { StoredProvenance: "api" } }
      })
      expect(grafana.get(one("free")).body).not.toHaveProperty("provenance")
      expect(grafana.put(one("free"), rule("free", { title: "Taken" })).body).toMatchObject({
        title: "Taken",
        provenance: "api"
      })
      expect(grafana.del(one("mine")).status).toBe(204)
      expect(grafana.del(one("mine")).status).toBe(204)
      expect(grafana.get(one("mine"))).toMatchObject({ status: 404, body: "" })
    })
  )

  it.effect("a recording rule keeps nothing that only an alert has", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const record = { metric: "m", from: "A", target_datasource_uid: "td" }
      expect(grafana.post(provisioning, rule("r", { record })).body).toMatchObject({
        condition: "",
        noDataState: "",
        for: "0s",
        record
      })
    })
  )

  it.effect("a group is replaced as a whole: what it does not hold is deleted", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      for (const uid of ["a", "b"]) grafana.post(provisioning, rule(uid))
      const put = grafana.put(group, { interval: 120, rules: [rule("b"), rule("c")] })
      expect(put.body).toMatchObject({
        title: "g",
        interval: 120,
        rules: [{ id: 0, uid: "b" }, { uid: "c" }]
      })
      const { body } = grafana.get(group)
      expect(body.rules.map(({ uid }: { uid: string }) => uid)).toEqual(["b", "c"])
      expect(body.interval).toBe(120)
      expect(grafana.put(group, { interval: 60 }).body.rules).toBe(null)
      expect(grafana.get(group).body).toMatchObject({ interval: 60, rules: [{ uid: "b" }, { uid: "c" }] })
      expect(said(grafana.put(group, { interval: 7, rules: [] }))[1]).toBe(
        "invalid alert rule: interval (7s) should be non-zero and divided exactly by scheduler interval: 10"
      )
      expect(grafana.del(group).status).toBe(204)
      expect(grafana.get(group)).toMatchObject({
        status: 404,
        body: { messageId: "alerting.alert-rule.notFound", message: "NotFound" }
      })
    })
  )

  it.effect("a viewer reads the rules of the folders that are his, and writes none", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const viewer = grafana.user("vera", "Viewer")
      grafana.post("/api/folders", { uid: "hidden", title: "Hidden" })
      grafana.post("/api/folders/hidden/permissions", { items: [] })
      grafana.post(provisioning, rule("open"))
      grafana.post(provisioning, rule("secret", { folderUID: "hidden" }))
      expect(viewer.get(provisioning).body.map(({ uid }: { uid: string }) => uid)).toEqual(["open"])
      expect(viewer.get(`${provisioning}/secret`)).toMatchObject({
        status: 403,
        body: { messageId: "alerting.unauthorized" }
      })
      expect(viewer.post(provisioning, rule("r")).body.message).toContain(
        "Permissions needed: any of alert.provisioning:write, alert.rules.provisioning:write, all of alert.rules:create, alert.provisioning.provenance:write"
      )
      expect(grafana.user("ed", "Editor").post(provisioning, rule("r")).status).toBe(201)
    })
  )

  it.effect("one group in a folder that does not exist fails the lists of all but administrators", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      const viewer = grafana.user("vera", "Viewer")
      grafana.put("/api/v1/provisioning/folder/nope/rule-groups/g", { interval: 60, rules: [rule("r")] })
      expect(viewer.get(provisioning)).toMatchObject({
        status: 500,
        body: { messageId: "accesscontrol.internal" }
      })
      expect(grafana.get(provisioning).body).toHaveLength(1)
    })
  )

  it.effect("a folder counts its rules and goes only by force while it has any", () =>
    Effect.gen(function* () {
      const grafana = yield* prepared
      grafana.post("/api/folders", { uid: "inner", title: "Inner", parentUid: "f" })
      grafana.post(provisioning, rule("r", { folderUID: "inner" }))
      expect(grafana.get("/api/folders/f/counts").body.alertrule).toBe(1)
      expect(grafana.del("/api/folders/f")).toMatchObject({
        status: 400,
        body: {
          messageId: "folder.not-empty",
          message: "Folder cannot be deleted: folder is not empty"
        }
      })
      expect(grafana.del("/api/folders/f?forceDeleteRules=true").status).toBe(200)
      expect(grafana.get(provisioning).body).toEqual([])
      expect(grafana.fake.dump()["orgs"]).toMatchObject([
        { alertRules: [], deletedAlertRules: [{ title: "r" }] }
      ])
    })
  )

  it.effect("the client creates, changes, groups and deletes rules", () =>
    Effect.gen(function* () {
      yield* Folders.create({ uid: "f", title: "F" })
      yield* DataSources.create({
        uid: "td",
        name: "td",
        type: "grafana-testdata-datasource",
        access: "proxy"
      })
      const input = {
        folderUID: "f",
        ruleGroup: "g",
        title: "R",
        condition: "B",
        data,
        noDataState: "NoData",
        execErrState: "Error",
        for: "5m"
      } as const
      yield* AlertRules.create({ uid: "r", ...input })
      const again = yield* Effect.flip(AlertRules.create({ uid: "r", ...input, title: "Other" }))
      expect(again._tag).toBe("UidTaken")
      expect((yield* AlertRules.update({ uid: "r", ...input, title: "S" })).title).toBe("S")
      expect((yield* RuleGroups.get({ folderUid: "f", group: "g" })).rules).toHaveLength(1)
      yield* AlertRules.remove({ uid: "r" })
      const gone = yield* Effect.flip(AlertRules.get({ uid: "r" }))
      expect(gone._tag).toBe("NotFound")
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )
})
