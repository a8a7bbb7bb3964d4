/** What a manifest lists, once it is sure that nothing of it would be passed over. */
import * as Effect from "effect/Effect"
import { ObjectTwice, Tampered } from "./errors.js"
import { type Entry, keyOf, type Manifest } from "./model.js"

/** The entries by `keyOf`. `file` is the manifest's own. */
export const contentsOf = (
  file: string,
  { kinds, objects, source }: Manifest
): Effect.Effect<ReadonlyMap<string, Entry>, ObjectTwice | Tampered> =>
  Effect.gen(function* () {
    const tampered = (problem: string) => new Tampered({ file, problem })
    const organizations = new Set(source.organizations.map(({ id }) => id))
    const entries = new Map<string, Entry>()
    const counts = new Map<string, number>()
    for (const entry of objects) {
      const { key, kind, organization } = entry
      const other = entries.get(keyOf(entry))
      if (other !== undefined) return yield* new ObjectTwice({ kind, key, files: [other.file, entry.file] })
      if (!organizations.has(organization))
        return yield* tampered(`has ${kind} ${key} in organization ${organization}, which it does not name`)
      entries.set(keyOf(entry), entry)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    for (const kind of new Set([...Object.keys(kinds), ...counts.keys()])) {
      const [said, held] = [Object.hasOwn(kinds, kind) ? kinds[kind] : 0, counts.get(kind) ?? 0]
      if (said !== held) return yield* tampered(`says that there are ${said} ${kind}, and lists ${held}`)
    }
    return entries
  })
