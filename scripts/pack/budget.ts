/** What having the API may cost. */
export const budget = {
  /** Kilobytes of gzip over the floor that the platform's HttpClient and one schema make. */
  overPlatform: 10,
  /** Type instantiations of a program with ten endpoints, those of effect in it included. */
  instantiations: 180_000
} as const
