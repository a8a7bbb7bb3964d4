/** How provisioning files are asked for, and what they come as. */
import * as Schema from "effect/Schema"

// Whether the answer names a file, for a browser to save it.
const download = Schema.optional(Schema.Boolean)

/** Grafana gives what `Accept` says, which is JSON, unless told. */
export const typed = { format: Schema.optional(Schema.Literal("json")), download }
export const worded = { format: Schema.Literal("yaml", "hcl"), download }

export const text = { response: "text", success: Schema.String } as const
