/** What a journal comes to, whichever runs have written it. */
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { read } from "../internal/apply/state.js"
import * as Journal from "../Journal.js"
import type { Action, Plan, PlanFinding } from "../Plan.js"
import { type Ended, failing, misused } from "./ending.js"
import { type Result, paragraphs, table } from "./output.js"
import * as Plans from "./plans.js"

/** An action that did not come to what was planned. */
export interface Trouble {
  readonly organization: string
  readonly kind: string
  readonly key: string
  readonly title: string
  readonly outcome: Exclude<Journal.Outcome, "done" | "already">
  readonly reason: string
}

export interface Course {
  readonly plan: Plan
  /** The outcome of each action that is over: kind and outcome. */
  readonly outcomes: ReadonlyArray<{ readonly kind: string; readonly outcome: Journal.Outcome }>
  readonly trouble: ReadonlyArray<Trouble>
  /** Actions that were never begun, or of which nobody knows how they went. */
  readonly open: number
}

/** Reads how all actions of a journal's plan came out. A conflict of the plan itself is trouble, too. */
export const courseOf = (journal: Journal.Journal): Effect.Effect<Course, Journal.JournalFailed> =>
  Effect.map(read(journal), ({ actions }) => {
    const course = {
      outcomes: new Array<Course["outcomes"][number]>(),
      trouble: new Array<Trouble>(),
      open: 0
    }
    for (const [organization, it] of journal.plan.organizations.entries())
      for (const [action, planned] of it.actions.entries()) {
        const ended = actions.get(Journal.placeOf({ organization, action }))
        const outcome = planned.change === "conflict" ? "conflict" : ended?.outcome
        if (!isDue(planned) && planned.change !== "conflict") continue
        if (outcome === undefined) {
          course.open += 1
          continue
        }
        const { key, kind, title } = planned
        course.outcomes.push({ kind, outcome })
        if (outcome === "done" || outcome === "already") continue
        const reason = ended?.reason ?? planned.reason
        course.trouble.push({ organization: it.source.name, kind, key, title, outcome, reason })
      }
    return { plan: journal.plan, ...course }
  })

/** Whether an action writes. */
export const isDue = ({ change }: Pick<Action, "change">): boolean =>
  change === "create" || change === "update" || change === "remove"

// ---- its file --------------------------------------------------------------------------------------------

type Opened = Effect.Effect<Journal.Journal, Ended, FileSystem.FileSystem | Path.Path | Scope.Scope>

/** Begins a journal, which is held for as long as the scope is open. */
export const create = (file: string, plan: Plan): Opened =>
  Effect.mapError(Journal.create(file, plan), (error) =>
    error._tag === "JournalExists" ? taken(file) : failing(`${error.message}.`)
  )

/** Takes a journal up, for as long as the scope is open. */
export const open = (file: string): Opened =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    if (!(yield* isThere(files, file))) return yield* misused(`There is no journal ${file}.`)
    return yield* Effect.mapError(Journal.open(file), ({ message }) => failing(`${message}.`))
  })

const isThere = (files: FileSystem.FileSystem, file: string): Effect.Effect<boolean> =>
  Effect.orElseSucceed(files.exists(file), () => false)

/** Before anything is asked of a Grafana. */
export const checkFree = (file: string): Effect.Effect<void, Ended, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.flatMap(isThere(files, file), (isTaken) => (isTaken ? taken(file) : Effect.void))
  )

const taken = (file: string): Ended =>
  misused(
    `${file} is the journal of another run: effect-grafana resume ${file} goes on with that; --journal names another file.`
  )

/** A journal, or a plan as one in which nothing is noted. */
export const openOrPlan = (file: string): Opened =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const start = yield* files.stream(file, { bytesToRead: FileSystem.Size(journalsBegin.length) }).pipe(
      Stream.decodeText(),
      Stream.mkString,
      Effect.mapError(({ message }) => misused(`${file} cannot be read: ${message}`))
    )
    if (start === journalsBegin) return yield* open(file)
    return yield* Effect.flatMap(Plans.read(file), Journal.memory)
  })

/** A plan has no such field. */
const journalsBegin = '{"journal":'

// ---- as a result -----------------------------------------------------------------------------------------

const outcomes = Journal.Outcome.literals

const countsOf =
  ({ outcomes: all }: Course, kind?: string) =>
  (outcome: Journal.Outcome) =>
    all.filter((it) => it.outcome === outcome && (kind === undefined || it.kind === kind)).length

const findingsOf = ({ plan }: Course): ReadonlyArray<PlanFinding & { readonly organization: string }> =>
  plan.organizations.flatMap(({ findings, source }) =>
    findings.map((it) => ({ organization: source.name, ...it }))
  )

const kindsOf = ({ outcomes }: Course): ReadonlyArray<string> => [
  ...new Set(outcomes.map(({ kind }) => kind))
]

export const asResult = (course: Course): Result => ({
  text: () => {
    const row = (name: string, count: (outcome: Journal.Outcome) => number) => [
      name,
      ...outcomes.map((outcome) => String(count(outcome)))
    ]
    const rows = [
      ["kind", ...outcomes],
      ...kindsOf(course).map((kind) => row(kind, countsOf(course, kind))),
      row("all", countsOf(course))
    ]
    return paragraphs([
      ...table(rows),
      ...section("Not as planned", course.trouble.map(wordTrouble)),
      ...section("Not listed or not read", findingsOf(course).map(wordFinding))
    ])
  },
  json: () => ({
    summary: summaryOf(course),
    trouble: course.trouble,
    findings: findingsOf(course)
  }),
  lines: () => [
    ...course.trouble.map((it) => ({ type: "trouble", ...it })),
    ...findingsOf(course).map((it) => ({ type: "finding", ...it })),
    { type: "summary", ...summaryOf(course) }
  ]
})

const summaryOf = (course: Course) => ({
  ...Object.fromEntries(outcomes.map((outcome) => [outcome, countsOf(course)(outcome)])),
  open: course.open,
  equal: Plans.countOf(course.plan, "skip"),
  extra: Plans.countOf(course.plan, "extra")
})

export const section = (heading: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", `${heading}:`, ...lines]

const wordTrouble = ({ key, kind, outcome, reason, title }: Trouble): string =>
  `${kind} ${key} "${title}": ${outcome}: ${reason}`

const wordFinding = ({ key, kind, problem, side, title }: PlanFinding): string =>
  key === undefined ? `${side}: ${kind}: ${problem}` : `${side}: ${kind} ${key} "${title ?? key}": ${problem}`

/** What is not as it was planned; undefined: all is. */
export const lacking = (course: Course): string | undefined => {
  const count = countsOf(course)
  const findings = findingsOf(course).length
  const parts = [
    ...(["conflict", "failed", "unknown"] as const)
      .map((outcome) => [count(outcome), outcome] as const)
      .filter(([count]) => count > 0)
      .map(([count, outcome]) => `${count} ${outcome}`),
    ...(course.open === 0 ? [] : [`${course.open} not begun`]),
    ...(findings === 0 ? [] : [`${findings} not listed or not read`])
  ]
  return parts.length === 0 ? undefined : parts.join(", ")
}
