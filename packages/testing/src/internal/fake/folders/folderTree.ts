import type { Folder, Org } from "../model.js"

/** The folders around a folder, outermost first, without itself. */
export const ancestorsOf = (org: Org, folder: Folder): ReadonlyArray<Folder> => {
  const ancestors: Array<Folder> = []
  let parent = org.folders.get(folder.parentUid)
  while (parent !== undefined) {
    ancestors.unshift(parent)
    parent = org.folders.get(parent.parentUid)
  }
  return ancestors
}

const childrenByParent = (org: Org): ReadonlyMap<string, ReadonlyArray<Folder>> => {
  const byParent = new Map<string, Array<Folder>>()
  for (const folder of org.folders.values()) {
    const siblings = byParent.get(folder.parentUid)
    if (siblings === undefined) byParent.set(folder.parentUid, [folder])
    else siblings.push(folder)
  }
  return byParent
}

/** Every folder below a folder; `""` is the root. A folder comes before those inside it. */
export const descendantsOf = (org: Org, uid: string): ReadonlyArray<Folder> => {
  const byParent = childrenByParent(org)
  const found = [...(byParent.get(uid) ?? [])]
  for (let i = 0; i < found.length; i++) found.push(...(byParent.get(found[i]?.uid ?? "") ?? []))
  return found
}

/** How many levels of folders are below a folder. */
export const heightOf = (org: Org, folder: Folder): number => {
  const depth = ancestorsOf(org, folder).length
  return descendantsOf(org, folder.uid).reduce(
    (height, below) => Math.max(height, ancestorsOf(org, below).length - depth),
    0
  )
}

/** How many folders may be nested: a folder at the root and four below it. */
export const maxDepth = 4
