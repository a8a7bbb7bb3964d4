import type { Matcher } from "./alertmanagerModel.js"
import { compareText } from "../words/table.js"

const operators = ["=~", "!~", "!=", "="] as const

const isRegex = (operator: string): boolean => operator.endsWith("~")

/** A matcher's pattern, which stands for the whole value; `undefined` where it is no expression. */
export const patternOf = (text: string): RegExp | undefined => {
  try {
    // On its own first: what stands around it would make up for parentheses that are missing.
    new RegExp(text)
    return new RegExp(`^(?:${text})$`, "s")
  } catch {
    return undefined
  }
}

const unquoted = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replace(/\\(["\\n])/g, (_, char: string) => (char === "n" ? "\n" : char))
    : text

const written =
  /^\s*([a-zA-Z_:][\w:]*|"(?:[^"\\]|\\.)*")\s*(=~|!~|!=|=)\s*((?:"(?:[^"\\]|\\.)*")|[^"]*?)\s*$/s

/** Reads `name="value"`; `undefined` where it is no matcher. */
export const parseMatcher = (text: string): Matcher | undefined => {
  const [, name, operator, value] = written.exec(text) ?? []
  if (name === undefined || operator === undefined || value === undefined) return undefined
  const matcher: Matcher = [unquoted(name), operator, unquoted(value)]
  return isRegex(operator) && patternOf(matcher[2]) === undefined ? undefined : matcher
}

/** Writes a matcher with its value in quotes. */
export const writeMatcher = ([name, operator, value]: Matcher): string =>
  `${name}${operator}${JSON.stringify(value)}`

/** A matcher of three texts, as Grafana's own policies have them; quotes around the value are taken off. */
export const readMatcher = (value: unknown): Matcher | undefined => {
  if (!Array.isArray(value) || !value.every((part) => typeof part === "string")) return undefined
  const [name = "", operator = "", text = ""] = value
  const bare = text.replace(/^"/, "").replace(/"$/, "")
  const known = operators.some((one) => one === operator)
  return known && !(isRegex(operator) && patternOf(bare) === undefined) ? [name, operator, bare] : undefined
}

/** Grafana keeps the matchers of a policy in order. */
export const sortMatchers = (matchers: ReadonlyArray<Matcher>): ReadonlyArray<Matcher> =>
  [...matchers].sort(
    (left, right) =>
      compareText(left[0], right[0]) || compareText(left[2], right[2]) || rank(left[1]) - rank(right[1])
  )

const rank = (operator: string): number => ["=", "!=", "=~", "!~"].indexOf(operator)

/** Whether a value passes; `undefined` stands for a label that is not there. */
export const matches = ([, operator, text]: Matcher, value: string | undefined): boolean => {
  const hit = isRegex(operator) ? patternOf(text)?.test(value ?? "") === true : (value ?? "") === text
  return operator.startsWith("!") ? !hit : hit
}
