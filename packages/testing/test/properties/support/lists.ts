/** Lists of a server, and how their objects come and go. */
import type * as Grafana from "@effect-grafana/core/Grafana"
import type { Options, Page } from "@effect-grafana/core/Pagination"
import * as Admin from "@effect-grafana/elements/Admin"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as FolderResources from "@effect-grafana/elements/FolderResources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as PrometheusRules from "@effect-grafana/elements/PrometheusRules"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as Search from "@effect-grafana/elements/Search"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"

export type Call = Effect.Effect<unknown, unknown, Grafana.Grafana>

/** A list, and how its objects come and go; an object is known by a name that sorts as its number does. */
export interface List {
  readonly pages: (options: Options) => Stream.Stream<Page<unknown>, unknown, Grafana.Grafana>
  readonly nameOf: (item: never) => string
  readonly create: (name: string) => Call
  readonly remove: (name: string) => Call
}

const list = <Item>(it: {
  readonly pages: (options: Options) => Stream.Stream<Page<Item>, unknown, Grafana.Grafana>
  readonly nameOf: (item: Item) => string
  readonly create: (name: string) => Call
  readonly remove: (name: string) => Call
}): List => it

const createUser = (login: string) => Admin.createUser({ login, password: Redacted.make("some-password") })
const removeUser = (login: string) =>
  Effect.flatMap(Users.lookup({ loginOrEmail: login }), ({ id }) => Admin.removeUser({ id }))
const createDashboard = (uid: string) => Dashboards.save({ dashboard: { uid, title: uid } })
const removeDashboard = (uid: string) => Dashboards.remove({ uid })
const createFolder = (uid: string) => Folders.create({ uid, title: uid })
const removeFolder = (uid: string) => Folders.remove({ uid })
const place = { version: "v1beta1", namespace: "default" }

/** Whose total can be trusted. */
export const counted: Readonly<Record<string, List>> = {
  "Users.search": list({
    pages: (options) => Users.search.pages({}, options),
    nameOf: ({ login }) => login,
    create: createUser,
    remove: removeUser
  }),
  "Organization.searchUsers": list({
    pages: (options) => Organization.searchUsers.pages({}, options),
    nameOf: ({ login }) => login,
    create: createUser,
    remove: removeUser
  }),
  "Teams.search": list({
    pages: (options) => Teams.search.pages({}, options),
    nameOf: ({ name }) => name,
    create: (name) => Teams.create({ name }),
    remove: (name) =>
      Effect.flatMap(Teams.search({ name }), ({ teams }) =>
        Effect.forEach(teams, ({ id }) => Teams.remove({ id }))
      )
  }),
  "ServiceAccounts.search": list({
    pages: (options) => ServiceAccounts.search.pages({}, options),
    nameOf: ({ name }) => name,
    create: (name) => ServiceAccounts.create({ name }),
    remove: (name) =>
      Effect.flatMap(Effect.flatten(ServiceAccounts.find(name)), ({ id }) => ServiceAccounts.remove({ id }))
  })
}

/** By page number, without a total that can be trusted. */
export const uncounted: Readonly<Record<string, List>> = {
  "Users.list": list({
    pages: (options) => Users.list.pages({}, options),
    nameOf: ({ login }) => login,
    create: createUser,
    remove: removeUser
  }),
  "Organizations.list": list({
    pages: (options) => Organizations.list.pages({}, options),
    nameOf: ({ name }) => name,
    create: (name) => Organizations.create({ name }),
    remove: (name) =>
      Effect.flatMap(Organizations.getByName({ name }), ({ id }) => Organizations.remove({ id }))
  }),
  "Folders.list": list({
    pages: (options) => Folders.list.pages({}, options),
    nameOf: ({ uid }) => uid,
    create: createFolder,
    remove: removeFolder
  }),
  "Search.search": list({
    pages: (options) => Search.search.pages({ type: "dash-db", sort: "alpha-asc" }, options),
    nameOf: ({ uid }) => uid,
    create: createDashboard,
    remove: removeDashboard
  }),
  "LibraryElements.list": list({
    pages: (options) => LibraryElements.list.pages({}, options),
    nameOf: ({ uid }) => uid,
    create: (uid) => LibraryElements.create({ uid, name: uid, kind: 1, model: { type: "text" } }),
    remove: (uid) => LibraryElements.remove({ uid })
  }),
  // Its token holds a page number (12.3.0).
  "FolderResources.list": list({
    pages: (options) => FolderResources.list.pages({ namespace: place.namespace }, options),
    nameOf: ({ metadata }) => metadata.name,
    create: createFolder,
    remove: removeFolder
  })
}

const rulesFolder = "walk-rules"
const createGroup = (ruleGroup: string) =>
  Effect.zipRight(
    Effect.ignore(Folders.create({ uid: rulesFolder, title: "Rules" })),
    AlertRules.create({
      folderUID: rulesFolder,
      ruleGroup,
      title: ruleGroup,
      condition: "A",
      data: [{ refId: "A", datasourceUid: "__expr__", model: { type: "math", expression: "1" } }],
      noDataState: "OK",
      execErrState: "OK",
      for: "1m"
    })
  )

/** By a token, or a time, that stands for a place in the list. */
export const byCursor: Readonly<Record<string, List>> = {
  "DashboardResources.list": list({
    pages: (options) => DashboardResources.list.pages(place, options),
    nameOf: ({ metadata }) => metadata.name,
    create: createDashboard,
    remove: removeDashboard
  }),
  "PrometheusRules.list": list({
    pages: (options) => PrometheusRules.list.pages({}, options),
    nameOf: ({ name }) => name,
    create: createGroup,
    remove: (group) => RuleGroups.remove({ folderUid: rulesFolder, group })
  }),
  "Annotations.list": list({
    pages: (options) => Annotations.list.pages({}, options),
    nameOf: ({ text = "" }) => text,
    // Some share their time.
    create: (text) => Annotations.create({ text, time: 1 + (Number(text.slice(-3)) % 7) }),
    remove: (text) =>
      Effect.flatMap(Annotations.list({ limit: 1000 }), (found) =>
        Effect.forEach(found, (it) =>
          it.text === text && it.id !== undefined ? Annotations.remove({ id: it.id }) : Effect.void
        )
      )
  })
}
