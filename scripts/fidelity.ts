/**
 * Plays the recorded exchanges against the fake and prints how many it answers as Grafana did. `--verbose` shows what
 * differs; `--write` writes `packages/testing/fidelity.tsv` anew: read its difference before it is committed.
 */
await import(new URL("../packages/testing/test/fake/fidelity/report.ts", import.meta.url).href)
