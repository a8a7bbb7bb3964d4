/** What somebody else does to an object while a migration is under way: any change that Grafana takes. */
import * as Compare from "@effect-grafana/migration/Compare"
import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Content, Kind, There, Writing } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { corruptions } from "./corrupt.js"

/** Of every secret that is asked for; a link's token has to look like this. */
export const secret = () => Option.some(Redacted.make("0123456789abcdef0123456789abcdef"))

/** How a writer is told to write where no migration does. */
export const writing: Writing = {
  idOf: (name, key) =>
    Effect.gen(function* () {
      const kind = Kinds.all.find((it) => it.name === name)
      if (kind === undefined) return yield* Effect.dieMessage(`there is no kind ${name}`)
      const origin = yield* Inventory.origin({ kinds: [kind] })
      const { items } = yield* Inventory.collect(Inventory.pages(origin))
      return items.find((item) => item.key === key)?.id ?? "0"
    }),
  secret,
  message: "meddled with"
}

/** An object as it stands; undefined where it does not. */
export const there = (kind: Kind, key: string) =>
  Effect.gen(function* () {
    const origin = yield* Inventory.origin({ kinds: [kind] })
    const { items } = yield* Inventory.collect(Inventory.pages(origin))
    const item = items.find((it) => it.key === key)
    if (item === undefined) return undefined
    const reading = yield* origin.read(item)
    const found: There = { ...reading, key, id: item.id }
    return found
  })

/** Words that Grafana knows, where it does not take any. */
const words = ["Editor", "Admin", "Viewer", "Edit", "light", "dark", "utc", "sunday", "5m"]

/** The value with one text or number in it another one, for each of them. */
const worded = (value: unknown): ReadonlyArray<unknown> => {
  if (typeof value === "string") return words
  if (typeof value === "number") return [value * 2]
  if (typeof value !== "object" || value === null) return []
  const fields = Object.entries(value)
  return fields.flatMap(([name, field]) =>
    worded(field).map((other) =>
      Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other }
    )
  )
}

// Sound: what is made of an object's fields is one.
const changes = (content: Content): ReadonlyArray<Content> => [
  ...corruptions(content).map((it) => it.content),
  ...(worded(content) as ReadonlyArray<Content>)
]

/** Changes an object to something that it is not, and none of `but`; gives what it is then, undefined if nothing works. */
export const meddle = (kind: Kind, key: string, but: ReadonlyArray<Content>) =>
  Effect.gen(function* () {
    for (let tried = 0; ; tried++) {
      const before = yield* there(kind, key)
      if (before === undefined) return undefined
      const possible = changes(before.content).filter(Schema.is(kind.content))
      const next = possible[tried]
      if (next === undefined) return undefined
      yield* Effect.ignore(kind.write?.update(before, next, writing) ?? Effect.void)
      const after = yield* there(kind, key)
      if (after !== undefined && ![before.content, ...but].some((it) => Compare.equal(it, after.content)))
        return after.content
    }
  })
