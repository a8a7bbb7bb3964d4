import * as Data from "effect/Data"
import * as Either from "effect/Either"
import { reveal, type Secret, valueProblem } from "./headerRules.js"

/** What a program gave cannot be used. Names the option and what is wrong with it; never quotes a secret. */
export class InvalidConfig extends Data.TaggedError("InvalidConfig")<{
  /** The option's name: `url`, `timeout.attempt`. */
  readonly field: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.field} ${this.problem}`
  }
}

export const invalid = (field: string, problem: string): Either.Either<never, InvalidConfig> =>
  Either.left(new InvalidConfig({ field, problem }))

/** The text of an option, where the rule finds no problem with it. */
export const checked = (
  field: string,
  secret: Secret,
  rule: (text: string) => string | undefined
): Either.Either<string, InvalidConfig> => {
  const text = reveal(secret)
  const problem = rule(text)
  return problem === undefined ? Either.right(text) : invalid(field, problem)
}

/** Headers with lower-case names, where the rule finds no problem with any name. */
export const checkedHeaders = (
  headers: Readonly<Record<string, Secret>>,
  rule: (name: string) => string | undefined
): Either.Either<Readonly<Record<string, string>>, InvalidConfig> => {
  const plain = new Map<string, string>()
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    const problem = rule(name) ?? (plain.has(lower) ? `is ${lower}, which stands there twice` : undefined)
    if (problem !== undefined) return invalid("a header name", problem)
    const text = checked(`header ${lower}`, value, valueProblem)
    if (Either.isLeft(text)) return Either.left(text.left)
    plain.set(lower, text.right)
  }
  return Either.right(Object.fromEntries(plain))
}
