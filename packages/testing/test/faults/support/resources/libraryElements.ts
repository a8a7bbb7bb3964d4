import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import { at, listAt, type Truth } from "../truth.js"
import { many, number, text, type Resource } from "../write.js"

const allElements = (truth: Truth) =>
  listAt(truth, "/api/library-elements?perPage=1000", "result", "elements")

export const libraryElements: Resource = {
  objects: allElements,
  creates: [
    ({ name, truth }) => {
      const uid = name()
      return {
        contract: LibraryElements.create,
        send: LibraryElements.create({ uid, name: uid, kind: 1, model: { type: "text" } }),
        stands: () => at(truth(`/api/library-elements/${uid}`), "result", "version") === 1
      }
    },
    ({ name, truth }) => {
      const unkeyed = name()
      return {
        contract: LibraryElements.create,
        send: LibraryElements.create({ name: unkeyed, kind: 1, model: { type: "text" } }),
        stands: () => many(allElements(truth), "name", unkeyed) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [uid, renamed, version] = [text(it["uid"]), name(), number(it["version"])]
        return {
          contract: LibraryElements.update,
          send: LibraryElements.update({ currentUid: uid, folderUid: "", name: renamed, kind: 1, version }),
          stands: () => {
            const found = truth(`/api/library-elements/${uid}`)
            return at(found, "result", "name") === renamed && at(found, "result", "version") === version + 1
          }
        }
      },
    (it) =>
      ({ truth }) => {
        const uid = text(it["uid"])
        return {
          contract: LibraryElements.remove,
          send: LibraryElements.remove({ uid }),
          stands: () => truth(`/api/library-elements/${uid}`) === undefined
        }
      }
  ]
}
