const units: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000
}

const secondsIn = (count = "", unit = ""): number => Number(count) * (units[unit] ?? 0)

/** `1m30s`, or one number of days, weeks, months or years; `undefined` for anything else. */
const secondsOf = (text: string): number | undefined => {
  const [, count, unit] = /^(\d+)([dwMy])$/.exec(text) ?? []
  if (unit !== undefined) return secondsIn(count, unit)
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) return undefined
  return parts.reduce((sum, [, count, unit]) => sum + secondsIn(count, unit), 0)
}

/** How often a dashboard may refresh by Grafana's default settings. */
export const shortestRefresh = "5s"

/** Why a dashboard may not refresh as often as it says. */
export const refreshProblem = (refresh: unknown): string | undefined => {
  if (typeof refresh !== "string" || refresh === "" || refresh === "auto") return undefined
  const seconds = secondsOf(refresh)
  if (seconds === undefined) {
    const quoted = JSON.stringify(refresh)
    return `parsing refresh duration ${quoted} failed: time: invalid duration ${quoted}`
  }
  return seconds < 5 ? "Dashboard refresh interval is too low" : undefined
}
