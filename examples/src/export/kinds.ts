/** Grafana's kinds of objects, and how each is listed, checked and read. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Health from "@effect-grafana/elements/Health"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { folderCounts } from "./folderCounts.js"
import { folderTree } from "./folderTree.js"
import type { Item, Kind, Page, Problem } from "./kind.js"

/** Every time that an object shows is looked at. */
const each = { distinct: "off" } as const

/** Where Grafana's total can be trusted, the walk fails unless it gave as many. */
const counted = { ...each, complete: "demand" } as const

const itemsOf =
  <A>(item: (hit: A) => Item) =>
  ({ items, total }: Pagination.Page<A>): Page => ({ items: items.map(item), total })

const textOf =
  <I, A, E extends Problem>(endpoint: Endpoint.Endpoint<I, A, E>, input: (id: string) => I) =>
  (id: string): Effect.Effect<string, Problem, Grafana> =>
    Effect.map(Endpoint.withResponse(endpoint)(input(id)), ({ text }) => text)

const byUid = (uid: string) => ({ uid })
const byId = (id: string) => ({ id: Number(id) })

const search = (type: "dash-db" | "dash-folder") =>
  Search.search
    .pages({ type, sort: "alpha-asc" }, each)
    .pipe(Stream.map(itemsOf(({ folderUid, title, uid }) => ({ id: uid, title, folder: folderUid }))))

const folders: Kind = {
  name: "folders",
  listings: [
    { name: "the search", pages: search("dash-folder") },
    { name: "the folder tree", pages: folderTree }
  ],
  read: textOf(Folders.get, byUid)
}

/** The search has no total, and a title that changes meanwhile moves others between its pages: it is walked twice. */
const dashboards: Kind = {
  name: "dashboards",
  listings: [
    { name: "the first search", pages: search("dash-db") },
    { name: "the second search", pages: search("dash-db") }
  ],
  read: textOf(Dashboards.get, byUid),
  check: folderCounts("dashboard")
}

/** The total counts what the credential may not read as well; then the listing is not all there is either. */
const totalled = <E extends Problem>(
  operation: string,
  pages: Stream.Stream<Page, E, Grafana>
): Stream.Stream<Page, Problem, Grafana> =>
  Stream.suspend(() => {
    let found = 0
    let stated = 0
    const end = Stream.suspend(() =>
      found === stated
        ? Stream.empty
        : Stream.fail(new Pagination.IncompleteListing({ operation, stated, found }))
    )
    const counting = Stream.tap(pages, ({ items, total = 0 }) =>
      Effect.sync(() => {
        found += items.length
        stated = Math.max(stated, total)
      })
    )
    return Stream.concat(counting, end)
  })

const libraryElements: Kind = {
  name: "library-elements",
  listings: [
    {
      name: "the listing",
      pages: totalled(
        LibraryElements.list.operation,
        Stream.map(
          LibraryElements.list.pages({}, each),
          itemsOf(({ folderUid, name, uid }) => ({
            id: uid,
            title: name,
            folder: folderUid === "" || folderUid === "general" ? undefined : folderUid
          }))
        )
      )
    }
  ],
  read: textOf(LibraryElements.get, byUid),
  check: folderCounts("librarypanel")
}

const users: Kind = {
  name: "users",
  listings: [
    {
      name: "the listing",
      pages: Stream.map(
        Users.search.pages({}, counted),
        itemsOf(({ id, login }) => ({ id: String(id), title: login }))
      )
    }
  ],
  read: textOf(Users.get, byId)
}

const teams: Kind = {
  name: "teams",
  listings: [
    {
      name: "the listing",
      pages: Stream.map(
        Teams.search.pages({}, counted),
        itemsOf(({ id, name }) => ({ id: String(id), title: name }))
      )
    }
  ],
  read: textOf(Teams.get, byId)
}

/** What the settings of Grafana's own pages say of a data source; its built-in ones are no objects. */
const Shown = Schema.Struct({
  datasources: Schema.Record({
    key: Schema.String,
    value: Schema.Struct({
      id: Schema.optional(Schema.Int),
      uid: Schema.optional(Schema.String),
      name: Schema.String
    })
  })
})

/** The data sources by a second witness, which leaves out those whose plugin is not there. */
const shownToPages: Stream.Stream<Page, Problem, Grafana> = Stream.fromEffect(
  Effect.map(Health.getFrontendSettings(), (settings) => ({
    items: Object.values(Schema.is(Shown)(settings) ? settings.datasources : {}).flatMap(
      ({ id = -1, name, uid }) => (id > 0 && uid !== undefined ? [{ id: uid, title: name }] : [])
    ),
    total: undefined
  }))
)

const dataSources: Kind = {
  name: "data-sources",
  listings: [
    {
      name: "the listing",
      pages: Stream.map(
        DataSources.list.pages(),
        itemsOf(({ name, uid }) => ({ id: uid, title: name }))
      )
    },
    { name: "the settings of Grafana's pages", pages: shownToPages, partial: true }
  ],
  read: textOf(DataSources.get, byUid)
}

export const kinds: ReadonlyArray<Kind> = [folders, dashboards, libraryElements, users, teams, dataSources]
