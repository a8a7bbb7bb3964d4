import * as DataSources from "@effect-grafana/elements/DataSources"
import { at, listAt } from "../truth.js"
import { number, text, type Resource } from "../write.js"

export const dataSources: Resource = {
  objects: (truth) => listAt(truth, "/api/datasources"),
  creates: [
    ({ name, truth }) => {
      const uid = name()
      return {
        contract: DataSources.create,
        send: DataSources.create({ uid, name: uid, type: "testdata", access: "proxy" }),
        stands: () => at(truth(`/api/datasources/uid/${uid}`), "version") === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [uid, renamed] = [text(it["uid"]), name()]
        const version = number(at(truth(`/api/datasources/uid/${uid}`), "version"))
        const fields = { name: renamed, type: "testdata", access: "proxy" } as const
        return {
          contract: DataSources.update,
          send: DataSources.update({ currentUid: uid, ...fields, version }),
          stands: () => {
            const found = truth(`/api/datasources/uid/${uid}`)
            return at(found, "name") === renamed && at(found, "version") === version + 1
          }
        }
      },
    (it) =>
      ({ truth }) => {
        const uid = text(it["uid"])
        return {
          contract: DataSources.remove,
          send: DataSources.remove({ uid }),
          stands: () => truth(`/api/datasources/uid/${uid}`) === undefined
        }
      }
  ]
}
