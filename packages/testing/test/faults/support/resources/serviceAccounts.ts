import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import { at, listAt, type Truth } from "../truth.js"
import { many, number, type Resource } from "../write.js"

const allAccounts = (truth: Truth) =>
  listAt(truth, "/api/serviceaccounts/search?perpage=1000", "serviceAccounts")

export const serviceAccounts: Resource = {
  objects: allAccounts,
  creates: [
    ({ name, truth }) => {
      const made = name()
      return {
        contract: ServiceAccounts.create,
        send: ServiceAccounts.create({ name: made, role: "Viewer" }),
        stands: () => many(allAccounts(truth), "name", made) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [id, token] = [number(it["id"]), name()]
        return {
          contract: ServiceAccounts.createToken,
          send: ServiceAccounts.createToken({ id, name: token }),
          stands: () => many(listAt(truth, `/api/serviceaccounts/${id}/tokens`), "name", token) === 1
        }
      },
    (it) =>
      ({ name, truth }) => {
        const [id, renamed] = [number(it["id"]), name()]
        return {
          contract: ServiceAccounts.update,
          send: ServiceAccounts.update({ id, name: renamed }),
          stands: () => at(truth(`/api/serviceaccounts/${id}`), "name") === renamed
        }
      },
    (it) =>
      ({ truth }) => {
        const id = number(it["id"])
        return {
          contract: ServiceAccounts.remove,
          send: ServiceAccounts.remove({ id }),
          stands: () => truth(`/api/serviceaccounts/${id}`) === undefined
        }
      }
  ]
}
