import { patternOf } from "./alertmanagerMatchers.js"
import type { SilenceMatcher } from "./alertmanagerModel.js"
import { decoded, readable } from "../alerting/alertRulesBody.js"
import { bind, pick, type Bound } from "../bind.js"
import type { FakeRequest } from "../message.js"

/** A silence that was sent. Without an id it is a new one. */
export interface SentSilence {
  readonly id: string
  readonly matchers: ReadonlyArray<SilenceMatcher>
  readonly startsAt: number
  readonly endsAt: number
  readonly createdBy: string
  readonly comment: string
}

const shape = {
  id: "string",
  comment: "string",
  createdBy: "string",
  endsAt: "string",
  matchers: "array",
  startsAt: "string"
} as const

const matcherShape = { isEqual: "boolean", isRegex: "boolean", name: "string", value: "string" } as const

const readTime = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const time = Date.parse(text)
  return readable(Number.isNaN(time) ? undefined : time)
}

const required = (name: string): string => `${name} in body is required`

/** What a silence lacks, a line each. */
const problems = (
  body: Bound<typeof shape>,
  matchers: ReadonlyArray<Bound<typeof matcherShape>>
): ReadonlyArray<string> => {
  const absent = (name: keyof typeof shape) => (body[name] === undefined ? [required(name)] : [])
  const none = body.matchers !== undefined && matchers.length === 0
  return [
    ...absent("comment"),
    ...absent("createdBy"),
    ...absent("endsAt"),
    ...absent("matchers"),
    ...(none ? ["matchers in body should have at least 1 items"] : []),
    ...matchers.flatMap((matcher, index) =>
      (["isRegex", "name", "value"] as const).flatMap((name) =>
        matcher[name] === undefined ? [required(`matchers.${index}.${name}`)] : []
      )
    ),
    ...absent("startsAt")
  ]
}

type Read = { readonly silence: SentSilence } | { readonly problem: string }

/** Reads a silence; `undefined` where it cannot be decoded. */
export const readSilence = (request: FakeRequest): Read | undefined =>
  decoded(() => {
    const body = readable(bind(request, shape))
    const matchers = (body.matchers ?? []).map((one) => readable(pick(one, matcherShape)))
    const startsAt = readTime(body.startsAt)
    const endsAt = readTime(body.endsAt)
    const lacking = problems(body, matchers)
    if (lacking.length > 0 || startsAt === undefined || endsAt === undefined) {
      const list = "validation failure list:\n"
      return { problem: `silence failed validation: ${list}${list}${lacking.join("\n")}` }
    }
    return {
      silence: {
        id: body.id ?? "",
        matchers: matchers.map(({ isEqual = true, isRegex = false, name = "", value = "" }) => ({
          isEqual,
          isRegex,
          name,
          value
        })),
        startsAt,
        endsAt,
        createdBy: body.createdBy ?? "",
        comment: body.comment ?? ""
      }
    }
  })

/** Go's words for the commonest mistake in an expression, a parenthesis that is not closed; any other is called that. */
const expressionProblem = (text: string): string =>
  `invalid regular expression ${JSON.stringify(text)}: error parsing regexp: missing closing ): \`${text}\``

const emptyMatch = ({ isEqual, isRegex, value }: SilenceMatcher): boolean =>
  isEqual && (isRegex ? patternOf(value)?.test("") === true : value === "")

/** Why the Alertmanager does not take a silence, in its words. */
export const silenceProblem = (silence: SentSilence, now: number): string | undefined => {
  const { endsAt, matchers, startsAt } = silence
  if (startsAt >= endsAt) return "start time must be before end time"
  if (endsAt < now) return "end time can't be in the past"
  const upsert = "unable to upsert silence: invalid silence: "
  for (const [index, { isRegex, name, value }] of matchers.entries()) {
    if (name === "") return `${upsert}invalid label matcher ${index}: invalid label name ""`
    if (isRegex && patternOf(value) === undefined)
      return `${upsert}invalid label matcher ${index}: ${expressionProblem(value)}`
  }
  return matchers.every(emptyMatch)
    ? `${upsert}at least one matcher must not match the empty string`
    : undefined
}
