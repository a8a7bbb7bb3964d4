/** What has written an object of alerting, and so may change it. */
import * as Schema from "effect/Schema"
import type { Reading } from "../../Kind.js"

/** Absent where an object may be changed in Grafana's pages. */
export const Provenance = Schema.optional(Schema.Literal("api"))

/** The part of a content that says who may change it. */
export interface Provenanced {
  readonly provenance?: "api" | undefined
}

export const provenanceOf = (provenance = ""): Provenanced => (provenance === "api" ? { provenance } : {})

/** What a file or a tool of its own has written does not move as such: the copy may be changed in Grafana's pages. */
export const provisioning = (provenance = ""): Pick<Reading, "fixed" | "aside"> =>
  provenance === "" || provenance === "api"
    ? {}
    : {
        fixed: provenance === "file" ? "provisioned from a file" : `provisioned (${provenance})`,
        aside: { provenance }
      }

/** The header by which an object gets its provenance, or none. */
export const provenanceHeader = ({ provenance }: Provenanced) => ({
  disableProvenance: provenance === undefined
})
