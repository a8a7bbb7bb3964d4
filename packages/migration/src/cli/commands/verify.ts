import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { sourceOf } from "../applying.js"
import { connect } from "../between.js"
import { Ended, partly } from "../ending.js"
import * as Journals from "../journals.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import * as Reports from "../reports.js"
import { goingOn, say } from "../streams.js"
import * as Verifying from "../verifying.js"

export const verify = Command.make(
  "verify",
  {
    ...Options.sides,
    ...Options.saying,
    report: Options.report,
    file: Args.text({ name: "journal|plan.json" }).pipe(
      Args.withDescription("A journal, or a plan that was carried out.")
    )
  },
  (options) =>
    Effect.gen(function* () {
      yield* goingOn("Nothing was written; the same command begins anew.")
      const journal = yield* Journals.openOrPlan(options.file)
      const { plan } = journal
      const target = yield* connect("target", options.target)
      const source = yield* sourceOf(plan, options.source)
      const verdicts = yield* Verifying.verify({ plan, source, target, quiet: options.quiet })
      yield* Reports.write(options.report, { journal, verdicts })
      yield* print(options.output, Verifying.asResult(verdicts))
      const lacking = Verifying.lacking(verdicts)
      yield* goingOn("A plan made anew shows what there is to do.")
      if (lacking !== undefined) return yield* new Ended({ code: partly, message: `${lacking}.` })
      if (!options.quiet) yield* say("Both sides are the same.")
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Reads both sides again, and compares what a plan was about field by field."))
