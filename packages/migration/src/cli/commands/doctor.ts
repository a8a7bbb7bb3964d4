import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Doctor from "../../Doctor.js"
import * as Kinds from "../../Kinds.js"
import type { Problem } from "../../Kind.js"
import { connect, on, open, refused } from "../between.js"
import { Ended, partly } from "../ending.js"
import * as Options from "../options.js"
import { paragraphs, print, type Result } from "../output.js"
import * as Plans from "../plans.js"
import { goingOn, say } from "../streams.js"
import { kindsOf } from "../wishes.js"

const { kinds, organizations } = Options.choosing

export const doctor = Command.make(
  "doctor",
  {
    ...Options.sides,
    kinds,
    organizations,
    ...Options.saying,
    plan: Args.text({ name: "plan.json" }).pipe(
      Args.withDescription("A plan: only what it is about is examined."),
      Args.optional
    )
  },
  (options) =>
    Effect.gen(function* () {
      yield* goingOn("Nothing was written; the same command begins anew.")
      const plan = yield* Effect.transposeMapOption(options.plan, Plans.read)
      const kinds = yield* kindsOf(options.kinds)
      const target = yield* connect("target", options.target)
      const source = yield* open({
        side: "source",
        given: options.source,
        kinds: Kinds.withNeeded(kinds),
        organizations: options.organizations ?? "current"
      })
      const { instance, origin } = source
      const ofSource =
        instance === undefined
          ? []
          : yield* Doctor.examineSource(kinds).pipe(
              on(instance),
              Effect.mapError(refused("source", instance.url))
            )
      const ofTarget = yield* Doctor.examine({
        source: origin,
        kinds,
        ...(Option.isNone(plan) ? {} : { plan: plan.value })
      }).pipe(
        on(target),
        Effect.mapError((problem: Problem) => refused("target", target.url)(problem))
      )
      const all = [...ofSource, ...ofTarget]
      yield* print(options.output, asResult(all))
      yield* goingOn("What the errors name has to be settled first, or left out with --kinds.")
      if (!Doctor.isFit(all))
        return yield* new Ended({ code: partly, message: "Not all of it can be migrated as it is." })
      if (!options.quiet)
        yield* say("Nothing stands in the way. effect-grafana plan tells what there is to do.")
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Examines whether a migration can go well, before anything is written."))

const asResult = (diagnoses: ReadonlyArray<Doctor.Diagnosis>): Result => ({
  text: () =>
    diagnoses.length === 0
      ? "Nothing found.\n"
      : paragraphs(
          diagnoses.flatMap(({ advice, organization, problem, severity, side, subject }) => {
            const where = organization === undefined ? side : `${side}, ${organization}`
            return [
              `${severity}: ${where}: ${subject}: ${problem}`,
              ...(advice === undefined ? [] : [`  ${advice}`])
            ]
          })
        ),
  json: () => diagnoses,
  lines: () => diagnoses.map((it) => ({ type: "diagnosis", ...it }))
})
