import type { Grafana } from "@effect-grafana/core/Grafana"
import * as PlaylistResources from "@effect-grafana/elements/PlaylistResources"
import * as Playlists from "@effect-grafana/elements/Playlists"
import * as Search from "@effect-grafana/elements/Search"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { equal } from "../../Compare.js"
import * as Kind from "../../Kind.js"
import { each, paged, the } from "./listing.js"
import { namespace } from "./namespace.js"

const PlaylistContent = Schema.Struct({
  name: Schema.String,
  /** `5m` */
  interval: Schema.String,
  /** In the order in which they are shown. */
  items: Schema.Array(Schema.Struct({ type: Schema.String, value: Schema.String }))
})

type PlaylistContent = typeof PlaylistContent.Type

type Item = PlaylistContent["items"][number]

const byUid = "dashboard_by_uid"

/**
 * The playlists of an organization, by uid, or by name where an instance has another uid for it: a Grafana without
 * playlists under `/apis` draws the uids itself.
 */
export const playlists: Kind.Kind = Kind.make<PlaylistContent>({
  name: "playlists",
  after: ["dashboards"],
  content: PlaylistContent,
  listings: the(
    paged(Playlists.list.pages({}, each), ({ name, uid }) => ({ key: uid, title: name, aliases: [name] }))
  ),
  reads: [Playlists.list, Playlists.get, Search.search],
  read: ({ key }) => Effect.map(read(key), (content) => ({ content })),
  references: ({ items, ...rest }, rewrite) => ({
    ...rest,
    items: items.map(({ type, value }, i) => ({
      type,
      value: (type === byUid ? rewrite("dashboards", value, `items[${i}].value`) : undefined) ?? value
    }))
  }),
  write: {
    lane: "playlists",
    // Where Grafana draws the uid.
    doubles: true,
    create: (uid, content, { again }) =>
      create(uid, content).pipe(
        Effect.as({}),
        Effect.catchIf(
          ({ _tag }) => _tag === "RouteNotFound",
          () =>
            Effect.gen(function* () {
              const sentBefore = again === true ? yield* same(content) : undefined
              return { key: sentBefore ?? (yield* Playlists.create(sent(content))).uid }
            })
        )
      ),
    update: ({ key }, content) => Playlists.update({ uid: key, ...sent(content) }),
    remove: ({ key }) => Playlists.remove({ uid: key })
  }
})

const read = (uid: string): Effect.Effect<PlaylistContent, Kind.Problem, Grafana> =>
  Effect.gen(function* () {
    const { interval, items = [], name } = yield* Playlists.get({ uid })
    return { name, interval, items: yield* portable(items) }
  })

/** The uid of a playlist that is the same in all but that. */
const same = (content: PlaylistContent): Effect.Effect<string | undefined, Kind.Problem, Grafana> =>
  Effect.gen(function* () {
    const found = yield* Playlists.list({ query: content.name })
    const contents = yield* Effect.forEach(found, ({ uid }) => read(uid))
    return found.find((_, i) => equal(content, contents[i]))?.uid
  })

/** Old playlists name dashboards by the ids of their Grafana; one that is gone keeps its id. */
const portable = (items: ReadonlyArray<Item>): Effect.Effect<ReadonlyArray<Item>, Kind.Problem, Grafana> =>
  Effect.gen(function* () {
    const ids = items.flatMap(({ type, value }) => (type === "dashboard_by_id" ? [Number(value)] : []))
    const hits = ids.length === 0 ? [] : yield* Search.search({ dashboardIds: ids, type: "dash-db" })
    const uids = new Map(hits.map(({ id, uid }) => [String(id), uid]))
    return items.map(({ type, value }) => {
      const uid = type === "dashboard_by_id" ? uids.get(value) : undefined
      return uid === undefined ? { type, value } : { type: byUid, value: uid }
    })
  })

/** With a uid of ours, which only `/apis` takes. */
const create = (
  uid: string,
  { interval, items, name }: PlaylistContent
): Effect.Effect<unknown, Kind.Problem, Grafana> =>
  Effect.flatMap(namespace, (namespace) =>
    PlaylistResources.create({
      namespace,
      metadata: { name: uid },
      spec: { title: name, interval, items }
    })
  )

type Payload = Parameters<typeof Playlists.create>[0]

/** Fields as the classic routes take them. */
const sent = ({ interval, items, name }: PlaylistContent): Payload => ({
  name,
  interval,
  // Sound: the endpoint itself refuses an empty list and any other type, before it is sent.
  items: items as unknown as Payload["items"]
})
