import type { User } from "../model.js"
import { addOrg } from "../state.js"
import type { SeedOptions } from "./options.js"
import { roleOf } from "./people.js"
import * as Words from "./words.js"
import { inTurn, makeWork, send, type Work } from "./making.js"

const tenth = (count: number | undefined): number => Math.min(100, Math.ceil((count ?? 0) / 10))

/** What a further organization holds. */
export const share = (options: SeedOptions): SeedOptions => ({
  folders: tenth(options.folders),
  dashboards: tenth(options.dashboards),
  libraryElements: tenth(options.libraryElements),
  dataSources: tenth(options.dataSources)
})

/** A further organization, with up to fifty members; the seed of what it holds is its own. */
export const makeOrganization = (work: Work, users: ReadonlyArray<User>, index: number): Work => {
  const { seed, state } = work
  const org = addOrg(state, `${Words.departments[index] ?? "Branch"} ${index}`)
  org.members.set(1, "Admin")
  for (const [place, user] of users.slice(index * 50, index * 50 + 50).entries()) {
    org.members.set(user.id, roleOf(place))
  }
  const made = makeWork(state, org, seed * 1000 + org.id)
  send(made, "PUT", "/api/org/address", {
    address1: `${index + 1} Main Street`,
    city: inTurn(Words.cities, index)
  })
  return made
}
