import * as Organization from "@effect-grafana/elements/Organization"
import * as Effect from "effect/Effect"
import * as Kind from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { once, the } from "./listing.js"
import { contentOf, PreferencesContent, references, sent } from "./preferences.js"

/** What everybody in an organization sees who has set nothing else. */
export const organizationPreferences: Kind.Kind = Kind.make<PreferencesContent>({
  name: "organization-preferences",
  after: ["dashboards"],
  needs: ["homeDashboardUID"],
  content: PreferencesContent,
  listings: the(once(Effect.succeed([{ key: "preferences", title: "the organization's preferences" }]))),
  reads: [Organization.getPreferences],
  read: () =>
    Effect.map(Organization.getPreferences(), (preferences) => ({ content: contentOf(preferences) })),
  references,
  write: {
    lane: "organization-preferences",
    ...comesAlong("organizations", { sameKey: false }),
    create: (_, content) => Effect.as(Organization.updatePreferences(sent(content)), {}),
    update: (_, content) => Organization.updatePreferences(sent(content))
  }
})
