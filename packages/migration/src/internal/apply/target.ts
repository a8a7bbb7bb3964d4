/** What is to be known of the target while it is written. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Item, Kind, Problem, There } from "../../Kind.js"

/** Something that is referred to by an id is not in the target. */
export class NotInTarget extends Data.TaggedError("NotInTarget")<{
  readonly kind: string
  readonly key: string
}> {
  override get message(): string {
    return `${this.kind} ${this.key} is not in the target`
  }
}

export interface Target {
  readonly idOf: (kind: string, key: string) => Effect.Effect<string, Problem, Grafana>
  /** Remembers the id of what was just made. */
  readonly learn: (kind: string, key: string, id: string) => void
  /** Reads an object as it is now; none where it is not there. */
  readonly look: (
    kind: Kind,
    key: string,
    id: string | undefined
  ) => Effect.Effect<Option.Option<There>, Problem, Grafana>
}

export const make = (kinds: ReadonlyArray<Kind>): Target => {
  const known = new Map<string, ReadonlyMap<string, string>>()
  // Apart, so that a listing that was asked for before does not take it away.
  const made = new Map<string, string>()
  // Fails where a listing does not come to its end: what it would have shown is not missing.
  const load = (kind: Kind) =>
    Effect.map(
      Effect.forEach(kind.listings, ({ pages }) => Stream.runCollect(pages)),
      (listings) => {
        const items = listings.flatMap((pages) => [...pages].flatMap((page) => page.items))
        const ids = items.flatMap(({ id, key }) => (id === undefined ? [] : [[key, id] as const]))
        known.set(kind.name, new Map(ids))
        return items
      }
    )
  const listed = (kind: Kind, key: string): Effect.Effect<Option.Option<Item>, Problem, Grafana> =>
    Effect.map(load(kind), (items) => Option.fromNullable(items.find((item) => item.key === key)))

  return {
    idOf: (name, key) =>
      Effect.gen(function* () {
        const own = made.get(`${name}/${key}`)
        if (own !== undefined) return own
        const kind = kinds.find((it) => it.name === name)
        if (kind !== undefined && !known.has(name)) yield* load(kind)
        const id = known.get(name)?.get(key)
        return id ?? (yield* new NotInTarget({ kind: name, key }))
      }),
    learn: (name, key, id) => made.set(`${name}/${key}`, id),
    look: (kind, key, id) =>
      Effect.gen(function* () {
        const item = yield* kind.byId === true && id === undefined
          ? listed(kind, key)
          : Effect.succeedSome<Item>({ key, title: key, ...(id === undefined ? {} : { id }) })
        if (Option.isNone(item)) return Option.none()
        const reading = yield* Effect.map(kind.read(item.value), Option.some).pipe(
          Effect.catchIf(isMissing, () => Effect.succeedNone)
        )
        return Option.map(reading, (it): There => ({ ...it, key, id: item.value.id }))
      })
  }
}

const isMissing = ({ _tag }: Problem): boolean => _tag === "NotFound"
