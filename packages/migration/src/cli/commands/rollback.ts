import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { connect } from "../between.js"
import { Ended, partly } from "../ending.js"
import * as Journals from "../journals.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import * as Plans from "../plans.js"
import * as Reports from "../reports.js"
import * as Rolling from "../rolling.js"
import { goingOn, say } from "../streams.js"

const { target } = Options.sides
const { yes } = Options.writing

export const rollback = Command.make(
  "rollback",
  {
    target,
    force: Options.force,
    yes,
    ...Options.saying,
    report: Options.report,
    file: Args.text({ name: "journal" }).pipe(Args.withDescription("The journal of an apply."))
  },
  (options) =>
    Effect.gen(function* () {
      const { file, force, output, quiet } = options
      const journal = yield* Journals.open(file)
      yield* goingOn("Nothing was taken back yet; the same command begins anew.")
      const target = yield* connect("target", options.target)
      yield* Plans.confirm(journal.plan, `Take back what was written of this to ${target.url}?`, options)
      yield* goingOn("The same command goes on where it stopped.")
      const taken = yield* Rolling.takeBack({ journal, target, force, output, quiet })
      yield* Reports.write(options.report, { journal })
      yield* print(output, Rolling.asResult(taken))
      const lacking = Rolling.lacking(taken)
      yield* goingOn("--force takes back also what has changed since; what failed is tried again.")
      if (lacking !== undefined)
        return yield* new Ended({ code: partly, message: `Taken back in part: ${lacking}.` })
      if (!quiet) yield* say("All of it is taken back, but for secrets, ids and histories.")
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Takes an apply back: removes what it made, restores what it overwrote."))
