import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { carryOut, secretsOf } from "../applying.js"
import { Ended, partly } from "../ending.js"
import { commandOf, goingOnAfter, goOn } from "../finishing.js"
import * as Journals from "../journals.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import { makePlan } from "../planning.js"
import * as Plans from "../plans.js"
import * as Reports from "../reports.js"
import { goingOn, say } from "../streams.js"
import * as Verifying from "../verifying.js"

export const migrate = Command.make(
  "migrate",
  {
    ...Options.sides,
    ...Options.choosing,
    ...Options.deciding,
    journal: Options.journal,
    ...Options.writing,
    ...Options.saying,
    report: Options.report
  },
  (options) =>
    Effect.gen(function* () {
      const { journal: file = "migration.journal", output, quiet } = options
      const tell = (text: string) => (quiet ? Effect.void : say(text))
      const secrets = yield* secretsOf(options.secrets)
      yield* Journals.checkFree(file)
      yield* tell("Comparing source and target")
      const { plan, source, target } = yield* makePlan(options)
      yield* Plans.confirm(plan, `Write this to ${target.url}?`, options)
      const journal = yield* Journals.create(file, plan)
      yield* goingOn(goOn(file, options))
      yield* tell(`Writing to ${target.url}; each write is noted in ${file}`)
      const course = yield* carryOut({ ...options, journal, source, target, secrets })
      yield* tell("Comparing what both have now")
      const verdicts = yield* Verifying.verify({ plan, source, target, quiet })
      yield* Reports.write(options.report, { journal, verdicts })
      const [applied, verified] = [Journals.asResult(course), Verifying.asResult(verdicts)]
      yield* print(output, {
        text: () => `${applied.text()}\n${verified.text()}`,
        json: () => ({ applied: applied.json(), verified: verified.json() }),
        lines: () => [...applied.lines(), ...verified.lines()]
      })
      yield* goingOnAfter(course, file, options)
      const lacking = [Journals.lacking(course), Verifying.lacking(verdicts)].filter((it) => it !== undefined)
      if (lacking.length > 0)
        return yield* new Ended({ code: partly, message: `Done in part: ${lacking.join("; ")}.` })
      if (options.report !== undefined) yield* tell(`${options.report} shows all of it.`)
      yield* tell("All of it is in place and the same.")
      yield* tell(`Take it back with: ${commandOf("rollback", file, { ...options, source: undefined })}`)
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Plans, carries the plan out, and compares both sides: all in one."))
