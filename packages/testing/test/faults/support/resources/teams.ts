import * as Teams from "@effect-grafana/elements/Teams"
import { at, listAt, type Truth } from "../truth.js"
import { many, number, type Resource } from "../write.js"

const allTeams = (truth: Truth) => listAt(truth, "/api/teams/search?perpage=1000", "teams")

export const teams: Resource = {
  objects: allTeams,
  creates: [
    ({ name, truth }) => {
      const made = name()
      return {
        contract: Teams.create,
        send: Teams.create({ name: made }),
        stands: () => many(allTeams(truth), "name", made) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [id, renamed] = [number(it["id"]), name()]
        return {
          contract: Teams.update,
          send: Teams.update({ id, name: renamed, email: "" }),
          stands: () => at(truth(`/api/teams/${id}`), "name") === renamed
        }
      },
    (it) =>
      ({ random, truth }) => {
        const id = number(it["id"])
        const timezone = random() < 0.5 ? "utc" : "browser"
        return {
          contract: Teams.updatePreferences,
          send: Teams.updatePreferences({ id, timezone }),
          stands: () => at(truth(`/api/teams/${id}/preferences`), "timezone") === timezone
        }
      },
    (it) =>
      ({ truth }) => {
        const id = number(it["id"])
        return {
          contract: Teams.remove,
          send: Teams.remove({ id }),
          stands: () => truth(`/api/teams/${id}`) === undefined
        }
      }
  ]
}
