import { rootGrants } from "../access/permissions.js"
import type { Folder, Grant } from "../model.js"
import { nextId } from "../state.js"
import type { Random } from "../words/identifiers.js"
import * as Words from "./words.js"
import { author, minute, pickFrom, uidOf, type Work } from "./making.js"

/** A third of the folders at the root, the others one or two levels below. */
const makeFolder = (work: Work, index: number, count: number, made: ReadonlyArray<Folder>): Folder => {
  const { now, org, random, state } = work
  const perLevel = Math.ceil(count / 3)
  const level = Math.floor(index / perLevel)
  const above = made.slice((level - 1) * perLevel, level * perLevel)
  const parentUid = level === 0 ? "" : (above[Math.floor(random() * above.length)]?.uid ?? "")
  const names = [Words.departments, Words.services, Words.environments][level] ?? Words.services
  const created = now - index * minute
  const grants: ReadonlyArray<Grant> = parentUid === "" ? rootGrants(created) : []
  const folder: Folder = {
    id: nextId(state, "dashboard"),
    uid: uidOf(random, index),
    title: `${pickFrom(random, names, "Folder")} ${index}`,
    description: "",
    parentUid,
    version: 1,
    created,
    createdBy: author,
    updated: created,
    updatedBy: author,
    grants
  }
  org.folders.add(folder)
  return folder
}

export const makeFolders = (work: Work, count: number): ReadonlyArray<Folder> => {
  const made: Array<Folder> = []
  for (let index = 0; index < count; index++) made.push(makeFolder(work, index, count, made))
  return made
}

/** One in ten stands at the root. */
export const somewhere = (random: Random, folders: ReadonlyArray<Folder>): Folder | undefined =>
  random() < 0.1 ? undefined : folders[Math.floor(random() * folders.length)]
