import * as Teams from "@effect-grafana/elements/Teams"
import * as Effect from "effect/Effect"
import * as Kind from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { twice } from "./listing.js"
import { contentOf, PreferencesContent, references, sent } from "./preferences.js"
import { teamListing } from "./teams.js"

/** What the members of each team see who have set nothing else, by the team's name. */
export const teamPreferences: Kind.Kind = Kind.make<PreferencesContent>({
  name: "team-preferences",
  after: ["teams", "dashboards"],
  needs: ["homeDashboardUID"],
  byId: true,
  content: PreferencesContent,
  listings: twice(teamListing),
  reads: [Teams.search, Teams.getPreferences],
  read: ({ id }) =>
    Effect.map(Teams.getPreferences({ id: Number(id) }), (preferences) => ({
      content: contentOf(preferences)
    })),
  references,
  rekey: (name, rewrite) => rewrite("teams", name, "") ?? name,
  write: {
    lane: "team-preferences",
    ...comesAlong("teams", { sameKey: true }),
    create: (team, content, { idOf }) =>
      Effect.flatMap(idOf("teams", team), (id) =>
        Effect.as(Teams.updatePreferences({ id: Number(id), ...sent(content) }), {})
      ),
    update: ({ id }, content) => Teams.updatePreferences({ id: Number(id), ...sent(content) })
  }
})
