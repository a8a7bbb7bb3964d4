/** Goes back through a journal: organization by organization, kind by kind, last first. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Stopped } from "../../Apply.js"
import * as Compare from "../../Compare.js"
import { type Ended, type JournalFailed, type Place, placeOf } from "../../Journal.js"
import { type Content, inWords, type Kind, type There, type Writing } from "../../Kind.js"
import type { Action, OrganizationPlan } from "../../Plan.js"
import type { Event, Options, Outcome, Summary } from "../../Rollback.js"
import { bringBack } from "./bringBack.js"
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
  /** SHA-256 of what it has left there, where it failed on its way. */
  readonly left: string | undefined
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
    const health = yield* Health.make("target")
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

/** Last first: what was removed comes back, then goes what refers to others before them, and before its folder. */
const writesOf = (
  kinds: ReadonlyArray<Kind>,
  { actions }: OrganizationPlan,
  organization: number,
  state: State
): ReadonlyArray<Write> =>
  lastFirst(
    kinds.flatMap((kind) =>
      [...actions.entries()].flatMap(([index, action]): ReadonlyArray<Write> => {
        const place = { organization, action: index }
        if (action.kind !== kind.name || !state.actions.has(placeOf(place))) return []
        const ended = state.actions.get(placeOf(place))
        if (ended !== undefined && !hasWritten(ended)) return []
        const key = ended?.key ?? action.targetKey ?? action.key
        return [{ place, action, kind, key, id: ended?.id ?? action.found?.id, left: ended?.left }]
      })
    )
  )

const hasWritten = ({ left, outcome }: Pick<Ended, "left" | "outcome">): boolean =>
  outcome === "done" || outcome === "unknown" || left !== undefined

const lastFirst = (writes: ReadonlyArray<Write>): ReadonlyArray<Write> => {
  const isRemoval = ({ action }: Write): boolean => action.change === "remove"
  const removals = writes.filter(isRemoval).sort((one, other) => other.place.action - one.place.action)
  return [...removals, ...writes.filter((write) => !isRemoval(write)).reverse()]
}

const takeBack = (undoing: Undoing, write: Write): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const { force, health, journal, target } = undoing
    const { action, id, key, kind } = write
    const looked = yield* health.tried(target.look(kind, key, id))
    if (looked._tag === "Left") return { outcome: "failed", reason: inWords(looked.left) }
    const there = looked.right
    if (action.change === "remove") return yield* replace(undoing, write, there)
    if (action.change === "create") {
      if (Option.isNone(there)) return { outcome: "removed" }
      const isOurs = force || (yield* isAsWritten(there.value, write))
      return isOurs ? yield* remove(undoing, write, there.value) : changed
    }
    if (Option.isNone(there)) return { outcome: "kept", reason: "it has been removed since" }
    const before = Option.getOrUndefined(yield* journal.begun(write.place))?.before?.content
    if (before === undefined) return { outcome: "kept", reason: "what was there before is not known" }
    if (Compare.equal(there.value.content, before)) return { outcome: "restored" }
    const isOurs = force || (yield* isAsWritten(there.value, write))
    if (!isOurs) return changed
    const result = yield* restore(undoing, write, there.value, before)
    // What other kinds' objects make up is whole when these are taken back, too.
    const isWhole = result.outcome === "restored" && kind.write?.unseen === undefined
    return isWhole ? yield* checked(undoing, write, before) : result
  })

/** What was removed comes back under its own key; it may get another id. */
const replace = (
  { health, journal, target }: Undoing,
  { action, kind, place }: Write,
  there: Option.Option<There>
): Effect.Effect<Result, Stopped | JournalFailed, Grafana> =>
  Effect.gen(function* () {
    const before = Option.getOrUndefined(yield* journal.begun(place))?.before?.content
    if (before === undefined || kind.write === undefined)
      return { outcome: "kept", reason: "what was there before is not known" }
    const step = bringBack(kind.write, action.key, there, before, writingOf(target))
    if (Option.isNone(step)) return { outcome: "kept", reason: "something else has come there since" }
    if (step.value === undefined) return { outcome: "restored" }
    const learnt = Effect.tap(step.value, ({ id }) =>
      Effect.sync(() => id === undefined || target.learn(kind.name, action.key, id))
    )
    return yield* finish(health, learnt, "restored")
  })

const writingOf = ({ idOf }: Target.Target): Writing => ({
  idOf,
  secret: () => Option.none(),
  message: "migration taken back"
})

const changed: Result = { outcome: "kept", reason: "it has changed since it was migrated" }

/** Also where another write that was taken back before has taken something away from it. */
const isAsWritten = ({ content }: There, { action: { wanted }, kind, left }: Write): Effect.Effect<boolean> =>
  Effect.map(
    Effect.forEach([content, kind.write?.untaken?.(content) ?? content], Compare.fingerprint),
    (found) => found.some((sha256) => sha256 === wanted || sha256 === left)
  )

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
  const step = kind.write?.update(there, before, writingOf(target))
  return step === undefined
    ? Effect.succeed({ outcome: "kept", reason: `${kind.name} cannot be written` })
    : finish(health, step, "restored")
}

/** Whether all of it came back: Grafana does not let go of everything that was once set. */
const checked = (
  { health, target }: Undoing,
  { id, key, kind }: Write,
  before: Content
): Effect.Effect<Result, Stopped, Grafana> =>
  Effect.gen(function* () {
    const looked = yield* health.tried(target.look(kind, key, id))
    if (looked._tag === "Left") return { outcome: "failed", reason: inWords(looked.left) }
    const there = Option.getOrUndefined(looked.right)?.content
    const places = there === undefined ? [] : Compare.differences(before, there).map(({ at }) => at)
    return places.length === 0
      ? { outcome: "restored" }
      : { outcome: "kept", reason: `Grafana has not taken back ${places.join(", ")}` }
  })

const finish = (
  health: Health.Health,
  step: ReturnType<NonNullable<Kind["write"]>["update"]>,
  outcome: "removed" | "restored"
): Effect.Effect<Result, Stopped, Grafana> =>
  Effect.gen(function* () {
    const sent = yield* health.tried(step)
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
