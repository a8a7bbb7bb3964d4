/**
 * Tells whether `docs/errors-by-endpoint.md` and the table of errors in `docs/failures.md` are what the contracts say;
 * with `--write` they are made anew.
 */
await import(new URL("../packages/testing/test/conformance/writeErrorsPage.ts", import.meta.url).href)
