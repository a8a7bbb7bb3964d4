/** Alert rules and what they refer to. */
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Effect from "effect/Effect"

/** Two folders, a data source, a contact point and a mute timing. */
export const surroundings = Effect.all([
  Folders.create({ uid: "f-one", title: "One" }),
  Folders.create({ uid: "f-two", title: "Two" }),
  DataSources.create({ uid: "ds", name: "DS", type: "grafana-testdata-datasource", access: "proxy" }),
  ContactPoints.create({
    uid: "ops",
    name: "ops team",
    type: "email",
    settings: { addresses: "a@b.test" },
    disableProvenance: true
  }),
  MuteTimings.create({ name: "weekends", time_intervals: [], disableProvenance: true })
])

const range = { from: 600, to: 0 }

/** What rules of these tests have in common. */
export const common = {
  folderUID: "f-one",
  ruleGroup: "g",
  condition: "B",
  data: [
    {
      refId: "A",
      queryType: "",
      relativeTimeRange: range,
      datasourceUid: "ds",
      model: {
        datasource: { type: "grafana-testdata-datasource", uid: "ds" },
        intervalMs: 1000,
        maxDataPoints: 43200,
        refId: "A",
        scenarioId: "random_walk"
      }
    },
    {
      refId: "B",
      queryType: "",
      relativeTimeRange: range,
      datasourceUid: "__expr__",
      model: { expression: "$A > 1", intervalMs: 1000, maxDataPoints: 43200, refId: "B", type: "math" }
    }
  ],
  noDataState: "NoData",
  execErrState: "KeepLast",
  for: "5m"
} as const

type Fields = Partial<Omit<Parameters<typeof AlertRules.create>[0], "uid">>

const copied = { ...common, data: [common.data[0], common.data[1]] as const }

/** Makes a rule of this uid and title; as one of Grafana's pages, unless `fields` says otherwise. */
export const rule = (uid: string, fields: Fields = {}) =>
  AlertRules.create({ uid, title: uid, ...copied, disableProvenance: true, ...fields })

/** What a rule comes to that `rule` has made. */
export const held = (uid: string, fields: object = {}) => ({
  title: uid,
  ...common,
  isPaused: false,
  ...fields
})

/** Makes the group `g` of the folder `f-one`, of rules that may be changed in the pages. */
export const group = (interval: number, ...[first, ...others]: readonly [Named, ...ReadonlyArray<Named>]) =>
  RuleGroups.replace({
    folderUid: "f-one",
    group: "g",
    interval,
    rules: [named(first), ...others.map(named)],
    disableProvenance: true
  })

type Named = string | (Fields & { readonly uid: string })

const named = (it: Named) =>
  typeof it === "string" ? { uid: it, title: it, ...copied } : { title: it.uid, ...copied, ...it }

/** How often that group is evaluated, and in which order its rules are. */
export const groupThere = Effect.map(
  RuleGroups.get({ folderUid: "f-one", group: "g" }),
  ({ interval, rules }) => ({ interval, rules: rules.map(({ uid }) => uid) })
)
