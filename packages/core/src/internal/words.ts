import * as ParseResult from "effect/ParseResult"

/** Words a mismatch by path and expectation; never by the value, which may be a secret. */
export const wordIssue = (error: ParseResult.ParseError | ParseResult.ParseIssue): string => {
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
