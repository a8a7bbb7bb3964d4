import { readFileSync } from "node:fs"
import { endpoints } from "@effect-grafana/elements/All"
import * as Effect from "effect/Effect"
import * as Conformance from "../../src/Conformance.js"
import { recorded } from "../recordings/recorded.js"

const home = new URL("../../conformance/", import.meta.url)

const table = <A>(file: string, parse: (text: string) => Effect.Effect<ReadonlyArray<A>, unknown>) =>
  Effect.runSync(parse(readFileSync(new URL(file, home), "utf8")))

/** What the project knows of Grafana 12.3.0. */
export const evidence: Conformance.Evidence = {
  operations: table("openapi-12.3.0.tsv", Conformance.parseOperations),
  handlers: table("handlers-12.3.0.tsv", Conformance.parseHandlers),
  uses: table("endpoints.tsv", Conformance.parseUses),
  reasons: table("reasons.tsv", Conformance.parseReasons),
  recorded
}

/** The contracts of elements held to it. */
export const report: Conformance.Report = Conformance.check(endpoints, evidence)
