import type { Grafana } from "@effect-grafana/core/Grafana"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { the } from "./listing.js"
import { provisioning } from "./provenance.js"
import { type GroupPlace, readGroup, writeGroup } from "./rulesInGroup.js"

const GroupContent = Schema.Struct({
  /** In seconds. */
  interval: Schema.Int,
  /** The rules by uid, in the order in which they are evaluated. */
  rules: Schema.Array(Schema.String)
})

type GroupContent = typeof GroupContent.Type

/** Rules that a group is to hold are not in it. */
class RulesMissing extends Data.TaggedError("RulesMissing")<{ readonly uids: ReadonlyArray<string> }> {
  override get message(): string {
    return `the target's group lacks the rules ${this.uids.join(", ")}; the others are in order`
  }
}

const keyOf = ({ folderUID, ruleGroup }: AlertRules.AlertRule): string => `${folderUID}/${ruleGroup}`

const placeOf = (key: string): GroupPlace => {
  const end = key.indexOf("/")
  return { folderUid: key.slice(0, end), group: key.slice(end + 1) }
}

/**
 * The groups in which alert rules stand, as `folder/group`: how often they are evaluated, and in which order. A group
 * is there as soon as a rule says so.
 */
export const ruleGroups: Kind.Kind = Kind.make<GroupContent>({
  name: "rule-groups",
  after: ["folders", "alert-rules"],
  content: GroupContent,
  listings: the(
    Stream.map(AlertRules.list.pages(), ({ items }) => {
      const groups = new Map(items.map((rule) => [keyOf(rule), rule]))
      return {
        items: [...groups].map(([key, { folderUID, ruleGroup }]) => ({
          key,
          title: ruleGroup,
          folder: folderUID
        }))
      }
    })
  ),
  reads: [AlertRules.list, AlertRules.get, RuleGroups.get],
  read: ({ key }) =>
    Effect.gen(function* () {
      const { interval, rules } = yield* RuleGroups.get(placeOf(key))
      const uids = rules.map(({ uid }) => uid)
      // The group does not tell what has provisioned it; what has provisions all of it.
      const [first] = yield* Effect.forEach(uids.slice(0, 1), (uid) => AlertRules.get({ uid }))
      return { content: { interval, rules: uids }, ...provisioning(first?.provenance) }
    }),
  references: ({ interval, rules }, rewrite) => ({
    interval,
    rules: rules.map((uid, i) => rewrite("alert-rules", uid, `rules[${i}]`) ?? uid)
  }),
  rekey: (key, rewrite) => {
    const { folderUid, group } = placeOf(key)
    return `${rewrite("folders", folderUid, "") ?? folderUid}/${group}`
  },
  write: {
    lane: "alerting",
    ...comesAlong("alert-rules", { sameKey: false }),
    // A rule that has come from another group keeps the interval of that one, and this one shows its first rule's (12.3.0).
    unseen: true,
    create: (key, content) => Effect.as(arrange(placeOf(key), content), {}),
    update: ({ key }, content) => arrange(placeOf(key), content)
  }
})

/** Brings the rules of a group into order. Those that only the target has stay, after the others. */
const arrange = (
  place: GroupPlace,
  { interval, rules: uids }: GroupContent
): Effect.Effect<void, Kind.Problem, Grafana> =>
  Effect.gen(function* () {
    const { rules } = yield* readGroup(place)
    const there = new Map(rules.map((rule) => [rule.uid, rule]))
    const wanted = uids.flatMap((uid) => there.get(uid) ?? [])
    const further = rules.filter(({ uid }) => !uids.includes(uid))
    yield* writeGroup(place, { interval, rules: [...wanted, ...further] })
    const missing = uids.filter((uid) => !there.has(uid))
    if (missing.length > 0) return yield* new RulesMissing({ uids: missing })
  })
