/** Why no recorded exchange answers a request, for a person to read. */
import type { Exchange } from "../../Recording.js"
import { difference, without } from "./facts.js"

interface Track {
  readonly exchange: Exchange
  readonly facts: ReadonlyArray<string>
  readonly played: boolean
}

/** What was asked, and of whom. */
export interface Unanswered {
  readonly asked: ReadonlyArray<string>
  readonly tracks: ReadonlyArray<Track>
  /** Only the next exchange would have done. */
  readonly strict: boolean
}

export const explain = ({ asked, strict, tracks }: Unanswered): string => {
  const left = tracks.filter(({ played }) => !played)
  const expected = strict ? left[0] : nearestTo(left.length === 0 ? tracks : left, asked)
  return [
    ...compared(strict ? "Next is" : "Nearest is", expected, asked),
    ...(left.length === 0
      ? [`All ${tracks.length} exchanges were played already.`]
      : [`Left are ${left.length} of ${tracks.length} exchanges:`, ...listed(left)])
  ].join("\n")
}

const compared = (
  title: string,
  expected: Track | undefined,
  asked: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const request = "No recorded exchange answers this request"
  if (expected === undefined) return [`${request}:`, ...asked.map((line) => `    ${line}`)]
  const played = expected.played ? ", played already" : ""
  return [
    `${request}. ${title} ${named(expected)}${played} (- recorded, + asked):`,
    ...merged(expected.facts, asked)
  ]
}

const named = ({ exchange: { element, name } }: Track): string => `"${name}" of ${element}`

const most = 10

const listed = (left: ReadonlyArray<Track>): ReadonlyArray<string> => [
  ...left.slice(0, most).map((track) => {
    const { method, path } = track.exchange.request
    return `    ${named(track)}: ${method} ${path}`
  }),
  ...(left.length > most ? [`    and ${left.length - most} more`] : [])
]

// ---- which one was meant ---------------------------------------------------------------------------------

const nearestTo = (tracks: ReadonlyArray<Track>, asked: ReadonlyArray<string>): Track | undefined => {
  let best: { readonly track: Track; readonly distance: number } | undefined
  for (const track of tracks) {
    const distance = distanceBetween(track.facts, asked)
    if (best === undefined || distance < best.distance) best = { track, distance }
  }
  return best?.track
}

/** Another method or path weighs more than any difference in query or body. */
const distanceBetween = (recorded: ReadonlyArray<string>, asked: ReadonlyArray<string>): number =>
  difference(recorded, asked).reduce((sum, line) => sum + (/^. (method|path) /.test(line) ? 1000 : 1), 0)

// ---- line by line ----------------------------------------------------------------------------------------

interface Line {
  readonly sign: " " | "-" | "+"
  readonly text: string
}

/** Both requests in one list, what only one of them has marked; long stretches of what both have are left out. */
const merged = (recorded: ReadonlyArray<string>, asked: ReadonlyArray<string>): ReadonlyArray<string> => {
  const gone = without(recorded, asked)
  const lines: ReadonlyArray<Line> = [
    ...without(recorded, gone).map((text): Line => ({ sign: " ", text })),
    ...gone.map((text): Line => ({ sign: "-", text })),
    ...without(asked, recorded).map((text): Line => ({ sign: "+", text }))
  ].sort((one, other) => rank(one) - rank(other) || compare(one, other))
  return folded(lines)
}

const sections = ["method", "path", "query", "form", "body"]

const rank = ({ text }: Line): number => sections.findIndex((section) => text.startsWith(section))

/** What a line speaks of: its part before the value. */
const place = ({ text }: Line): string => text.slice(0, /^(method|path) | = |$/.exec(text)?.index)

/** By place, where the tenth item of a list comes after the second. */
const compare = (one: Line, other: Line): number => {
  const [first, second] = [padded(place(one)), padded(place(other))]
  return first < second ? -1 : first > second ? 1 : 0
}

const padded = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(9, "0"))

/** Lines shown on either side of a difference. */
const around = 2

const folded = (lines: ReadonlyArray<Line>): ReadonlyArray<string> => {
  const differs = lines.map(({ sign }) => sign !== " ")
  // Method and path come first and are always shown.
  const isShown = (at: number): boolean =>
    at < 2 || differs.slice(Math.max(0, at - around), at + around + 1).includes(true)
  const shown: Array<string> = []
  let hidden = 0
  const tellHidden = (): void => {
    if (hidden > 0) shown.push(`    ... ${hidden} the same`)
    hidden = 0
  }
  lines.forEach((line, at) => {
    if (!isShown(at)) {
      hidden++
      return
    }
    tellHidden()
    shown.push(`  ${line.sign} ${cut(line, [lines[at - 1], lines[at + 1]])}`)
  })
  tellHidden()
  return shown
}

const longest = 160
const head = 60

/** A long line from shortly before where it differs from the line beside it that speaks of the same. */
const cut = (line: Line, beside: ReadonlyArray<Line | undefined>): string => {
  const { text } = line
  if (text.length <= longest) return text
  const twin = beside.find((other) => other !== undefined && place(other) === place(line))
  const from = Math.max(head, commonLength(text, twin?.text ?? "") - head / 2)
  const gap = from > head ? "..." : ""
  return `${text.slice(0, head)}${gap}${text.slice(from, from + longest - head)}... (${text.length} characters)`
}

const commonLength = (one: string, other: string): number => {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
