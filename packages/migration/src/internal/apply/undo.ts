/** Goes back through a journal: organization by organization, kind by kind, last first. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import { type JournalFailed, type Place, placeOf } from "../../Journal.js"
import { type Content, inWords, type Kind, type There, type Writing } from "../../Kind.js"
import type { Action, OrganizationPlan } from "../../Plan.js"
import type { Event, Options, Outcome, Summary } from "../../Rollback.js"
import * as Health from "./health.js"
import { read, type State } from "./state.js"
import * as Target from "./target.js"

export interface Settings extends Options {
  readonly kinds: ReadonlyArray<Kind>
  readonly force: boolean
}

interface Undoing extends Settings {
  readonly health: Health.Health
  readonly target: Target.Target
  readonly plan: OrganizationPlan
}

/** A write to take back. */
interface Write {
  readonly place: Place
  readonly action: Action
  readonly kind: Kind
  /** The key and the id that the target gave it. */
  readonly key: string
  readonly id: string | undefined
}

interface Result {
  readonly outcome: Outcome
  readonly reason?: string
}

export const run = (settings: Settings): Effect.Effect<Summary, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const counts = { removed: 0, restored: 0, kept: 0, failed: 0 }
    const { journal } = settings
    const state = yield* read(journal)
    const health = yield* Health.make
    for (const [index, plan] of [...journal.plan.organizations.entries()].reverse()) {
      const id = state.entered.get(index) ?? plan.target.id
      if (id === null) continue
      const undoing: Undoing = { ...settings, health, target: Target.make(settings.kinds), plan }
      let isWhole = true
      for (const write of writesOf(settings.kinds, plan, index, state)) {
        const result = yield* GrafanaClient.withOrganization(id)(takeBack(undoing, write))
        counts[result.outcome] += 1
        isWhole &&= result.outcome === "removed" || result.outcome === "restored"
        yield* note(undoing, write, result)
      }
      // It was made for what is gone now; with anything left in it, it stays.
      if (state.entered.has(index) && isWhole) yield* health.required(Organizations.remove({ id }))
    }
    return counts
  })

/** Last first: what refers to others goes before them, and what stands in a folder before it. */
const writesOf = (
  kinds: ReadonlyArray<Kind>,
  { actions }: OrganizationPlan,
  organization: number,
  state: State
): ReadonlyArray<Write> =>
  kinds
    .flatMap((kind) =>
      [...actions.entries()].flatMap(([index, action]): ReadonlyArray<Write> => {
        const place = { organization, action: index }
        if (action.kind !== kind.name || !state.actions.has(placeOf(place))) return []
        const ended = state.actions.get(placeOf(place))
        if (ended !== undefined && ended.outcome !== "done" && ended.outcome !== "unknown") return []
        const key = ended?.key ?? action.targetKey ?? action.key
        return [{ place, action, kind, key, id: ended?.id ?? action.found?.id }]
      })
    )
    .reverse()

const takeBack = (undoing: Undoing, write: Write): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { force, health, journal, target } = undoing
    const { action, id, key, kind } = write
    const looked = yield* Effect.either(target.look(kind, key, id))
    yield* health.learn(looked._tag === "Left" ? looked.left : undefined)
    if (looked._tag === "Left") return { outcome: "failed", reason: inWords(looked.left) }
    const there = looked.right
    if (action.change === "create") {
      if (Option.isNone(there)) return { outcome: "removed" }
      const isOurs = force || (yield* isAsWritten(there.value, action))
      return isOurs ? yield* remove(undoing, write, there.value) : changed
    }
    if (Option.isNone(there)) return { outcome: "kept", reason: "it has been removed since" }
    const before = Option.getOrUndefined(yield* journal.begun(write.place))?.before?.content
    if (before === undefined) return { outcome: "kept", reason: "what was there before is not known" }
    if (Compare.equal(there.value.content, before)) return { outcome: "restored" }
    const isOurs = force || (yield* isAsWritten(there.value, action))
    return isOurs ? yield* restore(undoing, write, there.value, before) : changed
  })

const changed: Result = { outcome: "kept", reason: "it has changed since it was migrated" }

const isAsWritten = ({ content }: There, { wanted }: Action): Effect.Effect<boolean> =>
  Effect.map(Compare.fingerprint(content), (sha256) => sha256 === wanted)

const remove = (
  { health }: Undoing,
  { kind }: Write,
  there: There
): Effect.Effect<Result, Stopped, Grafana> => {
  const step = kind.write?.remove?.(there)
  return step === undefined
    ? Effect.succeed({ outcome: "kept", reason: "Grafana has no way to remove it" })
    : finish(health, step, "removed")
}

const restore = (
  { health, target }: Undoing,
  { kind }: Write,
  there: There,
  before: Content
): Effect.Effect<Result, Stopped, Grafana> => {
  const writing: Writing = { idOf: target.idOf, secret: () => Option.none(), message: "migration taken back" }
  const step = kind.write?.update(there, before, writing)
  return step === undefined
    ? Effect.succeed({ outcome: "kept", reason: `${kind.name} cannot be written` })
    : finish(health, step, "restored")
}

const finish = (
  health: Health.Health,
  step: ReturnType<NonNullable<Kind["write"]>["update"]>,
  outcome: "removed" | "restored"
): Effect.Effect<Result, Stopped, Grafana> =>
  Effect.gen(function* () {
    const sent = yield* Effect.either(step)
    yield* health.learn(sent._tag === "Left" ? sent.left : undefined)
    return sent._tag === "Left" ? { outcome: "failed", reason: inWords(sent.left) } : { outcome }
  })

const note = (
  { journal, onEvent, plan }: Undoing,
  { action, place }: Write,
  { outcome, reason }: Result
): Effect.Effect<void, JournalFailed> =>
  Effect.gen(function* () {
    const said = reason === undefined ? {} : { reason }
    const at = yield* Clock.currentTimeMillis
    yield* journal.append({ _tag: "Undone", ...place, at, outcome, ...said })
    const event: Event = { organization: plan.source.name, action, outcome, ...said }
    yield* onEvent?.(event) ?? Effect.void
  })
