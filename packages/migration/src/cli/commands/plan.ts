import * as Command from "@effect/cli/Command"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Journal from "../../Journal.js"
import type { Origin } from "../../Origin.js"
import * as Secrets from "../../Secrets.js"
import { Ended, failing, partly } from "../ending.js"
import { commandOf } from "../finishing.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import { makePlan } from "../planning.js"
import * as Plans from "../plans.js"
import * as Reports from "../reports.js"
import { goingOn, say } from "../streams.js"

/** Only its owner may read what is going to be a file of secrets. */
const writeTemplate = (file: string, source: Origin) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const text = yield* Secrets.template(source)
    yield* files.writeFileString(file, text, { flag: "wx", mode: 0o600 })
  }).pipe(Effect.mapError(({ message }) => failing(`${file} cannot be written: ${message}`)))

export const plan = Command.make(
  "plan",
  {
    ...Options.sides,
    ...Options.choosing,
    ...Options.deciding,
    ...Options.saying,
    out: Options.out("FILE", "Write the plan to this file, for apply."),
    secretsTemplate: Options.secretsTemplate,
    report: Options.report
  },
  (options) =>
    Effect.gen(function* () {
      const { plan, source } = yield* makePlan(options)
      if (options.out !== undefined) yield* Plans.write(options.out, plan)
      if (options.secretsTemplate !== undefined) yield* writeTemplate(options.secretsTemplate, source)
      yield* Reports.write(options.report, { journal: yield* Journal.memory(plan) })
      yield* print(options.output, Plans.asResult(plan))
      const next =
        options.out === undefined
          ? "Nothing was written to the target; --out FILE keeps the plan for apply."
          : `Carry it out with: ${commandOf("apply", options.out, options)} --journal FILE`
      yield* goingOn(next)
      const lacking = Plans.lacking(plan)
      if (lacking !== undefined)
        return yield* new Ended({ code: partly, message: `The plan leaves something open: ${lacking}.` })
      if (!options.quiet) yield* say(next)
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Shows what a migration would do, and writes nothing to a Grafana."))
