/** Tells whether `docs/errors-by-endpoint.md` is what the contracts say; with `--write` it is made anew. */
await import(new URL("../packages/testing/test/conformance/writeErrorsPage.ts", import.meta.url).href)
