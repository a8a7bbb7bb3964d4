/**
 * Alert rules written with those of their group: a write of one rule alone brings it to the front of its group, and
 * cannot take its provenance away (12.3.0).
 */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Arr from "effect/Array"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import { exactly } from "../reading.js"
import { provisioning } from "./provenance.js"
import { contentOf, type RuleContent, ruleFields, sentRule } from "./rules.js"

/** Rules stand in a group that only what has provisioned it may change. */
class Provisioned extends Data.TaggedError("Provisioned")<{ readonly uid: string; readonly fixed: string }> {
  override get message(): string {
    return `the rule ${this.uid} of the group is ${this.fixed}`
  }
}

/** Grafana keeps no order of our own among rules of which some may be changed in its pages and others not. */
class OrderLost extends Data.TaggedError("OrderLost")<{ readonly uids: ReadonlyArray<string> }> {
  override get message(): string {
    return `rules of two provenances take no order in one group; they stand as ${this.uids.join(", ")}`
  }
}

export interface GroupPlace {
  readonly folderUid: string
  readonly group: string
}

export interface Rule {
  readonly uid: string
  readonly content: RuleContent
}

export interface Group {
  /** In seconds. */
  readonly interval: number
  readonly rules: ReadonlyArray<Rule>
}

/** A group with its rules; Grafana tells the provenance of each only by itself. */
export const readGroup = (place: GroupPlace): Effect.Effect<Group, Problem, Grafana> =>
  Effect.gen(function* () {
    const { interval, rules } = yield* RuleGroups.get(place)
    return { interval, rules: yield* Effect.forEach(rules, ({ uid }) => readRule(uid)) }
  })

const readRule = (uid: string): Effect.Effect<Rule, Problem, Grafana> =>
  Effect.flatMap(exactly(AlertRules.get)({ uid }), (rule): Effect.Effect<Rule, Problem> => {
    const { fixed } = provisioning(rule.provenance)
    return fixed === undefined
      ? Effect.succeed({ uid, content: contentOf(rule) })
      : new Provisioned({ uid, fixed })
  })

/** Writes a whole group, in the order of its rules. */
export const writeGroup = (
  place: GroupPlace,
  { interval, rules }: Group
): Effect.Effect<void, Problem, Grafana> =>
  Effect.gen(function* () {
    if (!Arr.isNonEmptyReadonlyArray(rules)) return
    const locked = rules.filter(({ content }) => content.provenance !== undefined)
    // All rules of a group get the provenance of the write.
    yield* RuleGroups.replace({
      ...place,
      interval,
      rules: Arr.map(rules, ({ content, uid }) => ({ uid, ...ruleFields(content) })),
      disableProvenance: locked.length < rules.length
    })
    if (locked.length === 0 || locked.length === rules.length) return
    for (const { content, uid } of locked) yield* AlertRules.update({ uid, ...sentRule(content) })
    const uids = (yield* RuleGroups.get(place)).rules.map((rule) => rule.uid)
    if (rules.some(({ uid }, i) => uid !== uids[i])) return yield* new OrderLost({ uids })
  })

/** Writes one rule of a group, at the place that it has there; the others stay as they are. */
export const writeInGroup = (uid: string, content: RuleContent): Effect.Effect<void, Problem, Grafana> =>
  Effect.gen(function* () {
    const place = { folderUid: content.folderUID, group: content.ruleGroup }
    const { interval, rules } = yield* readGroup(place)
    const changed = rules.map((rule) => (rule.uid === uid ? { uid, content } : rule))
    yield* writeGroup(place, { interval, rules: changed })
  })
