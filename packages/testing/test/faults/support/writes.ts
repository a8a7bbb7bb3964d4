/** Writes of many kinds, each with the truth that it is to bring about. */
import { annotations } from "./resources/annotations.js"
import { dashboards } from "./resources/dashboards.js"
import { dataSources } from "./resources/dataSources.js"
import { folders } from "./resources/folders.js"
import { libraryElements } from "./resources/libraryElements.js"
import { playlists } from "./resources/playlists.js"
import { preferences } from "./resources/preferences.js"
import { serviceAccounts } from "./resources/serviceAccounts.js"
import { teams } from "./resources/teams.js"
import type { Resource, World, Write } from "./write.js"

/** Draws the next write: the fewer objects of a resource there are, the more are made. */
export const nextWrite = (world: World): Write => {
  const resource = drawn(world, resources)
  const objects = resource.objects(world.truth)
  const [object] = objects.length === 0 ? [] : [drawn(world, objects)]
  const makes = object === undefined || world.random() * 30 > objects.length
  return makes ? drawn(world, resource.creates)(world) : drawn(world, resource.changes)(object)(world)
}

const drawn = <A>({ random }: World, of: ReadonlyArray<A>): A => {
  const one = of[Math.floor(random() * of.length)]
  if (one === undefined) throw new Error("drawn from nothing")
  return one
}

const resources: ReadonlyArray<Resource> = [
  folders,
  dashboards,
  libraryElements,
  teams,
  dataSources,
  serviceAccounts,
  playlists,
  annotations,
  preferences
]
