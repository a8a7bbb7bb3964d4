/** Makes an instance out of its description, by the real client. */
import * as Admin from "@effect-grafana/elements/Admin"
import * as AlertRules from "@effect-grafana/elements/AlertRules"
import * as Annotations from "@effect-grafana/elements/Annotations"
import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as DashboardPermissions from "@effect-grafana/elements/DashboardPermissions"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as MuteTimings from "@effect-grafana/elements/MuteTimings"
import * as NotificationPolicies from "@effect-grafana/elements/NotificationPolicies"
import * as NotificationTemplates from "@effect-grafana/elements/NotificationTemplates"
import * as Organization from "@effect-grafana/elements/Organization"
import * as PlaylistResources from "@effect-grafana/elements/PlaylistResources"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as RuleGroups from "@effect-grafana/elements/RuleGroups"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Snapshots from "@effect-grafana/elements/Snapshots"
import * as Teams from "@effect-grafana/elements/Teams"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { pick } from "./boards.js"
import type { Instance } from "./instance.js"
import { on } from "./instances.js"

/** A fake that holds the instance; a refusal is a defect of the description. */
export const build = (instance: Instance, seed = 1): Effect.Effect<FakeGrafana.Service> =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make({ seed })
    yield* on(fake)(Effect.orDie(fill(instance)))
    return fake
  })

const fill = (it: Instance) =>
  Effect.gen(function* () {
    yield* Organization.updateAddress(it.address)
    const people = yield* makePeople(it)
    yield* makeFolders(it)
    yield* makeSources(it)
    yield* makeElements(it)
    yield* makeBoards(it)
    yield* makeGrants(it, people)
    yield* makePreferences(it, people)
    yield* makeNotifications(it)
    yield* makeRules(it)
    yield* makeExtras(it)
  })

interface People {
  readonly users: ReadonlyArray<number>
  readonly teams: ReadonlyArray<number>
  readonly accounts: ReadonlyArray<number>
}

const makePeople = ({ accounts, teams, users }: Instance) =>
  Effect.gen(function* () {
    const userIds = yield* Effect.forEach(users, ({ login, name, role }, i) =>
      Effect.gen(function* () {
        const email = `person-${i}@example.com`
        const { id } = yield* Admin.createUser({ login, name, email, password: Redacted.make("a-password") })
        yield* Organization.updateUser({ userId: id, role })
        return id
      })
    )
    const teamIds = yield* Effect.forEach(teams, ({ email, members, name }) =>
      Effect.gen(function* () {
        const { teamId: id } = yield* Teams.create({ name, email })
        for (const userId of new Set(members.map((i) => pick(userIds, i)))) {
          yield* Teams.addMember({ id, userId })
          if (userId % 2 === 0) yield* Teams.updateMember({ id, userId, permission: 4 })
        }
        return id
      })
    )
    const accountIds = yield* Effect.forEach(accounts, ({ isDisabled, name, role, tokens }) =>
      Effect.gen(function* () {
        const { id } = yield* ServiceAccounts.create({ name, role, isDisabled })
        for (let i = 0; i < tokens; i++) yield* ServiceAccounts.createToken({ id, name: `${id}-${i}` })
        return id
      })
    )
    return { users: userIds, teams: teamIds, accounts: accountIds }
  })

const makeFolders = ({ folders }: Instance) =>
  Effect.forEach(
    folders,
    ({ parent, title, uid }, i) =>
      Folders.create({
        uid,
        title,
        ...(parent === undefined || i === 0 ? {} : { parentUid: pick(folders.slice(0, i), parent).uid })
      }),
    { discard: true }
  )

const makeSources = ({ sources }: Instance) =>
  Effect.forEach(
    sources,
    ({ links, secrets, ...fields }) =>
      DataSources.create({
        ...fields,
        access: "proxy",
        url: "http://127.0.0.1:9",
        jsonData: {
          timeInterval: "30s",
          exemplarTraceIdDestinations: links.map((i) => ({
            name: "trace",
            datasourceUid: pick(sources, i).uid
          })),
          tracesToLogsV2: { datasourceUid: sources[0]?.uid, tags: [] }
        },
        secureJsonData: Object.fromEntries(secrets.map((name) => [name, Redacted.make(`canary-${name}`)]))
      }),
    { discard: true }
  )

const placeIn = (folders: Instance["folders"], folder: number | undefined) =>
  folder === undefined ? {} : { folderUid: pick(folders, folder).uid }

const makeElements = ({ elements, folders }: Instance) =>
  Effect.forEach(
    elements,
    ({ folder, model, name, uid }) =>
      LibraryElements.create({ uid, name, kind: 1, model, ...placeIn(folders, folder) }),
    { discard: true }
  )

const makeBoards = ({ boards, folders, newBoards }: Instance) =>
  Effect.gen(function* () {
    for (const { body, folder, saves, title, uid } of boards) {
      const dashboard = { ...body, uid, title }
      yield* Dashboards.save({ dashboard, ...placeIn(folders, folder) })
      for (let i = 0; i < saves; i++)
        yield* Dashboards.save({
          dashboard: { ...dashboard, refresh: "1m" },
          overwrite: true,
          ...placeIn(folders, folder)
        })
    }
    for (const { body, folder, uid } of newBoards) {
      const { folderUid } = placeIn(folders, folder)
      yield* DashboardResources.create({
        namespace: "default",
        version: "v2beta1",
        metadata: {
          name: uid,
          ...(folderUid === undefined ? {} : { annotations: { "grafana.app/folder": folderUid } })
        },
        spec: body
      })
    }
  })

