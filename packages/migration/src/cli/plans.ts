/** Plans as results, and what they come to. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Plan from "../Plan.js"
import { type Ended, failing, misused } from "./ending.js"
import type { Result } from "./output.js"
import { Streams } from "./streams.js"
import { textOf } from "./wishes.js"

export const asResult = (plan: Plan.Plan): Result => ({
  text: () => Plan.table(plan),
  json: () => plan,
  lines: () =>
    plan.organizations.flatMap(({ actions, findings, source, unresolved }) => {
      const organization = source.name
      return [
        ...actions.map((it) => ({ type: "action", organization, ...it })),
        ...unresolved.map((it) => ({ type: "unresolved", organization, ...it })),
        ...findings.map((it) => ({ type: "finding", organization, ...it }))
      ]
    })
})

/** How many actions are of a change. */
export const countOf = ({ organizations }: Plan.Plan, ...changes: ReadonlyArray<Plan.Change>): number =>
  organizations.reduce(
    (sum, { actions }) => sum + actions.filter(({ change }) => changes.includes(change)).length,
    0
  )

/** What keeps a plan from being all that there is to do; undefined: nothing does. */
export const lacking = (plan: Plan.Plan): string | undefined => {
  const conflicts = countOf(plan, "conflict")
  const findings = plan.organizations.reduce((sum, it) => sum + it.findings.length, 0)
  const parts = [
    ...(conflicts === 0 ? [] : [`${conflicts} conflict${conflicts === 1 ? "" : "s"}`]),
    ...(findings === 0 ? [] : [`${findings} finding${findings === 1 ? "" : "s"}`])
  ]
  return parts.length === 0 ? undefined : parts.join(" and ")
}

export const read = (file: string): Effect.Effect<Plan.Plan, Ended, FileSystem.FileSystem> =>
  Effect.flatMap(textOf(file), (text) =>
    Effect.mapError(Plan.decode(text), ({ message }) => misused(`${file} cannot be used: ${message}.`))
  )

export const write = (file: string, plan: Plan.Plan): Effect.Effect<void, Ended, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.mapError(files.writeFileString(file, Plan.encode(plan)), ({ message }) =>
      failing(`${file} cannot be written: ${message}`)
    )
  )

/** Shows what is about to happen, and goes on only with a yes. */
export const confirm = (
  plan: Plan.Plan,
  question: string,
  { quiet, yes }: { readonly quiet: boolean; readonly yes: boolean }
): Effect.Effect<void, Ended, Streams> =>
  Effect.gen(function* () {
    const { ask, screen } = yield* Streams
    if (!yes && ask === undefined)
      return yield* misused("Nobody can be asked here: --yes says that it is meant.")
    if (!quiet || !yes) yield* screen.write(`${Plan.table(plan)}\n`)
    if (!yes && ask !== undefined && !(yield* ask(question))) return yield* failing("Not done.")
  })
