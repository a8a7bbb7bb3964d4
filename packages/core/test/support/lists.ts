/** Lists under every page policy, and servers for them that remember what was asked. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Endpoint from "../../src/Endpoint.js"
import { InvalidInput } from "../../src/GrafanaError.js"
import * as Pagination from "../../src/Pagination.js"

export interface Thing {
  readonly id: number
}
export const Thing: Schema.Schema<Thing> = Schema.Struct({ id: Schema.Number })

export const thing = (id: number): Thing => ({ id })
export const things = (count: number, first = 1): ReadonlyArray<Thing> =>
  Array.from({ length: count }, (_, i) => thing(first + i))
export const ids = (items: Iterable<Thing>): ReadonlyArray<number> => Array.from(items, (item) => item.id)

const numbers = {
  page: Schema.optional(Schema.Int),
  size: Schema.optional(Schema.Int),
  q: Schema.optional(Schema.String)
}
const Counted = Schema.Struct({
  things: Schema.Array(Thing),
  total: Schema.Number,
  limit: Schema.optional(Schema.Number)
})
const options = { query: numbers, success: Counted }
const base = { page: "page", size: "size", first: 1, pageSize: 10, items: "things", id: "id" } as const

/** A total that can be trusted. */
export const counted = Endpoint.list(
  "counted",
  "/api/counted",
  options,
  Pagination.number({ ...base, total: "total" })
)

/** A total of what the credential may not read either: pages are counted by it all the same. */
export const filtered = Endpoint.list(
  "filtered",
  "/api/filtered",
  options,
  Pagination.number({ ...base, stop: "total", total: { path: "total", trusted: false } })
)

/** A total that counts others too. */
export const lying = Endpoint.list(
  "lying",
  "/api/lying",
  options,
  Pagination.number({ ...base, total: { path: "total", trusted: false }, echo: "limit", maxPageSize: 1000 })
)

/** The response is the page; from page 0. */
export const plain = Endpoint.list(
  "plain",
  "/api/plain",
  { query: numbers, success: Schema.Array(Thing) },
  Pagination.number({ ...base, first: 0, items: "", virtual: [-1] })
)

export const tokens = Endpoint.list(
  "tokens",
  "/api/tokens",
  {
    query: { limit: Schema.optional(Schema.Int), continue: Schema.optional(Schema.String) },
    success: Schema.Struct({
      items: Schema.Array(Thing),
      metadata: Schema.Struct({ continue: Schema.optional(Schema.String) })
    })
  },
  Pagination.cursor({
    token: "continue",
    size: "limit",
    next: "metadata.continue",
    pageSize: 10,
    items: "items",
    id: "id"
  })
)

export interface Moment extends Thing {
  readonly time: number
  readonly timeEnd: number
}
const Moment: Schema.Schema<Moment> = Schema.Struct({
  id: Schema.Number,
  time: Schema.Number,
  timeEnd: Schema.Number
})

export const moments = Endpoint.list(
  "moments",
  "/api/moments",
  {
    query: {
      from: Schema.optional(Schema.Number),
      to: Schema.optional(Schema.Number),
      limit: Schema.optional(Schema.Int)
    },
    success: Schema.Array(Moment)
  },
  Pagination.window({
    from: "from",
    to: "to",
    size: "limit",
    pageSize: 10,
    items: "",
    id: "id",
    time: "time",
    timeEnd: "timeEnd"
  })
)

export const limited = Endpoint.list(
  "limited",
  "/api/limited",
  { query: { limit: Schema.optional(Schema.Int) }, success: Schema.Array(Thing) },
  Pagination.limit({ size: "limit", pageSize: 10, items: "", id: "id" })
)

export const all = Endpoint.list(
  "all",
  "/api/all",
  { success: Schema.Array(Thing) },
  Pagination.whole({ items: "" })
)

// ---- servers ---------------------------------------------------------------------------------------------

interface PageInput {
  readonly page?: number | undefined
  readonly size?: number | undefined
}

/** The page of a list that Grafana cuts: pages below the first are the first. */
export const cut = (list: ReadonlyArray<Thing>, input: PageInput | void, first = 1): ReadonlyArray<Thing> => {
  const { page = first, size = 10 } = input ?? {}
  return list.slice((page - first) * size, (page - first + 1) * size)
}

/** A stub that remembers what was asked, and has enough of a walk that does not end. */
export const serve = <I, A, E>(
  endpoint: Endpoint.Endpoint<I, A, E>,
  answer: (input: I, index: number) => A | Effect.Effect<A, E | InvalidInput>
) => {
  const asked: Array<I> = []
  const layer = Endpoint.stub(endpoint, (input) =>
    Effect.suspend(() => {
      asked.push(input)
      if (asked.length > 1000) return Effect.dieMessage("the walk does not end")
      const answered = answer(input, asked.length - 1)
      return Effect.isEffect(answered) ? answered : Effect.succeed(answered)
    })
  )
  return { asked, layer }
}

/** Serves a list with a true total. */
export const serveCounted = (list: (index: number) => ReadonlyArray<Thing>) =>
  serve(counted, (input, index) => ({ things: cut(list(index), input), total: list(index).length }))
