import * as Duration from "effect/Duration"

/** Reads `Retry-After`: seconds, a fraction of seconds, or an HTTP date; what lies in the past is zero. */
export const readRetryAfter = (value: string | undefined, now: number): Duration.Duration | undefined => {
  if (value === undefined) return undefined
  const text = value.trim()
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Duration.millis(Math.max(0, Number(text) * 1000))
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Duration.millis(Math.max(0, date - now))
}
