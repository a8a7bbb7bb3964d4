import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start, type Grafana } from "./support.js"

const path = "/api/v1/provisioning/policies"
const standard = { receiver: "grafana-default-email", group_by: ["grafana_folder", "alertname"] }

const hook = (grafana: Grafana, name: string) =>
  grafana.post("/api/v1/provisioning/contact-points", {
    name,
    type: "webhook",
    settings: { url: "http://a" }
  })

describe("notification policies", () => {
  it.effect("a tree is saved whole, in Grafana's spelling of it", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get(path).body).toEqual(standard)
      hook(grafana, "hook")
      const tree = {
        group_wait: "90s",
        receiver: "hook",
        routes: [
          {
            continue: true,
            object_matchers: [
              ["b", "=~", "x|y"],
              ["a", "=", '"quoted"']
            ],
            routes: [{ receiver: "", repeat_interval: "168h" }]
          }
        ]
      }
      expect(grafana.put(path, tree)).toMatchObject({ status: 202, body: { message: "policies updated" } })
      expect(JSON.stringify(grafana.get(path).body)).toBe(
        JSON.stringify({
          receiver: "hook",
          routes: [
            {
              object_matchers: [
                ["a", "=", "quoted"],
                ["b", "=~", "x|y"]
              ],
              continue: true,
              routes: [{ repeat_interval: "1w" }]
            }
          ],
          group_wait: "1m30s",
          provenance: "api"
        })
      )
      expect(grafana.del(path)).toMatchObject({ status: 202, body: standard })
      expect(grafana.get(path).body).toEqual(standard)
    })
  )

  it.effect("a root that is none, and names that are not there, are refused", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (body: unknown) => {
        const answer = grafana.put(path, body)
        return [answer.status, answer.body.message]
      }
      const root = { receiver: "grafana-default-email" }
      const unreadable = [400, "bad request data"]
      expect(problem({})).toEqual(unreadable)
      expect(problem({ ...root, object_matchers: [["a", "=", "b"]] })).toEqual(unreadable)
      expect(problem({ ...root, routes: [{ object_matchers: [["a", "??", "b"]] }] })).toEqual(unreadable)
      expect(problem({ ...root, routes: [{ object_matchers: [["a", "=~", "("]] }] })).toEqual(unreadable)
      expect(problem({ ...root, group_by: ["a", "a"] })).toEqual(unreadable)
      expect(problem({ ...root, group_by: ["...", "a"] })).toEqual(unreadable)
      expect(problem({ ...root, group_interval: "0s" })).toEqual(unreadable)
      expect(problem({ ...root, group_wait: "soon" })).toEqual(unreadable)
      expect(problem({ ...root, group_wait: "0s" })[0]).toBe(202)
      expect(problem({ receiver: "nope" })).toEqual([
        400,
        "Invalid format of the submitted route: receiver 'nope' does not exist. Correct the payload and try again."
      ])
      expect(problem({ ...root, routes: [{ mute_time_intervals: ["nope"] }] })[1]).toContain(
        "mute time interval 'nope' does not exist"
      )
    })
  )

  it.effect("a provisioned tree is not changed by hand", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.put(path, { receiver: "grafana-default-email" })
      const refused = {
        status: 403,
        body: {
          messageId: "alerting.notifications.invalidProvenance",
          extra: { SourceProvenance: "api", TargetProvenance: "none" }
        }
      }
      const byHand = { "x-disable-provenance": "true" }
      expect(grafana.send("PUT", path, standard, byHand)).toMatchObject(refused)
      expect(grafana.del(path, byHand)).toMatchObject(refused)
    })
  )

  it.effect("the export has the tree in every format", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      hook(grafana, "hook$")
      grafana.put(path, {
        receiver: "hook$",
        routes: [{ receiver: "hook$", object_matchers: [["team", "=~", "a|b"]], continue: true }],
        repeat_interval: "4h"
      })
      expect(grafana.get(`${path}/export?format=json`).body).toEqual({
        apiVersion: 1,
        policies: [
          {
            orgId: 1,
            receiver: "hook$$",
            routes: [{ receiver: "hook$$", object_matchers: [["team", "=~", "a|b"]], continue: true }],
            repeat_interval: "4h"
          }
        ]
      })
      expect(grafana.get(`${path}/export?format=hcl`).body).toBe(
        [
          'resource "grafana_notification_policy" "notification_policy_1" {',
          '  contact_point = "hook$"',
          "  group_by      = []",
          "",
          "  policy {",
          '    contact_point = "hook$"',
          "",
          "    matcher {",
          '      label = "team"',
          '      match = "=~"',
          '      value = "a|b"',
          "    }",
          "",
          "    continue = true",
          "  }",
          "",
          '  repeat_interval = "4h"',
          "}",
          ""
        ].join("\n")
      )
    })
  )
})
