/** Which objects of an origin are meant. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Found, Origin } from "./Origin.js"

/** An object passes when it meets all that is given; what has no folder or no tags never meets those. */
export interface Filter {
  /** Names of kinds: `library-elements`. */
  readonly kinds?: ReadonlyArray<string>
  /** Uids of folders: what stands in them or below, and they themselves. */
  readonly folders?: ReadonlyArray<string>
  /** At least one of these. */
  readonly tags?: ReadonlyArray<string>
  /** Keys: uids, names or logins, as the kind has them. */
  readonly keys?: ReadonlyArray<string>
}

/** Whether an object passes. With `folders`, the tree of the folders is looked at first. */
export const matches = (origin: Origin, filter: Filter): Effect.Effect<(found: Found) => boolean> => {
  const { folders, keys, tags } = filter
  const rest = (found: Found): boolean =>
    (keys?.includes(found.key) ?? true) && (tags?.some((tag) => found.tags?.includes(tag)) ?? true)
  if (folders === undefined) return Effect.succeed(rest)
  return Effect.map(below(origin, folders), (inside) => (found) => {
    const folder = found.kind === "folders" ? found.key : found.folder
    return folder !== undefined && inside.has(placeOf(found.organization.id, folder)) && rest(found)
  })
}

const placeOf = (organization: number, folder: string): string => `${organization}/${folder}`

/** The folders and all below them. */
const below = (origin: Origin, folders: ReadonlyArray<string>): Effect.Effect<ReadonlySet<string>> =>
  Effect.gen(function* () {
    const above = new Map<string, string>()
    const inside = new Set<string>()
    for (const organization of origin.organizations) {
      for (const folder of folders) inside.add(placeOf(organization.id, folder))
      yield* Stream.runForEach(origin.pages(organization, "folders"), ({ items }) =>
        Effect.sync(() => {
          for (const { folder, key } of items)
            if (folder !== undefined)
              above.set(placeOf(organization.id, key), placeOf(organization.id, folder))
        })
      )
    }
    for (const place of above.keys()) if (leadsInto(inside, above, place)) inside.add(place)
    return inside
  })

/** Grafana nests a few levels; the bound is for a tree that goes round in circles. */
const leadsInto = (
  inside: ReadonlySet<string>,
  above: ReadonlyMap<string, string>,
  place: string
): boolean => {
  let at: string | undefined = place
  for (let level = 0; at !== undefined && level < 100; level++) {
    if (inside.has(at)) return true
    at = above.get(at)
  }
  return false
}
