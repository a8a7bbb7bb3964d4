import * as Annotations from "@effect-grafana/elements/Annotations"
import { listAt, type Truth } from "../truth.js"
import { many, number, type Resource } from "../write.js"

const allAnnotations = (truth: Truth) => listAt(truth, "/api/annotations?limit=1000")

export const annotations: Resource = {
  objects: allAnnotations,
  creates: [
    ({ name, truth }) => {
      const made = name()
      return {
        contract: Annotations.create,
        send: Annotations.create({ text: made }),
        stands: () => many(allAnnotations(truth), "text", made) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ truth }) => {
        const id = number(it["id"])
        return {
          contract: Annotations.remove,
          send: Annotations.remove({ id }),
          stands: () => truth(`/api/annotations/${id}`) === undefined
        }
      }
  ]
}
