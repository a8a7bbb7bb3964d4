/** Plans as text. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { canonical, isObject } from "../json.js"
import { format, Plan } from "./model.js"

/** The plan is of a format that this version does not know. */
export class PlanFormatUnknown extends Data.TaggedError("PlanFormatUnknown")<{ readonly format: unknown }> {
  override get message(): string {
    return `the plan is of format ${JSON.stringify(this.format)}, and this version reads ${format}`
  }
}

/** A text is not that of a plan. */
export class PlanMalformed extends Data.TaggedError("PlanMalformed")<{ readonly problem: string }> {
  override get message(): string {
    return `this is no plan: ${this.problem}`
  }
}

/** The plan as JSON that people and git can read, the same for equal plans. */
export const encode = (plan: Plan): string => `${canonical(plan, "  ")}\n`

/**
 * Reads what `encode` has written. Fails with `PlanFormatUnknown` where another version wrote it, and with
 * `PlanMalformed` where it is no JSON, lacks a field or has one that plans do not have.
 */
export const decode = (text: string): Effect.Effect<Plan, PlanFormatUnknown | PlanMalformed> =>
  Effect.gen(function* () {
    const json = yield* parsed(text)
    if (isObject(json) && Object.hasOwn(json, "format") && json["format"] !== format)
      return yield* new PlanFormatUnknown({ format: json["format"] })
    return yield* Either.mapBoth(check(json), {
      onLeft: ({ message }) => new PlanMalformed({ problem: message }),
      // Sound: it has passed the schema. It is handed out as it is, since a copy would lose a key named `__proto__`.
      onRight: () => json as Plan
    })
  })

const check = Schema.validateEither(Plan, { onExcessProperty: "error" })

const parsed = (text: string): Effect.Effect<unknown, PlanMalformed> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: (error) => new PlanMalformed({ problem: error instanceof Error ? error.message : "no JSON" })
  })