type Grants = ReadonlyArray<NonNullable<NonNullable<Instance["boards"][number]["grants"]>[number]>>

/** What Grafana is told of some grants: the last one to each holder. */
const itemsOf = (grants: Grants, { accounts, teams, users }: People) => {
  const items = grants.map(({ index, permission, to }) => {
    switch (to) {
      case "role":
        return { role: pick(["Viewer", "Editor"] as const, index), permission }
      case "user":
        return { userId: pick(users, index), permission }
      case "team":
        return { teamId: pick(teams, index), permission }
      case "serviceAccount":
        return { userId: pick(accounts, index), permission }
    }
  })
  return [...new Map(items.map((item) => [JSON.stringify({ ...item, permission: 0 }), item])).values()]
}

const makeGrants = ({ boards, folderGrants, folders }: Instance, people: People) =>
  Effect.gen(function* () {
    for (const [i, grants] of folderGrants.entries()) {
      const { uid } = pick(folders, i)
      if (grants !== undefined) yield* Folders.setPermissions({ uid, items: itemsOf(grants, people) })
    }
    for (const { grants, uid } of boards)
      if (grants !== undefined) yield* DashboardPermissions.set({ uid, items: itemsOf(grants, people) })
  })

const makePreferences = ({ boards, preferences, teams }: Instance, people: People) =>
  Effect.gen(function* () {
    const of = ({ homeDashboard, ...rest }: Instance["preferences"]) => ({
      ...rest,
      ...(homeDashboard === undefined ? {} : { homeDashboardUID: pick(boards, homeDashboard).uid })
    })
    yield* Organization.updatePreferences(of(preferences))
    for (const [i, { preferences }] of teams.entries())
      yield* Teams.updatePreferences({ id: pick(people.teams, i), ...of(preferences) })
  })

const settings = {
  email: { addresses: "a@example.com" },
  webhook: { url: "http://127.0.0.1:9/hook", password: "canary-webhook", username: "x" },
  slack: { recipient: "#a", token: "canary-slack" }
}

const makeNotifications = ({ contactPoints, muteTimings, routes, templates }: Instance) =>
  Effect.gen(function* () {
    for (const { inApi, name, weekdays } of muteTimings)
      yield* MuteTimings.create({
        name,
        time_intervals: [{ weekdays: [weekdays], times: [{ start_time: "06:00", end_time: "23:59" }] }],
        disableProvenance: !inApi
      })
    for (const [i, { inApi, name }] of templates.entries())
      yield* NotificationTemplates.save({
        name,
        template: `{{ define "part-${i}" }}text ${i}{{ end }}`,
        disableProvenance: !inApi
      })
    for (const { inApi, type, ...rest } of contactPoints)
      yield* ContactPoints.create({ ...rest, type, settings: settings[type], disableProvenance: !inApi })
    yield* NotificationPolicies.replace({
      receiver: "grafana-default-email",
      group_by: ["grafana_folder", "alertname"],
      routes: routes.map(({ mute, receiver, value }) => ({
        receiver: pick(contactPoints, receiver).name,
        object_matchers: [["team", "=", value]],
        ...(mute === undefined ? {} : { mute_time_intervals: [pick(muteTimings, mute).name] })
      })),
      disableProvenance: true
    })
  })

const makeRules = ({ boards, contactPoints, folders, rules, sources }: Instance) =>
  Effect.gen(function* () {
    for (const { folder, group, inApi, isPaused, labels, receiver, source, title, uid } of rules)
      yield* AlertRules.create({
        uid,
        title,
        folderUID: pick(folders, folder).uid,
        ruleGroup: group,
        condition: "B",
        data: [
          {
            refId: "A",
            datasourceUid: pick(sources, source).uid,
            relativeTimeRange: { from: 600, to: 0 },
            model: { refId: "A", expr: "up", datasource: { uid: pick(sources, source).uid } }
          },
          { refId: "B", datasourceUid: "__expr__", model: { refId: "B", type: "math", expression: "$A > 1" } }
        ],
        noDataState: "NoData",
        execErrState: "Error",
        for: "5m",
        labels,
        annotations: { __dashboardUid__: pick(boards, source).uid, __panelId__: "1", summary: title },
        isPaused,
        ...(receiver === undefined
          ? {}
          : { notification_settings: { receiver: pick(contactPoints, receiver).name } }),
        disableProvenance: !inApi
      })
    const [first] = rules
    if (first !== undefined)
      yield* RuleGroups.replace({
        folderUid: pick(folders, first.folder).uid,
        group: first.group,
        interval: 120,
        disableProvenance: !first.inApi
      })
  })

const makeExtras = ({ annotations, boards, playlists, publicBoards, snapshots }: Instance) =>
  Effect.gen(function* () {
    for (const { boards: shown, name, tag, uid } of playlists)
      yield* PlaylistResources.create({
        namespace: "default",
        metadata: { name: uid },
        spec: {
          title: name,
          interval: "5m",
          items: [
            ...shown.map((i) => ({ type: "dashboard_by_uid" as const, value: pick(boards, i).uid })),
            { type: "dashboard_by_tag" as const, value: tag }
          ]
        }
      })
    for (const i of publicBoards)
      yield* PublicDashboards.create({ dashboardUid: pick(boards, i).uid, isEnabled: true, share: "public" })
    for (const { board, ...rest } of annotations)
      yield* Annotations.create({
        ...rest,
        ...(board === undefined ? {} : { dashboardUID: pick(boards, board).uid, panelId: 1 })
      })
    for (const { name } of snapshots)
      yield* Snapshots.create({
        name,
        dashboard: { ...pick(boards, 0).body, title: name, uid: pick(boards, 0).uid }
      })
  })
