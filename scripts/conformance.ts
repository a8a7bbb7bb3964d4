/**
 * Holds every contract to Grafana's OpenAPI document and to the table of endpoints, and prints each difference with
 * its reason; one without a reason fails. `--verbose` lists more, `--json FILE` writes the totals.
 */
await import(new URL("../packages/testing/test/conformance/report.ts", import.meta.url).href)
