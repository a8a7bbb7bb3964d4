/** Preferences, as a user, a team and an organization have them. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Id, OpenEnum } from "./Common.js"

/** What is set; a preference that is absent comes from the team, the organization or the server. */
export interface Preferences extends Schema.Schema.Type<typeof preferences> {}
const preferences = Schema.Struct({
  theme: Schema.optional(OpenEnum("light", "dark", "system")),
  timezone: Schema.optional(OpenEnum("utc", "browser")),
  weekStart: Schema.optional(OpenEnum("saturday", "sunday", "monday")),
  language: Schema.optional(Schema.String),
  regionalFormat: Schema.optional(Schema.String),
  homeDashboardUID: Schema.optional(Schema.String),
  navbar: Schema.optional(
    Schema.Struct({ bookmarkUrls: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String))) })
  ),
  queryHistory: Schema.optional(Schema.Struct({ homeTab: Schema.optional(Schema.String) }))
})
export const Preferences: Schema.Schema<Preferences> = preferences

/** What may be set; `""` takes a preference back. */
export const PreferenceFields = {
  // A theme that this Grafana does not have is a BadRequest; each version knows more of them.
  theme: Schema.optional(OpenEnum("", "light", "dark", "system")),
  timezone: Schema.optional(OpenEnum("", "utc", "browser")),
  weekStart: Schema.optional(OpenEnum("", "saturday", "sunday", "monday")),
  language: Schema.optional(Schema.String),
  regionalFormat: Schema.optional(Schema.String),
  homeDashboardUID: Schema.optional(Schema.String),
  /** @deprecated by Grafana 9.0: use `homeDashboardUID`. */
  homeDashboardId: Schema.optional(Id),
  navbar: Schema.optional(Schema.Struct({ bookmarkUrls: Schema.Array(Schema.String) })),
  queryHistory: Schema.optional(Schema.Struct({ homeTab: Schema.String })),
  cookies: Schema.optional(Schema.Array(Schema.Literal("functional", "performance", "analytics")))
}
