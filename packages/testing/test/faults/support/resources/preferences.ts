import * as Organization from "@effect-grafana/elements/Organization"
import { at } from "../truth.js"
import { type Resource } from "../write.js"

export const preferences: Resource = {
  objects: () => [],
  creates: [
    ({ name, truth }) => {
      const language = name()
      return {
        contract: Organization.updatePreferences,
        send: Organization.updatePreferences({ language }),
        stands: () => at(truth("/api/org/preferences"), "language") === language
      }
    },
    ({ name, truth }) => {
      const language = name()
      return {
        contract: Organization.patchPreferences,
        send: Organization.patchPreferences({ language }),
        stands: () => at(truth("/api/org/preferences"), "language") === language
      }
    }
  ],
  changes: []
}
