/** What will stand in the target, as far as a plan has come, and by which keys. */
import type { Item, Rewrite } from "../../Kind.js"
import type { Remap } from "../../Remap.js"

/** A kind, as both sides list it. */
export interface Both<A extends Item> {
  readonly source: ReadonlyArray<A>
  readonly target: ReadonlyArray<A>
  /** Those of the source that the migration brings where the target lacks them. */
  readonly coming: ReadonlyArray<A>
}

export interface Knowledge<A extends Item> {
  readonly learn: (kind: string, both: Both<A>) => void
  /** The object of the target that one of the source corresponds to: by key, else by another name. */
  readonly counterpart: (kind: string, item: A) => A | undefined
  /** The key that an object of the source has in the target; undefined where none will stand there. */
  readonly resolve: Rewrite
  /** Which keys differ: those that were given, and those that were found. */
  readonly remap: () => Remap
}

interface Known<A> {
  readonly keys: ReadonlyMap<string, A>
  readonly aliases: ReadonlyMap<string, A>
  readonly expected: ReadonlySet<string>
  readonly renamed: Map<string, string>
}

export const makeKnowledge = <A extends Item>(given: Remap): Knowledge<A> => {
  const kinds = new Map<string, Known<A>>()
  const renamedIn = (kind: string) => new Map(Object.entries(given[kind] ?? {}))

  const counterpart = (kind: string, { aliases = [], key }: A): A | undefined => {
    const known = kinds.get(kind)
    if (known === undefined) return undefined
    const renamed = known.renamed.get(key)
    if (renamed !== undefined) return known.keys.get(renamed)
    return (
      known.keys.get(key) ?? aliases.map((alias) => known.aliases.get(alias)).find((it) => it !== undefined)
    )
  }

  return {
    learn: (kind, { coming, source, target }) => {
      const known: Known<A> = {
        keys: new Map(target.map((item) => [item.key, item])),
        aliases: new Map(target.flatMap((item) => (item.aliases ?? []).map((alias) => [alias, item]))),
        expected: new Set([...target, ...coming].flatMap(({ aliases = [], key }) => [key, ...aliases])),
        renamed: renamedIn(kind)
      }
      kinds.set(kind, known)
      for (const item of source) {
        const found = counterpart(kind, item)
        if (found !== undefined && found.key !== item.key) known.renamed.set(item.key, found.key)
      }
    },
    counterpart,
    resolve: (kind, key) => {
      const known = kinds.get(kind)
      const target = known?.renamed.get(key) ?? given[kind]?.[key] ?? key
      return known?.expected.has(target) === true ? target : undefined
    },
    remap: () =>
      Object.fromEntries(
        [...kinds]
          .filter(([, { renamed }]) => renamed.size > 0)
          .map(([kind, { renamed }]) => [kind, Object.fromEntries(renamed)] as const)
      )
  }
}
