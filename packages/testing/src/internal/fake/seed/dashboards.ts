import type { Dashboard, Folder } from "../model.js"
import { nextId } from "../state.js"
import { dashboardBody, elementOf, type Surroundings } from "./dashboardBody.js"
import { somewhere } from "./folders.js"
import * as Words from "./words.js"
import { author, minute, pickFrom, uidOf, type Work } from "./making.js"

/** A few lists that all dashboards share. */
const tagLists: ReadonlyArray<ReadonlyArray<string>> = Words.tags.map((tag, i) =>
  [...new Set([tag, Words.tags[(i * 4 + 1) % Words.tags.length] ?? tag])].sort()
)

export const tagsOf = (index: number): ReadonlyArray<string> => tagLists[(index * 5) % tagLists.length] ?? []

const connect = (
  { now, org, state }: Work,
  around: Surroundings,
  dashboard: Dashboard,
  index: number
): void => {
  const element = elementOf(around, index)
  if (element === undefined) return
  const dashboards = org.connections.get(element.uid) ?? new Map()
  dashboards.set(dashboard.uid, { id: nextId(state, "connection"), created: now, createdBy: 1 })
  org.connections.set(element.uid, dashboards)
}

/** Rows only: a body is made when it is asked for. */
export const makeDashboards = (
  work: Work,
  around: Surroundings,
  folders: ReadonlyArray<Folder>,
  count: number
): void => {
  const { now, org, random, state } = work
  const make = dashboardBody(around)
  for (let index = 0; index < count; index++) {
    const created = now - index * minute
    const service = pickFrom(random, Words.services, "Service")
    const dashboard: Dashboard = {
      id: nextId(state, "dashboard"),
      uid: uidOf(random, index),
      title: `${service} ${pickFrom(random, Words.aspects, "Overview")} ${index}`,
      tags: tagsOf(index),
      folderUid: somewhere(random, folders)?.uid ?? "",
      version: 1,
      created,
      createdBy: author,
      updated: created,
      updatedBy: author,
      versions: undefined,
      seeded: { index, make },
      grants: undefined
    }
    org.dashboards.add(dashboard)
    connect(work, around, dashboard, index)
  }
}
