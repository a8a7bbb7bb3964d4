import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start, type Grafana } from "./support.js"

const path = "/api/v1/provisioning/contact-points"
const byHand = { "x-disable-provenance": "true" }

const hook = (name: string, extra: object = {}) => ({
  uid: name,
  name,
  type: "webhook",
  settings: { url: "http://127.0.0.1:9/hook" },
  ...extra
})

const names = (grafana: Grafana) =>
  grafana
    .get(path)
    .body.map(({ name, uid }: { readonly name: string; readonly uid: string }) => `${name}/${uid}`)

const policies = "/api/v1/provisioning/policies"

const withRule = (grafana: Grafana, receiver: string) => {
  grafana.post("/api/folders", { uid: "f", title: "F" })
  return grafana.post("/api/v1/provisioning/alert-rules", {
    uid: "r",
    title: "R",
    orgID: 1,
    folderUID: "f",
    ruleGroup: "g",
    condition: "A",
    noDataState: "NoData",
    execErrState: "Error",
    for: "5m",
    notification_settings: { receiver },
    data: [
      {
        refId: "A",
        relativeTimeRange: { from: 600, to: 0 },
        datasourceUid: "__expr__",
        model: { refId: "A", type: "math", expression: "1" }
      }
    ]
  })
}

describe("contact points", () => {
  it.effect("one is made, listed, changed and deleted by the real client", () =>
    Effect.gen(function* () {
      const made = yield* ContactPoints.create({
        name: "hook",
        type: "webhook",
        settings: { url: "http://127.0.0.1:9/hook" }
      })
      expect(made).toEqual({
        uid: expect.any(String),
        name: "hook",
        type: "webhook",
        settings: { url: "http://127.0.0.1:9/hook" },
        disableResolveMessage: false
      })
      expect(yield* ContactPoints.list({ name: "hook" })).toEqual([{ ...made, provenance: "api" }])
      yield* ContactPoints.update({
        ...made,
        settings: { url: "http://127.0.0.1:9/other" },
        disableResolveMessage: true
      })
      expect(yield* ContactPoints.list({ name: "hook" })).toMatchObject([
        { settings: { url: "http://127.0.0.1:9/other" }, disableResolveMessage: true }
      ])
      yield* ContactPoints.remove({ uid: made.uid })
      expect(yield* ContactPoints.list({})).toMatchObject([{ uid: "", name: "email receiver" }])
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("what is wrong with one is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (body: unknown) => {
        const answer = grafana.post(path, body)
        return [answer.status, answer.body.message]
      }
      const spec = "invalid object specification: "
      expect(problem({ name: "x", type: "nope", settings: {} })).toEqual([
        400,
        `${spec}unknown integration type: nope`
      ])
      expect(problem({ name: "x", type: "webhook", settings: {} })).toEqual([
        400,
        `${spec}failed to validate integration "x" (UID ) of type "webhook": required field 'url' is not specified`
      ])
      expect(problem({ name: "x", type: "slack", settings: { recipient: "#a" } })[1]).toContain(
        "token must be specified when using the Slack chat API"
      )
      expect(problem({ type: "webhook", settings: { url: "x" } })).toEqual([400, `${spec}name is required`])
      expect(problem(hook("x", { uid: "a b" }))[0]).toBe(400)
      expect(problem([])).toEqual([400, "bad request data"])
      expect(grafana.put(`${path}/nope`, hook("x"))).toMatchObject({
        status: 404,
        body: { message: "object not found: contact point with uid 'nope' not found" }
      })
      grafana.post(path, hook("x"))
      expect(grafana.post(path, hook("y", { uid: "x" }))).toMatchObject({
        status: 409,
        body: { messageId: "alerting.notifications.contact-points.uidInUse", extra: { Name: "x", UID: "x" } }
      })
    })
  )

  it.effect(
    "a secret is shown to nobody but who may decrypt it, and stays when it is sent back redacted",
    () =>
      Effect.gen(function* () {
        const grafana = yield* start()
        const settings = {
          url: "http://a",
          username: "u",
          password: "deep-secret",
          hmacConfig: { secret: "other-secret" }
        }
        const { body } = grafana.post(path, hook("x", { settings }))
        expect(body.settings).toMatchObject({ password: "[REDACTED]", hmacConfig: { secret: "[REDACTED]" } })
        expect(grafana.put(`${path}/x`, hook("x", { settings: body.settings })).status).toBe(202)
        const decrypted = grafana.get(`${path}/export?format=json&decrypt=true&name=x`).body
        expect(decrypted.contactPoints[0].receivers[0].settings).toEqual(settings)
        expect(JSON.stringify(grafana.get(`${path}/export?format=json`).body)).not.toMatch(
          /deep-secret|other-secret/
        )
        expect(JSON.stringify(grafana.fake.dump())).not.toMatch(/deep-secret|other-secret/)
        expect(grafana.user("ed", "Editor").get(`${path}/export?decrypt=true`)).toMatchObject({
          status: 403,
          body: { messageId: "alerting.unauthorized" }
        })
      })
  )

  it.effect("those of one name are one contact point, which the last one takes along", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, hook("team", { uid: "a" }))
      grafana.post(path, hook("team", { uid: "b" }))
      expect(grafana.put(policies, { receiver: "team" }).status).toBe(202)
      expect(grafana.del(`${path}/a`).status).toBe(202)
      expect(grafana.del(`${path}/b`)).toMatchObject({
        status: 409,
        body: { messageId: "alerting.notifications.contact-points.referenced" }
      })
      grafana.del(policies)
      expect(grafana.del(`${path}/b`).status).toBe(202)
      expect(grafana.del(`${path}/b`)).toMatchObject({
        status: 202,
        body: { message: "contactpoint deleted" }
      })
      expect(names(grafana)).toEqual(["email receiver/"])
    })
  )

  it.effect("one that a rule notifies cannot be deleted, and takes the rule along when it is renamed", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, hook("old"))
      expect(withRule(grafana, "old").status).toBe(201)
      expect(grafana.del(`${path}/old`)).toMatchObject({
        status: 409,
        body: { messageId: "alerting.notifications.contact-points.used-by-rule" }
      })
      grafana.put(policies, { receiver: "old" })
      expect(grafana.put(`${path}/old`, hook("new")).status).toBe(202)
      expect(grafana.get(policies).body.receiver).toBe("new")
      expect(grafana.get("/api/v1/provisioning/alert-rules/r").body).toMatchObject({
        notification_settings: { receiver: "new" }
      })
    })
  )

  it.effect("a renamed one joins those of its new name, or leaves those of the old one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      for (const [name, uid] of [
        ["a", "1"],
        ["a", "2"],
        ["b", "3"]
      ] as const)
        grafana.post(path, hook(name, { uid }))
      grafana.put(`${path}/2`, hook("c"))
      grafana.put(`${path}/3`, hook("a"))
      expect(names(grafana)).toEqual(["a/1", "a/3", "c/2", "email receiver/"])
    })
  )

  it.effect("what is provisioned does not go back to being made by hand", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, hook("x"))
      expect(grafana.send("PUT", `${path}/x`, hook("x"), byHand)).toMatchObject({
        status: 500,
        body: { message: "cannot change provenance from 'api' to ''" }
      })
      grafana.post(path, hook("free"), byHand)
      expect(grafana.get(`${path}?name=free`).body[0]).not.toHaveProperty("provenance")
      expect(grafana.put(`${path}/free`, hook("free")).status).toBe(202)
      expect(grafana.get(`${path}?name=free`).body[0].provenance).toBe("api")
    })
  )

  it.effect("exports come as JSON, YAML and Terraform", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(path, hook("hook", { settings: { url: "http://a/$b", maxAlerts: "3" } }))
      grafana.post(path, { uid: "mail", name: "hook", type: "email", settings: { addresses: "a@b.c;d@e.f" } })
      const file = (query: string) => grafana.get(`${path}/export?name=hook&${query}`)
      expect(file("format=json").body.contactPoints).toEqual([
        {
          orgId: 1,
          name: "hook",
          receivers: [
            {
              uid: "hook",
              type: "webhook",
              settings: { maxAlerts: "3", url: "http://a/$$b" },
              disableResolveMessage: false
            },
            {
              uid: "mail",
              type: "email",
              settings: { addresses: "a@b.c;d@e.f" },
              disableResolveMessage: false
            }
          ]
        }
      ])
      expect(file("format=yaml").body).toContain('          settings:\n            maxAlerts: "3"\n')
      expect(file("format=hcl").body).toBe(
        [
          // The hash is the one that Grafana 12.3.0 gave for this name.
          'resource "grafana_contact_point" "contact_point_f1750f7ed887a998" {',
          '  name = "hook"',
          "",
          "  email {",
          '    addresses = ["a@b.c", "d@e.f"]',
          "  }",
          "",
          "  webhook {",
          '    url        = "http://a/$b"',
          "    max_alerts = 3",
          "  }",
          "}",
          ""
        ].join("\n")
      )
      expect(file("download=true").headers["content-disposition"]).toBe('attachment;filename="export.yaml"')
    })
  )

  it.effect("viewers read, editors write", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      expect(vera.get(path).status).toBe(200)
      expect(vera.post(path, hook("x"))).toMatchObject(
        needed(
          "any of alert.provisioning:write, alert.notifications.provisioning:write, all of alert.notifications:write, alert.provisioning.provenance:write"
        )
      )
      expect(grafana.user("ed", "Editor").post(path, hook("x")).status).toBe(202)
      expect(grafana.user("nora", "None").get(path).status).toBe(403)
    })
  )

  it.effect("a new one is open to the roles and its creator, and these grants can be set", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.user("ed", "Editor").post(path, hook("x"))
      const access = `/api/access-control/receivers/${Buffer.from("x").toString("base64url")}`
      const list = () =>
        grafana
          .get(access)
          .body.map(
            (row: {
              readonly builtInRole?: string
              readonly userLogin?: string
              readonly permission: string
            }) => [row.builtInRole ?? row.userLogin, row.permission]
          )
      expect(list()).toEqual([
        ["ed", "Admin"],
        ["Editor", "Edit"],
        ["Viewer", "View"],
        ["Admin", "Admin"]
      ])
      expect(grafana.post(`${access}/builtInRoles/Viewer`, { permission: "" }).status).toBe(200)
      expect(list()).not.toContainEqual(["Viewer", "View"])
      expect(grafana.user("vera", "Viewer").get(access)).toMatchObject(needed("receivers.permissions:read"))
    })
  )
})
