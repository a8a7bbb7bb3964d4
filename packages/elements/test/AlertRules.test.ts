import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as AlertRules from "../src/AlertRules.js"
import { clientOf } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const place = { folderUID: "f-one", ruleGroup: "grp" }
const query = { refId: "A", datasourceUid: "ds-test", model: { refId: "A", scenarioId: "random_walk" } }
const fields = {
  ...place,
  title: "Rule one",
  condition: "A",
  data: [query],
  noDataState: "NoData",
  execErrState: "Error",
  for: "5m",
  labels: { severity: "critical" }
} as const
const created = { uid: "r-one", ...fields }

const rule = (changes: Partial<AlertRules.AlertRule> = {}): AlertRules.AlertRule => ({
  id: 1,
  orgID: 1,
  ...created,
  data: [
    {
      ...query,
      queryType: "",
      relativeTimeRange: { from: 600, to: 0 },
      model: { intervalMs: 1000, maxDataPoints: 43200, ...query.model }
    }
  ],
  updated: "2026-11-22T05:53:15Z",
  provenance: "api",
  ...changes
})
const found = (changes?: Partial<AlertRules.AlertRule>) => [200, rule(changes)] as const
const missing = [404, ""] as const

describe("a create whose outcome is unknown", () => {
  it.effect("is done where the rule stands there as sent, whatever Grafana has added to its queries", () => {
    const grafana = scripted("lost", found())
    return Effect.gen(function* () {
      expect((yield* settled(AlertRules.create(created))).uid).toBe("r-one")
      expect(grafana.asked).toEqual([
        "POST /api/v1/provisioning/alert-rules",
        "GET /api/v1/provisioning/alert-rules/r-one"
      ])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where nothing stands there", () => {
    const grafana = scripted("lost", missing, [201, rule()])
    return Effect.gen(function* () {
      yield* settled(AlertRules.create(created))
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect.each<{ what: string; changes: Partial<AlertRules.AlertRule> }>([
    { what: "under another title", changes: { title: "Another" } },
    { what: "in another folder", changes: { folderUID: "f-two" } },
    { what: "in another group", changes: { ruleGroup: "other" } },
    { what: "with other labels", changes: { labels: {} } },
    { what: "with annotations", changes: { annotations: { summary: "s" } } },
    { what: "with other queries", changes: { data: [] } },
    { what: "of another data source", changes: { data: [{ ...rule().data[0]!, datasourceUid: "ds-two" }] } },
    { what: "with another model", changes: { data: [{ ...rule().data[0]!, model: { refId: "A" } }] } },
    { what: "without provenance", changes: { provenance: "" } }
  ])("fails where a rule stands there $what", ({ changes }) => {
    const grafana = scripted("lost", found(changes))
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(AlertRules.create(created)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is not sent again without a uid of one's own", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(AlertRules.create(fields)))
      expect(failure._tag).toBe("TransportError")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("the header that disables provenance", () => {
  it.effect.each([
    { disableProvenance: true, sent: "true" },
    { disableProvenance: false, sent: undefined },
    { disableProvenance: undefined, sent: undefined }
  ])("is sent for true alone: $disableProvenance", ({ disableProvenance, sent }) => {
    const seen: Array<string | undefined> = []
    const client = clientOf(({ headers }) => {
      seen.push(headers["x-disable-provenance"])
      return { status: 204 }
    })
    return Effect.gen(function* () {
      yield* AlertRules.remove({ uid: "r-one", disableProvenance })
      expect(seen).toEqual([sent])
    }).pipe(Effect.provide(client))
  })
})

describe("a write that meets another one", () => {
  const overtaken = {
    message:
      "version conflict while updating a record in the database with optimistic locking: alert rule UID r-one version 1"
  }

  it.effect("is sent again, for nothing was written", () => {
    const grafana = scripted([409, overtaken], found())
    return Effect.gen(function* () {
      yield* settled(AlertRules.update(created))
      expect(grafana.asked).toHaveLength(2)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("fails with ConcurrentWrite when that goes on", () => {
    const grafana = scripted([409, overtaken], [409, overtaken], [409, overtaken])
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(AlertRules.update(created)))
      expect(failure._tag).toBe("ConcurrentWrite")
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("a uid or title that is taken", () => {
  const conflict = (constraint: string) =>
    [
      409,
      {
        statusCode: 409,
        messageId: "alerting.alert-rule.conflict",
        message: `Failed to save alert rule 'title' in organization 1 due to conflict: ${constraint}`
      }
    ] as const

  it.effect.each([
    { constraint: "UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid", tag: "UidTaken" },
    {
      constraint: 'pq: duplicate key value violates unique constraint "UQE_alert_rule_org_id_uid"',
      tag: "UidTaken"
    },
    {
      constraint: "UNIQUE constraint failed: alert_rule.org_id, alert_rule.namespace_uid, alert_rule.title",
      tag: "NameTaken"
    },
    {
      constraint:
        'pq: duplicate key value violates unique constraint "UQE_alert_rule_org_id_namespace_uid_title"',
      tag: "NameTaken"
    }
  ])("is $tag by the words of the database: $constraint", ({ constraint, tag }) => {
    const grafana = scripted(conflict(constraint))
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(AlertRules.create(created)))
      expect(failure._tag).toBe(tag)
    }).pipe(Effect.provide(grafana.layer))
  })
})
