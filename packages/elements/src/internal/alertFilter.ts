import * as Schema from "effect/Schema"

/** Which alerts of an Alertmanager to list: `filter` by matchers (`severity="critical"`), `receiver` by a pattern. */
export const alertFilter = {
  active: Schema.optional(Schema.Boolean),
  silenced: Schema.optional(Schema.Boolean),
  inhibited: Schema.optional(Schema.Boolean),
  filter: Schema.optional(Schema.Array(Schema.NonEmptyString)),
  receiver: Schema.optional(Schema.NonEmptyString)
}
