/** References from one object to another, found and rewritten wherever they stand. */
import type { Content, Kind } from "./Kind.js"

/** Which keys of the source are which in the target, by kind: `{ "data-sources": { prom: "thanos" } }`. */
export interface Remap {
  readonly [kind: string]: { readonly [key: string]: string }
}

/** A reference of one object to another. */
export interface Reference {
  readonly kind: string
  readonly key: string
  /** Where it stands: `dashboard.panels[2].datasource`. */
  readonly at: string
}

/** Every reference that a content holds, in the order in which they stand. */
export const references = (kind: Kind, content: Content): ReadonlyArray<Reference> => {
  const found: Array<Reference> = []
  kind.references(content, (kind, key, at) => {
    found.push({ kind, key, at })
    return key
  })
  return found
}

/** The key that an object of the source has in the target. */
export const keyIn = (remap: Remap, kind: string, key: string): string => {
  const keys = remap[kind]
  return keys !== undefined && Object.hasOwn(keys, key) ? (keys[key] ?? key) : key
}

/** A content with its references rewritten. */
export const apply = (kind: Kind, content: Content, remap: Remap): Content =>
  kind.references(content, (kind, key) => keyIn(remap, kind, key))
