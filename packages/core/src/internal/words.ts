import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { Refused } from "./refused.js"

/** Words a mismatch by path and expectation; never by the value, which may be a secret. */
const wordIssue = (error: ParseResult.ParseError | ParseResult.ParseIssue): string => {
  const issues =
    error._tag === "ParseError"
      ? ParseResult.ArrayFormatter.formatErrorSync(error)
      : ParseResult.ArrayFormatter.formatIssueSync(error)
  const first = issues[0]
  if (first === undefined) return "does not fit"
  const expected = first.message.split(/, actual /)[0]
  const at = first.path.map(String).join(".")
  return at === "" ? `${expected}` : `${at}: ${expected}`
}

/**
 * What parsing gives, or its issue in words. Parsing may itself throw: effect 3.22 does on a union where a value has
 * a field `toString` that is no function.
 */
export const worded = <A>(
  parse: () => Either.Either<A, ParseResult.ParseError | ParseResult.ParseIssue>
): A | Refused => {
  try {
    return Either.getOrElse(parse(), (issue) => new Refused(wordIssue(issue)))
  } catch {
    return new Refused("does not fit")
  }
}
