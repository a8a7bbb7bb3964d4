import type { Folder, LibraryElement } from "../model.js"
import { nextId } from "../state.js"
import { sortKeys } from "../words/format.js"
import { referenceTo, target, type Source } from "./dashboardBody.js"
import { somewhere } from "./folders.js"
import * as Words from "./words.js"
import { inTurn, minute, pickFrom, uidOf, type Work } from "./making.js"

export const makeLibraryElement = (
  work: Work,
  folders: ReadonlyArray<Folder>,
  sources: ReadonlyArray<Source>,
  index: number
): LibraryElement => {
  const { now, org, random, state } = work
  const folder = somewhere(random, folders)
  const type = pickFrom(random, Words.panelTypes, "timeseries")
  const title = `${pickFrom(random, Words.services, "Service")} ${pickFrom(random, Words.aspects, "Overview")} ${index}`
  const source = referenceTo(inTurn(sources, index))
  const metric = inTurn(Words.metrics, index) ?? "up"
  const element: LibraryElement = {
    id: nextId(state, "libraryElement"),
    uid: uidOf(random, index),
    name: title,
    kind: 1,
    folderId: folder?.id ?? 0,
    folderUid: folder?.uid ?? "",
    type,
    description: "",
    model: sortKeys({
      description: "",
      title,
      type,
      datasource: source,
      targets: [target("A", source, metric)]
    }),
    version: 1,
    created: now - index * minute,
    createdBy: 1,
    updated: now - index * minute,
    updatedBy: 1
  }
  org.libraryElements.add(element)
  return element
}
