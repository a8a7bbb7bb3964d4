import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { carryOut, checkFit, secretsOf, sourceOf } from "../applying.js"
import { connect } from "../between.js"
import { finish, goOn } from "../finishing.js"
import * as Journals from "../journals.js"
import * as Options from "../options.js"
import { goingOn } from "../streams.js"

const { concurrency, secrets } = Options.writing

export const resume = Command.make(
  "resume",
  {
    ...Options.sides,
    secrets,
    concurrency,
    ...Options.saying,
    report: Options.report,
    file: Args.text({ name: "journal" }).pipe(
      Args.withDescription("The journal of an apply that did not end.")
    )
  },
  (options) =>
    Effect.gen(function* () {
      const { file } = options
      const secrets = yield* secretsOf(options.secrets)
      const journal = yield* Journals.open(file)
      yield* goingOn(goOn(file, options))
      const target = yield* connect("target", options.target)
      const source = yield* sourceOf(journal.plan, options.source)
      yield* checkFit(journal.plan, source, target)
      const course = yield* carryOut({ ...options, journal, source, target, secrets })
      yield* finish({ ...options, journal, file, course })
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Goes on with an apply that was cut off, and tries again what failed."))
