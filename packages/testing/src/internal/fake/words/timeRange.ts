const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }

/** Milliseconds of `1700000000000` or `now-1h`; 0 for anything else. */
export const moment = (now: number, text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text)
  if (relative === null) return 0
  return now - Number(relative[1] ?? 0) * (units[relative[2] ?? "s"] ?? 0)
}
