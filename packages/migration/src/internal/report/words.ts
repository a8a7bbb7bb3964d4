/** Numbers and times in words. */
import * as DateTime from "effect/DateTime"

const whole = new Intl.NumberFormat("en-US")
const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 })

/** `20,000` */
export const number = (value: number): string => whole.format(value)

/** `12.3` */
export const rate = (value: number): string => short.format(value)

/** `1 object`, `2 objects` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** `2026-01-01 00:00:00 UTC` */
export const time = (millis: number): string =>
  `${DateTime.formatIso(DateTime.unsafeMake(millis)).slice(0, 19).replace("T", " ")} UTC`

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000]
] as const

/** `2 h 5 min`, `340 ms` */
export const duration = (millis: number): string => {
  const first = units.findIndex(([, size]) => millis >= size)
  if (first < 0) return `${Math.round(millis)} ms`
  let rest = Math.round(millis / 1_000) * 1_000
  const parts: Array<string> = []
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.join(" ")
}
