/** What a plan and its journal come to, object by object. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Journal, type JournalFailed, placeOf, type Record } from "../../Journal.js"
import type { Action, Plan } from "../../Plan.js"
import { type Course, reasonOf, type Status, statusOf } from "./status.js"

/** An object, and how it came out. */
export interface Fact {
  /** The organization's position in the plan. */
  readonly organization: number
  readonly action: Action
  readonly status: Status
  readonly reason: string
  /** Epoch milliseconds of the last record about it. */
  readonly at: number | undefined
  /** Milliseconds from the begin of the write to its end. */
  readonly took: number | undefined
  readonly resent: number
}

/** Something that came to an end, or had to be sent once more. */
export interface Moment {
  readonly at: number
  readonly what: "settled" | "trouble" | "again"
  readonly count: number
}

export interface Facts {
  readonly plan: Plan
  readonly objects: ReadonlyArray<Fact>
  readonly moments: ReadonlyArray<Moment>
}

type Source = Pick<Journal, "plan" | "records">

export const read = ({ plan, records }: Source): Effect.Effect<Facts, JournalFailed> =>
  Effect.gen(function* () {
    const courses = new Map<string, Course>()
    const moments: Array<Moment> = []
    yield* Stream.runForEachChunk(records, (some) =>
      Effect.sync(() => {
        for (const record of some) learn(courses, moments, record)
      })
    )
    const objects = plan.organizations.flatMap(({ actions }, organization) =>
      actions.map((action, index) => {
        const course = courses.get(placeOf({ organization, action: index })) ?? {}
        return factOf(organization, action, course)
      })
    )
    return { plan, objects, moments }
  })

const learn = (courses: Map<string, Course>, moments: Array<Moment>, record: Record): void => {
  if (record._tag === "Entered") return
  const { at } = record
  const place = placeOf(record)
  const before = courses.get(place)
  switch (record._tag) {
    case "Begun":
      if (before?.begun !== undefined && before.ended === undefined && before.undone === undefined)
        moments.push({ at, what: "again", count: 1 })
      courses.set(place, { begun: at })
      return
    case "Ended": {
      const isGood = record.outcome === "done" || record.outcome === "already"
      moments.push({ at, what: isGood ? "settled" : "trouble", count: 1 })
      if (record.resent !== undefined && record.resent > 0)
        moments.push({ at, what: "again", count: record.resent })
      courses.set(place, { ...before, ended: record })
      return
    }
    case "Undone":
      moments.push({ at, what: record.outcome === "failed" ? "trouble" : "settled", count: 1 })
      courses.set(place, { ...before, undone: record })
  }
}

const factOf = (organization: number, action: Action, course: Course): Fact => {
  const { begun, ended, undone } = course
  return {
    organization,
    action,
    status: statusOf(action, course),
    reason: reasonOf(course),
    at: undone?.at ?? ended?.at ?? begun,
    took: begun === undefined || ended === undefined ? undefined : ended.at - begun,
    resent: ended?.resent ?? 0
  }
}

/** How many objects came out how. */
export type Counts = ReadonlyMap<Status, number>

export const count = (objects: Iterable<Fact>): Counts => {
  const counts = new Map<Status, number>()
  for (const { status } of objects) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

/** How many came out in one of some ways. */
export const sum = (counts: Counts, some: Iterable<Status>): number => {
  let all = 0
  for (const status of some) all += counts.get(status) ?? 0
  return all
}

/** The objects of each kind, in the order in which the plan has them. */
export const groupedByKind = (objects: Iterable<Fact>): ReadonlyMap<string, ReadonlyArray<Fact>> => {
  const groups = new Map<string, Array<Fact>>()
  for (const fact of objects) {
    const group = groups.get(fact.action.kind)
    if (group === undefined) groups.set(fact.action.kind, [fact])
    else group.push(fact)
  }
  return groups
}
