/**
 * Prints how many recorded exchanges the contracts cover. With `--write` it writes the tables beside the
 * recordings anew: read the difference before it is committed, for the tests believe what stands there.
 */
await import(new URL("../packages/testing/test/recordings/report.ts", import.meta.url).href)
