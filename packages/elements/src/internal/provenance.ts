/** Who may change what the provisioning API writes. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/**
 * The header by which what is written gets no provenance, so that the user interface may change it. Grafana looks
 * for the header and not at its value: "false" disables as well (12.3.0), so it is sent for `true` alone.
 */
export const provenance = {
  disableProvenance: Schema.optionalToOptional(Schema.Literal("true"), Schema.UndefinedOr(Schema.Boolean), {
    decode: Option.map(() => true),
    encode: Option.filterMap((disable) => (disable === true ? Option.some("true" as const) : Option.none()))
  }).pipe(Schema.fromKey("X-Disable-Provenance"))
}

/** Whether an object has the provenance that a write gave it. */
export const hasProvenance = (
  sent: { readonly disableProvenance?: boolean | undefined },
  it: { readonly provenance?: string | undefined }
): boolean => (it.provenance ?? "") === (sent.disableProvenance === true ? "" : "api")
