import * as Playlists from "@effect-grafana/elements/Playlists"
import { at, listAt, type Truth } from "../truth.js"
import { many, text, type Resource } from "../write.js"

const allPlaylists = (truth: Truth) => listAt(truth, "/api/playlists?limit=1000")

const items = [{ type: "dashboard_by_tag", value: "a" }] as const

export const playlists: Resource = {
  objects: allPlaylists,
  creates: [
    ({ name, truth }) => {
      const made = name()
      return {
        contract: Playlists.create,
        send: Playlists.create({ name: made, interval: "5m", items }),
        stands: () => many(allPlaylists(truth), "name", made) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [uid, renamed] = [text(it["uid"]), name()]
        return {
          contract: Playlists.update,
          send: Playlists.update({ uid, name: renamed, interval: "5m", items }),
          stands: () => at(truth(`/api/playlists/${uid}`), "name") === renamed
        }
      },
    (it) =>
      ({ truth }) => {
        const uid = text(it["uid"])
        return {
          contract: Playlists.remove,
          send: Playlists.remove({ uid }),
          stands: () => truth(`/api/playlists/${uid}`) === undefined
        }
      }
  ]
}
