import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Item } from "../../Kind.js"

/** Folders stand in each other in a circle: none of them can be made first. */
export class FolderCycle extends Data.TaggedError("FolderCycle")<{
  /** From one to the next above it, and from the last to the first. */
  readonly uids: ReadonlyArray<string>
}> {
  override get message(): string {
    return `the folders ${this.uids.join(", ")} stand in each other in a circle`
  }
}

/** The items so that each comes after the one that it stands in. */
export const parentsFirst = <A extends Item>(
  items: ReadonlyArray<A>
): Effect.Effect<ReadonlyArray<A>, FolderCycle> =>
  Effect.suspend(() => {
    const byKey = new Map(items.map((item) => [item.key, item]))
    const ordered = new Set<A>()
    for (const item of items) {
      const chain: Array<A> = []
      let at: A | undefined = item
      while (at !== undefined && !ordered.has(at)) {
        const start = chain.indexOf(at)
        if (start >= 0) return new FolderCycle({ uids: chain.slice(start).map(({ key }) => key) })
        chain.push(at)
        at = at.folder === undefined ? undefined : byKey.get(at.folder)
      }
      for (const next of chain.reverse()) ordered.add(next)
    }
    return Effect.succeed([...ordered])
  })
