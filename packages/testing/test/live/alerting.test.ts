import { expect } from "@effect/vitest"
import type * as Endpoint from "@effect-grafana/core/Endpoint"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as NotificationTemplates from "@effect-grafana/elements/NotificationTemplates"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Silences from "@effect-grafana/elements/Silences"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Live from "../../src/Live.js"
import { folder, suite } from "./support.js"

const queries: Endpoint.Input<typeof AlertRules.create>["data"] = [
  { refId: "A", datasourceUid: "__expr__", model: { refId: "A", type: "math", expression: "1 == 1" } }
]

const rule = (folderUID: string, ruleGroup: string) =>
  Effect.flatMap(Live.name, (uid) =>
    Live.making(
      AlertRules.create({
        uid,
        folderUID,
        ruleGroup,
        title: uid,
        condition: "A",
        data: queries,
        noDataState: "OK",
        execErrState: "OK",
        for: "5m",
        labels: { live: uid }
      }),
      () => AlertRules.remove({ uid })
    )
  )

suite("alert rules", (test) => {
  test(
    "are created in a group, read, changed and removed",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const { uid } = yield* rule(folderUid, "group")
      const { provenance: _, ...read } = yield* AlertRules.get({ uid })
      expect(read).toMatchObject({ folderUID: folderUid, ruleGroup: "group", labels: { live: uid } })
      yield* AlertRules.update({
        uid,
        folderUID: folderUid,
        ruleGroup: "group",
        title: `${uid} 2`,
        condition: "A",
        data: queries,
        noDataState: "OK",
        execErrState: "OK",
        for: "10m"
      })
      expect((yield* AlertRules.get({ uid })).title).toBe(`${uid} 2`)
      yield* AlertRules.remove({ uid })
      expect((yield* Effect.flip(AlertRules.get({ uid })))._tag).toBe("NotFound")
    })
  )

  test(
    "of a group are read and removed together",
    Effect.gen(function* () {
      const { uid: folderUid } = yield* folder()
      const made = [yield* rule(folderUid, "group"), yield* rule(folderUid, "group")]
      const { rules } = yield* RuleGroups.get({ folderUid, group: "group" })
      expect(rules.map(({ uid }) => uid).sort()).toEqual(made.map(({ uid }) => uid).sort())
      yield* RuleGroups.remove({ folderUid, group: "group" })
      expect((yield* Effect.flip(RuleGroups.get({ folderUid, group: "group" })))._tag).toBe("NotFound")
    })
  )
})

suite("notifications", (test) => {
  test(
    "go to contact points",
    Effect.gen(function* () {
      const name = yield* Live.name
      const { uid } = yield* Live.making(
        ContactPoints.create({ uid: name, name, type: "email", settings: { addresses: "live@example.com" } }),
        () => ContactPoints.remove({ uid: name })
      )
      yield* ContactPoints.update({
        uid: name,
        name,
        type: "email",
        settings: { addresses: "other@example.com" }
      })
      const found = yield* ContactPoints.list({ name })
      expect(found).toMatchObject([{ uid, name, settings: { addresses: "other@example.com" } }])
      yield* ContactPoints.remove({ uid: name })
      expect(yield* ContactPoints.list({ name })).toEqual([])
    })
  )

  test(
    "are muted by mute timings",
    Effect.gen(function* () {
      const name = yield* Live.name
      const made = yield* Live.making(
        MuteTimings.create({ name, time_intervals: [{ weekdays: ["monday"] }] }),
        () => MuteTimings.remove({ name })
      )
      yield* MuteTimings.update({
        currentName: name,
        name,
        time_intervals: [{ weekdays: ["sunday"] }],
        ...(made.version === undefined ? {} : { version: made.version })
      })
      expect((yield* MuteTimings.get({ name })).time_intervals).toMatchObject([{ weekdays: ["sunday"] }])
      yield* MuteTimings.remove({ name })
      expect((yield* Effect.flip(MuteTimings.get({ name })))._tag).toBe("NotFound")
    })
  )

  test(
    "are worded by templates",
    Effect.gen(function* () {
      const name = yield* Live.name
      const template = `{{ define "${name}" }}one{{ end }}`
      yield* Live.making(NotificationTemplates.save({ name, template }), () =>
        NotificationTemplates.remove({ name })
      )
      expect((yield* NotificationTemplates.get({ name })).template).toContain("one")
      yield* NotificationTemplates.remove({ name })
      expect((yield* Effect.flip(NotificationTemplates.get({ name })))._tag).toBe("NotFound")
    })
  )

  test(
    "follow a tree of policies",
    Effect.gen(function* () {
      expect((yield* NotificationPolicies.get()).receiver).not.toBe("")
    })
  )
})

suite("silences", (test) => {
  test(
    "begin, are found by a matcher, and end",
    Effect.gen(function* () {
      const value = yield* Live.name
      const now = yield* Clock.currentTimeMillis
      const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
      const { silenceID: id } = yield* Live.making(
        Silences.save({
          startsAt: at(-1),
          endsAt: at(10),
          createdBy: value,
          comment: value,
          matchers: [{ name: "live", value, isRegex: false, isEqual: true }]
        }),
        ({ silenceID }) => Silences.remove({ id: silenceID })
      )
      const found = yield* Silences.list({ filter: [`live="${value}"`] })
      expect(found.map((it) => [it.id, it.status.state])).toEqual([[id, "active"]])
      yield* Silences.remove({ id })
      expect((yield* Silences.get({ id })).status.state).toBe("expired")
    })
  )
})
