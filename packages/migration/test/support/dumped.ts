/** What a fake holds, by its own dump: the witness that knows nothing of inventories. */
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Schema from "effect/Schema"

const Uids = Schema.Array(Schema.Struct({ uid: Schema.String }))
const Names = Schema.Array(Schema.Struct({ name: Schema.String }))

const Organization = Schema.Struct({
  id: Schema.Int,
  name: Schema.String,
  members: Schema.Array(Schema.Struct({ userId: Schema.Int })),
  folders: Uids,
  dashboards: Uids,
  publicDashboards: Schema.Array(Schema.Struct({ dashboardUid: Schema.String })),
  libraryElements: Uids,
  teams: Names,
  dataSources: Uids,
  serviceAccounts: Names,
  alertRules: Schema.Array(
    Schema.Struct({ uid: Schema.String, folderUid: Schema.String, ruleGroup: Schema.String })
  ),
  notifications: Schema.Struct({
    contactPoints: Schema.Array(Schema.Struct({ name: Schema.String, integrations: Uids })),
    muteTimings: Names,
    templates: Schema.Record({ key: Schema.String, value: Schema.Unknown })
  }),
  annotations: Schema.Array(Schema.Struct({ text: Schema.String })),
  playlists: Uids,
  snapshots: Names
})

type Organization = typeof Organization.Type

const Dump = Schema.Struct({
  orgs: Schema.Array(Organization),
  users: Schema.Array(Schema.Struct({ id: Schema.Int, login: Schema.String }))
})

const uids = (all: ReadonlyArray<{ readonly uid: string }>) => all.map(({ uid }) => uid)
const names = (all: ReadonlyArray<{ readonly name: string }>) => all.map(({ name }) => name)

type Dumped = (org: Organization, logins: ReadonlyMap<number, string>) => ReadonlyArray<string>

const folders: Dumped = (org) => uids(org.folders)
const dashboards: Dumped = (org) => uids(org.dashboards)
const teams: Dumped = (org) => names(org.teams)

/** Every kind; the dump has what the fake itself comes with as well. */
const byKind: Readonly<Record<string, Dumped>> = {
  organizations: (org) => [org.name],
  plugins: () => [],
  users: (org, logins) => org.members.map(({ userId }) => logins.get(userId) ?? "nobody"),
  teams,
  "service-accounts": (org) => names(org.serviceAccounts),
  folders,
  "folder-permissions": folders,
  "data-sources": (org) => uids(org.dataSources),
  "library-elements": (org) => uids(org.libraryElements),
  dashboards,
  "dashboard-permissions": dashboards,
  "dashboard-versions": dashboards,
  "team-preferences": teams,
  "organization-preferences": () => ["preferences"],
  "mute-timings": (org) => names(org.notifications.muteTimings),
  templates: (org) => Object.keys(org.notifications.templates),
  "contact-points": (org) =>
    org.notifications.contactPoints.flatMap(({ integrations, name }) =>
      integrations.map(({ uid }) => (uid === "" ? name : uid))
    ),
  "notification-policies": () => ["policies"],
  "alert-rules": (org) => uids(org.alertRules),
  "rule-groups": (org) => [
    ...new Set(org.alertRules.map(({ folderUid, ruleGroup }) => `${folderUid}/${ruleGroup}`))
  ],
  playlists: (org) => uids(org.playlists),
  "public-dashboards": (org) => org.publicDashboards.map(({ dashboardUid }) => dashboardUid),
  // These two are known by keys that no dump shows: their titles stand for them.
  annotations: (org) => org.annotations.map(({ text }) => text),
  snapshots: (org) => names(org.snapshots)
}

const titled = new Set(["annotations", "snapshots"])

/** What tells an object of a kind apart, as `dumped` has it. */
export const nameIn = (it: {
  readonly kind: string
  readonly key: string
  readonly title: string
}): string => (titled.has(it.kind) ? it.title : it.key)

const assertDump: (dump: unknown) => asserts dump is typeof Dump.Type = Schema.asserts(Dump)

/**
 * What the first organization holds now: the objects of each kind, sorted. A kind that nothing is known of is a defect
 * of this file.
 */
export const dumped = (fake: FakeGrafana.Service): ((kind: string) => ReadonlyArray<string>) => {
  const dump: unknown = fake.dump()
  // It is checked and not rebuilt, so that a name like `__proto__` is kept.
  assertDump(dump)
  const { orgs, users } = dump
  const logins = new Map(users.map(({ id, login }) => [id, login]))
  return (kind) => {
    const [org] = orgs
    const find = byKind[kind]
    if (org === undefined || find === undefined) throw new Error(`nothing is known of ${kind} in a dump`)
    return [...find(org, logins)].sort()
  }
}
