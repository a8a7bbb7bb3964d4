/** What having the API may cost, and how that is weighed. */
import { gzipSync } from "node:zlib"

export const budget = {
  /** Kilobytes of gzip over the floor that the platform's HttpClient and one schema make. */
  overPlatform: 10,
  /** Type instantiations of a program with ten endpoints, those of effect in it included. */
  instantiations: 180_000
} as const

/** Kilobytes of gzip. */
export const kilobytes = (text: string): number => gzipSync(text, { level: 9 }).length / 1000

/** The routes that a bundle holds. */
export const routesIn = (bundle: string): ReadonlyArray<string> => [
  ...new Set(bundle.match(/\/api\/[a-z{}/-]*/gi) ?? [])
]
