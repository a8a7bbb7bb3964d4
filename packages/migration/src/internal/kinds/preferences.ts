/** What the preferences of an organization and of a team share. */
import type * as Preferences from "@effect-grafana/elements/Preferences"
import * as Schema from "effect/Schema"
import type { Rewrite } from "../../Kind.js"

/** The preferences that are set. */
export const PreferencesContent = Schema.Struct({
  theme: Schema.optional(Schema.String),
  timezone: Schema.optional(Schema.String),
  weekStart: Schema.optional(Schema.String),
  language: Schema.optional(Schema.String),
  regionalFormat: Schema.optional(Schema.String),
  homeDashboardUID: Schema.optional(Schema.String),
  navbar: Schema.optional(Schema.Struct({ bookmarkUrls: Schema.Array(Schema.String) })),
  queryHistory: Schema.optional(Schema.Struct({ homeTab: Schema.String }))
})

export type PreferencesContent = typeof PreferencesContent.Type

const texts = ["theme", "timezone", "weekStart", "language", "regionalFormat", "homeDashboardUID"] as const

export const contentOf = (preferences: Preferences.Preferences): PreferencesContent => {
  const bookmarkUrls = preferences.navbar?.bookmarkUrls ?? []
  const homeTab = preferences.queryHistory?.homeTab ?? ""
  return {
    ...Object.fromEntries(
      texts.flatMap((field) => (preferences[field] ? [[field, preferences[field]]] : []))
    ),
    ...(bookmarkUrls.length === 0 ? {} : { navbar: { bookmarkUrls } }),
    ...(homeTab === "" ? {} : { queryHistory: { homeTab } })
  }
}

/** All of them: Grafana takes back what is left out, but for the home dashboard, which has to be emptied (12.3.0). */
export const sent = (content: PreferencesContent) => ({ homeDashboardUID: "", ...content })

export const references = (content: PreferencesContent, rewrite: Rewrite): PreferencesContent => {
  const { homeDashboardUID } = content
  if (homeDashboardUID === undefined) return content
  const uid = rewrite("dashboards", homeDashboardUID, "homeDashboardUID")
  return uid === undefined ? content : { ...content, homeDashboardUID: uid }
}
