import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { carryOut, checkFit, secretsOf, sourceOf } from "../applying.js"
import { connect } from "../between.js"
import { misused } from "../ending.js"
import { goOn, finish } from "../finishing.js"
import * as Journals from "../journals.js"
import * as Options from "../options.js"
import * as Plans from "../plans.js"
import { goingOn } from "../streams.js"

export const apply = Command.make(
  "apply",
  {
    ...Options.sides,
    journal: Options.journal,
    ...Options.writing,
    ...Options.saying,
    report: Options.report,
    file: Args.text({ name: "plan.json" }).pipe(Args.withDescription("A plan, as `plan --out` wrote it."))
  },
  (options) =>
    Effect.gen(function* () {
      const { file, journal: noted } = options
      if (noted === undefined) return yield* misused("--journal FILE has to say where each write is noted.")
      const plan = yield* Plans.read(file)
      yield* Journals.checkFree(noted)
      const secrets = yield* secretsOf(options.secrets)
      yield* goingOn("Nothing was written to the target; the same command begins anew.")
      const target = yield* connect("target", options.target)
      const source = yield* sourceOf(plan, options.source)
      yield* checkFit(plan, source, target)
      yield* Plans.confirm(plan, `Write this to ${target.url}?`, options)
      const journal = yield* Journals.create(noted, plan)
      yield* goingOn(goOn(noted, options))
      const course = yield* carryOut({ ...options, journal, source, target, secrets })
      yield* finish({ ...options, journal, file: noted, course })
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Carries a plan out, and notes each write in a journal."))
