/** Grafana's kinds of objects, and the order in which they depend on each other. */
import { dashboards } from "./internal/kinds/dashboards.js"
import { dataSources } from "./internal/kinds/dataSources.js"
import { folders } from "./internal/kinds/folders.js"
import { libraryElements } from "./internal/kinds/libraryElements.js"
import type { Kind } from "./Kind.js"

/** All kinds that a migration knows. */
export const all: ReadonlyArray<Kind> = [folders, dataSources, libraryElements, dashboards]

/** The kinds that are migrated unless told: all but those that only come when asked for. */
export const usual: ReadonlyArray<Kind> = all.filter(({ onRequest }) => onRequest === undefined)

/** The kinds in an order in which what an object refers to comes before it; a kind that none names may be missing. */
export const inOrder = (kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> => {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  const ordered = new Set<Kind>()
  const entered = new Set<Kind>()
  const place = (kind: Kind): void => {
    if (entered.has(kind)) return
    entered.add(kind)
    for (const name of kind.after) {
      const before = byName.get(name)
      if (before !== undefined) place(before)
    }
    ordered.add(kind)
  }
  for (const kind of kinds) place(kind)
  return [...ordered]
}

/** The kinds with all that their objects may refer to, in order. */
export const withNeeded = (kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> => {
  const needed = new Map(kinds.map((kind) => [kind.name, kind]))
  for (const { after } of needed.values())
    for (const name of after) {
      const kind = all.find((it) => it.name === name)
      if (kind !== undefined && !needed.has(name)) needed.set(name, kind)
    }
  return inOrder([...needed.values()])
}
