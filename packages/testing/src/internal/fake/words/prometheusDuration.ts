const form = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

interface Unit {
  readonly sign: string
  readonly millis: number
  /** Written only when nothing is left over. */
  readonly exact: boolean
}

const units: ReadonlyArray<Unit> = [
  { sign: "y", millis: 365 * 86_400_000, exact: true },
  { sign: "w", millis: 7 * 86_400_000, exact: true },
  { sign: "d", millis: 86_400_000, exact: false },
  { sign: "h", millis: 3_600_000, exact: false },
  { sign: "m", millis: 60_000, exact: false },
  { sign: "s", millis: 1_000, exact: false },
  { sign: "ms", millis: 1, exact: false }
]

/** Go counts nanoseconds in 64 bits. */
const longest = 9_223_372_036_854

/** Reads `1h30m`, as Prometheus spells durations, into milliseconds; `undefined` where it is none. */
export const parseDuration = (text: string): number | undefined => {
  if (text === "0") return 0
  const parts = text === "" ? null : form.exec(text)
  if (parts === null) return undefined
  const sum = units.reduce((sum, { millis }, index) => sum + Number(parts[index + 1] ?? 0) * millis, 0)
  return sum <= longest ? sum : undefined
}

/** Writes milliseconds as Prometheus does: `90s` comes back as `1m30s`. */
export const formatDuration = (duration: number): string => {
  let left = duration
  let out = ""
  for (const { exact, millis, sign } of units) {
    if (left < millis || (exact && left % millis !== 0)) continue
    out += `${Math.floor(left / millis)}${sign}`
    left %= millis
  }
  return out === "" ? "0s" : out
}
