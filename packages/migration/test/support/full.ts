/** One instance that has something of every kind. */
import * as fc from "fast-check"
import { instance, type Instance } from "./instance.js"

const hasAll = (it: Instance): boolean =>
  [it.newBoards, it.templates, it.routes, it.playlists, it.publicBoards, it.annotations, it.snapshots].every(
    ({ length }) => length > 0
  )

const [found] = fc.sample(instance.filter(hasAll), { seed: 1, numRuns: 1 })
if (found === undefined) throw new Error("there is no such instance")

const first = <A>(items: ReadonlyArray<A>, change: Partial<A>): ReadonlyArray<A> =>
  items.map((item, i) => (i === 0 ? { ...item, ...change } : item))

const grants = [{ to: "role", index: 0, permission: 1 } as const]

/** What the edits of the tests go out from is set; the rest is as it came. */
export const full: Instance = {
  ...found,
  address: { city: "Köln" },
  boards: [...first(found.boards, { grants, title: "Edited", folder: undefined })],
  folderGrants: [grants, undefined, undefined],
  preferences: { theme: "dark" },
  teams: [
    ...first(found.teams, { name: "Edited", email: "old@example.com", preferences: { theme: "dark" } })
  ],
  users: [...first(found.users, { role: "Viewer" })],
  accounts: [...first(found.accounts, { role: "Viewer", isDisabled: false })],
  contactPoints: [
    ...first(found.contactPoints, { type: "email", disableResolveMessage: false, inApi: false })
  ],
  muteTimings: [...first(found.muteTimings, { inApi: false, weekdays: "saturday" })],
  templates: [...first(found.templates, { inApi: false })],
  rules: found.rules.map((rule, i) => ({
    ...rule,
    inApi: false,
    group: `group ${i}`,
    ...(i === 0 ? { labels: { team: "one", severity: "high" } } : {})
  }))
}
