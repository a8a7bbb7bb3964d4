/** What will stand in the target, as far as a plan has come, and by which keys. */
import type { Item, Rewrite } from "../../Kind.js"
import { keyIn, type Remap } from "../../Remap.js"

/** A kind, as both sides list it. */
export interface Both<A extends Item> {
  readonly source: ReadonlyArray<A>
  readonly target: ReadonlyArray<A>
  /** Those of the source that the migration brings where the target lacks them. */
  readonly coming: ReadonlyArray<A>
  /** For keys that name objects of other kinds: the key that an object of the source has in the target. */
  readonly rekey?: ((key: string) => string) | undefined
}

export interface Knowledge<A extends Item> {
  readonly learn: (kind: string, both: Both<A>) => void
  /** The object of the target that one of the source corresponds to: by key, else by another name of theirs alone. */
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
    learn: (kind, { coming, rekey = (key) => key, source, target }) => {
      const rekeyed = source
        .map(({ key }) => [key, rekey(key)] as const)
        .filter(([key, other]) => key !== other)
      const renamed = new Map([...rekeyed, ...Object.entries(given[kind] ?? {})])
      const known: Known<A> = {
        keys: new Map(target.map((item) => [item.key, item])),
        aliases: pairs(source, target, [...renamed.values()]),
        expected: new Set([
          ...target.flatMap(({ aliases = [], key }) => [key, ...aliases]),
          ...coming.flatMap(({ aliases = [], key }) => [renamed.get(key) ?? key, ...aliases])
        ]),
        renamed
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
      const target = known?.renamed.get(key) ?? keyIn(given, kind, key)
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

/**
 * The objects of the target by another name that one object bears on either side, and no more: the integrations of a
 * contact point share theirs. An object whose own key the source names is not found by another name.
 */
const pairs = <A extends Item>(
  source: ReadonlyArray<A>,
  target: ReadonlyArray<A>,
  given: ReadonlyArray<string>
): ReadonlyMap<string, A> => {
  const named = new Set([...source.map(({ key }) => key), ...given])
  const inSource = bearers(source)
  return new Map(
    [...bearers(target)].flatMap(([alias, [item, ...others]]) =>
      item === undefined || others.length > 0 || named.has(item.key) || (inSource.get(alias) ?? []).length > 1
        ? []
        : [[alias, item] as const]
    )
  )
}

const bearers = <A extends Item>(items: ReadonlyArray<A>): ReadonlyMap<string, ReadonlyArray<A>> => {
  const all = new Map<string, Array<A>>()
  for (const item of items)
    for (const alias of new Set(item.aliases)) all.set(alias, [...(all.get(alias) ?? []), item])
  return all
}
