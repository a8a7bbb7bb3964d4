import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Kinds from "../../Kinds.js"
import * as Ledger from "../../Ledger.js"
import { open } from "../between.js"
import * as Diffing from "../diffing.js"
import { Ended, partly } from "../ending.js"
import * as Options from "../options.js"
import { print } from "../output.js"
import { goingOn, say } from "../streams.js"
import { counted, watching } from "../watching.js"
import { filterOf, isWhole, kindsOf, remapOf } from "../wishes.js"

const { remap } = Options.deciding

export const diff = Command.make(
  "diff",
  { ...Options.sides, ...Options.choosing, remap, ...Options.saying },
  (options) =>
    Effect.gen(function* () {
      yield* goingOn("Nothing was written; the same command begins anew.")
      const kinds = yield* kindsOf(options.kinds)
      const remap = yield* remapOf(options.remap)
      const organizations = options.organizations ?? "current"
      const reading = { kinds: Kinds.withNeeded(kinds), organizations }
      const source = yield* open({ side: "source", given: options.source, ...reading })
      const target = yield* open({ side: "target", given: options.target, ...reading })
      const both = kinds.filter(
        ({ name }) => source.origin.kinds.includes(name) && target.origin.kinds.includes(name)
      )
      const names = both.map(({ name }) => name)
      const ledger = yield* Ledger.make(names)
      const found = yield* Diffing.run({
        source: counted(source.origin, ledger, { kinds: names, isWhole: isWhole(options) }),
        target: target.origin,
        kinds: both,
        filter: filterOf(options),
        remap
      }).pipe(watching(ledger, options.quiet))
      yield* print(options.output, Diffing.asResult(found))
      const { findings, unlike } = found
      if (unlike.length + findings.length > 0) {
        yield* goingOn("effect-grafana plan tells what a migration would do about it.")
        const message = `${unlike.length} unlike, ${findings.length} not compared.`
        return yield* new Ended({ code: partly, message })
      }
      if (!options.quiet) yield* say("Both sides are alike.")
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Compares two Grafanas, or archives, field by field."))
