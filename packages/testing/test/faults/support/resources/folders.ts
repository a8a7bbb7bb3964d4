import * as Folders from "@effect-grafana/elements/Folders"
import { at, listAt, type Truth } from "../truth.js"
import { many, number, text, type Resource } from "../write.js"

const allFolders = (truth: Truth) => listAt(truth, "/api/folders?limit=1000")

export const folders: Resource = {
  objects: allFolders,
  creates: [
    ({ name, truth }) => {
      const uid = name()
      return {
        contract: Folders.create,
        send: Folders.create({ uid, title: uid }),
        stands: () => at(truth(`/api/folders/${uid}`), "version") === 1
      }
    },
    ({ name, truth }) => {
      const title = name()
      return {
        contract: Folders.create,
        send: Folders.create({ title }),
        stands: () => many(allFolders(truth), "title", title) === 1
      }
    }
  ],
  changes: [
    (it) =>
      ({ name, truth }) => {
        const [uid, title] = [text(it["uid"]), name()]
        const version = number(at(truth(`/api/folders/${uid}`), "version"))
        return {
          contract: Folders.update,
          send: Folders.update({ uid, title, version }),
          stands: () => {
            const found = truth(`/api/folders/${uid}`)
            return at(found, "title") === title && at(found, "version") === version + 1
          }
        }
      },
    (it) =>
      ({ name, truth }) => {
        const [uid, title] = [text(it["uid"]), name()]
        return {
          contract: Folders.update,
          send: Folders.update({ uid, title, overwrite: true }),
          stands: () => at(truth(`/api/folders/${uid}`), "title") === title
        }
      },
    (it) =>
      ({ truth }) => {
        const uid = text(it["uid"])
        return {
          contract: Folders.remove,
          send: Folders.remove({ uid }),
          stands: () => truth(`/api/folders/${uid}`) === undefined
        }
      }
  ]
}
