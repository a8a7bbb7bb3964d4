import type { Grafana } from "@effect-grafana/core/Grafana"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Effect from "effect/Effect"
import * as Kind from "../../Kind.js"
import { exactly } from "../reading.js"
import { rewriteWithin } from "../references.js"
import { paged, the } from "./listing.js"
import { rewriteNotifying } from "./notifying.js"
import { provenanceHeader, provisioning } from "./provenance.js"
import { contentOf, RuleContent, sentRule } from "./rules.js"
import { writeInGroup } from "./rulesInGroup.js"

/** The alert and recording rules of an organization, by uid. New ones come paused. */
export const alertRules: Kind.Kind = Kind.make<RuleContent>({
  name: "alert-rules",
  after: [
    "folders",
    "data-sources",
    "contact-points",
    "mute-timings",
    "notification-policies",
    "library-elements",
    "dashboards"
  ],
  needs: ["folderUID", "notification_settings.receiver"],
  content: RuleContent,
  listings: the(
    paged(AlertRules.list.pages(), ({ folderUID, title, uid }) => ({ key: uid, title, folder: folderUID }))
  ),
  reads: [AlertRules.list, AlertRules.get],
  read: ({ key }) =>
    Effect.map(exactly(AlertRules.get)({ uid: key }), (rule) => ({
      content: contentOf(rule),
      ...provisioning(rule.provenance)
    })),
  references: (content, rewrite) => ({
    ...content,
    folderUID: rewrite("folders", content.folderUID, "folderUID") ?? content.folderUID,
    data: rewriteWithin(content.data, rewrite, "data"),
    ...onDashboard(content, rewrite),
    ...notifying(content, rewrite),
    ...recording(content, rewrite)
  }),
  arrive: (content, there, { paused }) =>
    paused ? { ...content, isPaused: there?.isPaused ?? true } : content,
  write: {
    lane: "alerting",
    exclusive: true,
    inSteps: true,
    create: (uid, content) => Effect.as(AlertRules.create({ uid, ...sentRule(content) }), {}),
    update: ({ content, key }, wanted) =>
      content.folderUID === wanted.folderUID && content.ruleGroup === wanted.ruleGroup
        ? writeInGroup(key, wanted)
        : Effect.zipRight(
            release(key, content, wanted),
            AlertRules.update({ uid: key, ...sentRule(wanted) })
          ),
    remove: ({ content, key }) => AlertRules.remove({ uid: key, ...provenanceHeader(content) })
  }
})

const dashboardAnnotation = "__dashboardUid__"

const onDashboard = ({ annotations }: RuleContent, rewrite: Kind.Rewrite): Partial<RuleContent> => {
  const uid = annotations?.[dashboardAnnotation] ?? ""
  if (uid === "") return {}
  const target = rewrite("dashboards", uid, `annotations.${dashboardAnnotation}`) ?? uid
  return { annotations: { ...annotations, [dashboardAnnotation]: target } }
}

const notifying = (
  { notification_settings: it }: RuleContent,
  rewrite: Kind.Rewrite
): Partial<RuleContent> =>
  it === undefined ? {} : { notification_settings: rewriteNotifying(it, rewrite, "notification_settings") }

const recording = ({ record }: RuleContent, rewrite: Kind.Rewrite): Partial<RuleContent> => {
  const { target_datasource_uid: uid = "" } = record ?? {}
  if (record === undefined || uid === "") return {}
  const target = rewrite("data-sources", uid, "record.target_datasource_uid") ?? uid
  return { record: { ...record, target_datasource_uid: target } }
}

/** Takes the provenance away where the rule stands, before it leaves its group. */
const release = (
  uid: string,
  { folderUID, provenance, ruleGroup }: RuleContent,
  wanted: RuleContent
): Effect.Effect<void, Kind.Problem, Grafana> =>
  provenance !== undefined && wanted.provenance === undefined
    ? writeInGroup(uid, { ...wanted, folderUID, ruleGroup })
    : Effect.void
