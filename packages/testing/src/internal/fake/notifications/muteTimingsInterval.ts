import type { MuteTiming, TimeInterval } from "./alertmanagerModel.js"
import { decoded, readable } from "../alerting/alertRulesBody.js"
import { pick } from "../bind.js"
import { Fingerprint } from "../words/fingerprint.js"

const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december"
]

/** First and last, both of them inside. */
interface Range {
  readonly begin: number
  readonly end: number
}

const whole = (text: string): number =>
  readable(/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined)

const dayNumber = (text: string): number => {
  const index = days.indexOf(text.toLowerCase())
  return readable(index === -1 ? undefined : index)
}

const monthNumber = (text: string): number => {
  const index = months.indexOf(text.toLowerCase())
  const month = index === -1 ? whole(text) : index + 1
  return readable(month >= 1 && month <= 12 ? month : undefined)
}

/** Days count from the first of a month, or with a sign from its last. */
const dateNumber = (text: string): number => {
  const day = whole(text)
  return readable(day !== 0 && day >= -31 && day <= 31 ? day : undefined)
}

/** Reads `a` or `a:b`. */
const range = (value: unknown, read: (text: string) => number): Range => {
  const [first = "", last = first, ...more] = readable(typeof value === "string" ? value : undefined).split(
    ":"
  )
  const begin = read(first.trim())
  const end = read(last.trim())
  return readable(more.length === 0 ? { begin, end } : undefined)
}

const forward = (found: Range): Range => readable(found.begin <= found.end ? found : undefined)

const forwardDates = (found: Range): Range => {
  const { begin, end } = found
  return begin < 0 === end < 0 ? forward(found) : readable(begin > 0 ? found : undefined)
}

const weekday = (value: unknown): Range => forward(range(value, dayNumber))
const month = (value: unknown): Range => forward(range(value, monthNumber))
const date = (value: unknown): Range => forwardDates(range(value, dateNumber))
const year = (value: unknown): Range => forward(range(value, whole))

const written = ({ begin, end }: Range, name: (value: number) => string = String): string =>
  begin === end ? name(begin) : `${name(begin)}:${name(end)}`

const dayName = (day: number): string => days[day] ?? ""

const clock = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

const minuteOf = (text: string): number => {
  const [, hour = "24", minute = "0"] = readable(clock.exec(text) ?? undefined)
  return Number(hour) * 60 + Number(minute)
}

const readTime = (value: unknown) => {
  const { end_time = "", start_time = "" } = readable(
    pick(value, { start_time: "string", end_time: "string" })
  )
  return readable(minuteOf(start_time) < minuteOf(end_time) ? { start_time, end_time } : undefined)
}

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return name === "Local"
  }
}

const shape = {
  times: "array",
  weekdays: "array",
  days_of_month: "array",
  months: "array",
  years: "array",
  location: "string"
} as const

const field = <K extends keyof TimeInterval>(
  name: K,
  values: ReadonlyArray<unknown> | undefined,
  read: (value: unknown) => NonNullable<TimeInterval[K]>[number]
): TimeInterval =>
  // Sound: the one field is a list of what the interval has under its name.
  values === undefined || values.length === 0 ? {} : ({ [name]: values.map(read) } as TimeInterval)

const readInterval = (value: unknown): TimeInterval => {
  const body = readable(pick(value, shape))
  const location = body.location ?? ""
  return {
    ...field("times", body.times, readTime),
    ...field("weekdays", body.weekdays, (one) => written(weekday(one), dayName)),
    ...field("days_of_month", body.days_of_month, (one) => written(date(one))),
    ...field("months", body.months, (one) => written(month(one))),
    ...field("years", body.years, (one) => written(year(one))),
    ...(location === "" ? {} : { location: readable(isZone(location) ? location : undefined) })
  }
}

const timingShape = { name: "string", time_intervals: "array" } as const

/** Reads a mute timing; `undefined` where Grafana cannot. */
export const readMuteTiming = (value: unknown): MuteTiming | undefined =>
  decoded(() => {
    const { name = "", time_intervals = [] } = readable(pick(value, timingShape))
    return { name, time_intervals: time_intervals.map(readInterval) }
  })

/** The hash by which Grafana tells the versions of a mute timing. */
export const muteTimingVersion = ({ name, time_intervals }: MuteTiming): string => {
  const hash = new Fingerprint().text(name)
  const add = ({ begin, end }: Range) => hash.integer(begin).integer(end)
  for (const interval of time_intervals) {
    for (const { end_time, start_time } of interval.times ?? [])
      add({ begin: minuteOf(start_time), end: minuteOf(end_time) })
    interval.months?.map(month).forEach(add)
    interval.days_of_month?.map(date).forEach(add)
    interval.weekdays?.map(weekday).forEach(add)
    interval.years?.map(year).forEach(add)
    if (interval.location !== undefined) hash.text(interval.location)
  }
  return hash.toString()
}
