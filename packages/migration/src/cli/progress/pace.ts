/** How fast it goes, and how long it will take. */
import { settled, type Tally } from "../../Ledger.js"

export interface Pace {
  /** Objects a second, over the last ten seconds. */
  readonly rate: number | undefined
  /** Milliseconds; undefined where nobody knows. */
  readonly left: number | undefined
}

const span = 10_000
/** Earlier a rate says little. */
const shortest = 500

export type Tallies = ReadonlyMap<string, Tally>

/** How many objects there are at least. */
export const expected = (tally: Tally): number => Math.max(tally.listed, tally.stated, settled(tally))

/** Whether there may be more than is known. */
export const isOpen = ({ ended, stated }: Tally): boolean => ended === undefined && stated === 0

/** A stopwatch over tallies: each look tells the pace by then. */
export const stopwatch = (): ((now: number, tallies: Tallies) => Pace) => {
  const looks: Array<{ readonly at: number; readonly count: number }> = []
  return (now, tallies) => {
    const all = [...tallies.values()]
    const count = all.reduce((sum, tally) => sum + settled(tally), 0)
    looks.push({ at: now, count })
    while (looks.length > 2 && now - (looks[1]?.at ?? now) >= span) looks.shift()
    const first = looks[0] ?? { at: now, count }
    const rate =
      now - first.at < shortest || count === first.count
        ? undefined
        : ((count - first.count) / (now - first.at)) * 1000
    const rest = all.reduce((sum, tally) => sum + expected(tally), 0) - count
    const isKnown = rest > 0 && !all.some(isOpen)
    return { rate, left: rate === undefined || !isKnown ? undefined : (rest / rate) * 1000 }
  }
}

/** `56/s, 1 min 23 s left` */
export const inWords = ({ left, rate }: Pace): string => {
  if (rate === undefined) return ""
  const speed = `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString("en-US")}/s`
  return left === undefined ? speed : `${speed}, ${duration(left)} left`
}

/** `2 h 5 min`, `1 min 23 s`, `4 s` */
export const duration = (millis: number): string => {
  const seconds = Math.round(millis / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`
}
