import * as Arr from "effect/Array"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { Refused } from "./refused.js"

/** Words a mismatch by path and expectation; never by the value, which may be a secret. */
const wordIssue = (issue: ParseResult.ParseIssue, path: ReadonlyArray<PropertyKey> = []): string => {
  const said = ParseResult.TreeFormatter.formatIssueSync(issue)
  const [inner] = "issues" in issue ? Arr.ensure(issue.issues) : "issue" in issue ? [issue.issue] : []
  // More than one line is a tree, whose first leaf says enough; one line are words of the issue's own.
  if (inner !== undefined && said.includes("\n"))
    return wordIssue(inner, issue._tag === "Pointer" ? path.concat(issue.path) : path)
  const expected = said.split(", actual ")[0] ?? ""
  return path.length === 0 ? expected : `${path.map(String).join(".")}: ${expected}`
}

/**
 * What parsing gives; throws its issue in words. Parsing may itself throw: effect 3.22 does on a union where a value
 * has a field `toString` that is no function.
 */
export const worded = <A>(parse: () => Either.Either<A, ParseResult.ParseIssue>): A => {
  let words = "does not fit"
  try {
    const parsed = parse()
    if (Either.isRight(parsed)) return parsed.right
    words = wordIssue(parsed.left)
  } catch {
    // These words are enough.
  }
  throw new Refused(words)
}
