import * as Dashboards from "@effect-grafana/elements/Dashboards"
import { at, listAt, type Truth } from "../truth.js"
import { many, number, text, type Resource } from "../write.js"

const allDashboards = (truth: Truth) => listAt(truth, "/api/search?type=dash-db&limit=1000")

export const dashboards: Resource = {
  objects: allDashboards,
  creates: [
    ({ name, truth }) => {
      const uid = name()
      return {
        contract: Dashboards.save,
        send: Dashboards.save({ dashboard: { uid, title: uid, panels: [] } }),
        stands: () => at(truth(`/api/dashboards/uid/${uid}`), "meta", "version") === 1
      }
    },
    ({ name, truth }) => {
      const title = name()
      return {
        contract: Dashboards.save,
        send: Dashboards.save({ dashboard: { title } }),
        stands: () => many(allDashboards(truth), "title", title) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [uid, title] = [text(it["uid"]), name()]
        const version = number(at(truth(`/api/dashboards/uid/${uid}`), "meta", "version"))
        return {
          contract: Dashboards.save,
          send: Dashboards.save({ dashboard: { uid, title, version } }),
          stands: () => {
            const found = truth(`/api/dashboards/uid/${uid}`)
            return at(found, "dashboard", "title") === title && at(found, "meta", "version") === version + 1
          }
        }
      },
    (it) =>
      ({ name, truth }) => {
        const [uid, title] = [text(it["uid"]), name()]
        return {
          contract: Dashboards.save,
          send: Dashboards.save({ dashboard: { uid, title }, overwrite: true }),
          stands: () => at(truth(`/api/dashboards/uid/${uid}`), "dashboard", "title") === title
        }
      },
    (it) =>
      ({ truth }) => {
        const uid = text(it["uid"])
        return {
          contract: Dashboards.remove,
          send: Dashboards.remove({ uid }),
          stands: () => truth(`/api/dashboards/uid/${uid}`) === undefined
        }
      }
  ]
}
