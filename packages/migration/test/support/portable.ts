/**
 * What a fake holds, by its own dump, in a form in which two instances can be compared: without what the server has made,
 * and with people, teams and folders by name. It knows nothing of the migration's own kinds but what they are called.
 */
import * as Compare from "@effect-grafana/migration/Compare"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"

export interface Thing {
  readonly kind: string
  /** What an action names it by: its key, and its title where no dump shows that. */
  readonly name: string
  readonly value: unknown
}

/** By kind and name; what bears the same ones is numbered. */
export type Things = ReadonlyMap<string, Thing>

interface Row {
  readonly [field: string]: unknown
}

// Sound enough for a test: the shapes are those of the fake's own dump, and what is not there compares as undefined.
const row = (value: unknown): Row => (value ?? {}) as Row
const rows = (value: unknown): ReadonlyArray<Row> => (value ?? []) as ReadonlyArray<Row>
const text = (value: unknown): string => String(value)

const without = (it: Row, ...fields: ReadonlyArray<string>): Row =>
  Object.fromEntries(Object.entries(it).filter(([name]) => !fields.includes(name)))

const sorted = (values: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  values.map((it) => JSON.stringify(it)).sort()

/** The same text for equal values. */
const canonical = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(canonical).join()}]`
    : typeof value === "object" && value !== null
      ? `{${sorted(Object.entries(value).map(([name, it]) => [name, canonical(it)])).join()}}`
      : JSON.stringify(value)

const made = ["id", "uid", "version", "created", "createdBy", "updated", "updatedBy"]

/** All that the first organization holds and a migration brings. */
export const things = (fake: FakeGrafana.Service): Things => {
  const dump = row(fake.dump())
  const org = row(rows(dump["orgs"])[0])
  const found = new Map<string, Thing>()
  const add = (kind: string, name: string, value: unknown, identity = name): void => {
    let number = 1
    while (found.has(`${kind} ${identity} ${number}`)) number++
    found.set(`${kind} ${identity} ${number}`, { kind, name, value })
  }
  /** What bears no name of its own is told by all that it is. */
  const addNameless = (kind: string, title: string, value: unknown): void =>
    add(kind, title, value, canonical(value))

  const logins = new Map(rows(dump["users"]).map((it) => [it["id"], text(it["login"])]))
  const accounts = new Map(rows(org["serviceAccounts"]).map((it) => [it["id"], text(it["name"])]))
  const teams = new Map(rows(org["teams"]).map((it) => [it["id"], text(it["name"])]))
  const folders = new Map(rows(org["folders"]).map((it) => [it["id"], it["uid"]]))
  const holder = ({ role, teamId, userId }: Row): string =>
    teamId !== undefined
      ? `team ${teams.get(teamId)}`
      : userId !== undefined
        ? accounts.has(userId)
          ? `account ${accounts.get(userId)}`
          : `user ${logins.get(userId)}`
        : `role ${text(role)}`
  const grants = (value: unknown) => sorted(rows(value).map((it) => [holder(it), it["permission"]]))

  add("organizations", text(org["name"]), org["address"])
  add("organization-preferences", "preferences", org["preferences"])
  for (const { role, userId } of rows(org["members"])) add("users", logins.get(userId) ?? "", role)
  const preferences = new Map(rows(org["teamPreferences"]).map((it) => [it["teamId"], without(it, "teamId")]))
  for (const { email, id, members, name } of rows(org["teams"])) {
    const all = rows(members).map((it) => [logins.get(it["userId"]), it["permission"]])
    add("teams", text(name), { email, members: sorted(all) })
    add("team-preferences", text(name), preferences.get(id) ?? {})
  }
  for (const { isDisabled, name, role } of rows(org["serviceAccounts"]))
    add("service-accounts", text(name), { role, isDisabled })
  for (const it of rows(org["folders"])) {
    add("folders", text(it["uid"]), without(it, "grants", ...made))
    add("folder-permissions", text(it["uid"]), grants(it["grants"]))
  }
  for (const it of rows(org["dataSources"])) {
    const { secureFields } = it
    add("data-sources", text(it["uid"]), {
      ...without(it, ...made),
      secureFields: sorted((secureFields ?? []) as [])
    })
  }
  for (const it of rows(org["libraryElements"]))
    // The folder's uid is the one that it was made in.
    add("library-elements", text(it["uid"]), {
      ...without(it, "folderId", "folderUid", ...made),
      folder: folders.get(it["folderId"])
    })
  for (const { dashboards, uid } of rows(org["connections"]))
    if (rows(dashboards).length > 0)
      add("connections", text(uid), sorted(dashboards as ReadonlyArray<unknown>))
  for (const it of rows(org["dashboards"])) {
    const uid = text(it["uid"])
    const data = without(row(it["data"]), "id", "uid", "version")
    add("dashboards", uid, { ...without(it, "grants", ...made), data })
    add("dashboard-permissions", uid, grants(it["grants"]))
  }
  for (const it of rows(org["publicDashboards"]))
    add("public-dashboards", text(it["dashboardUid"]), without(it, ...made))
  addAlerting(add, org)
  for (const it of rows(org["annotations"]))
    addNameless("annotations", text(it["text"]), {
      ...without(it, "dashboardId", "userId", ...made),
      tags: sorted((it["tags"] ?? []) as [])
    })
  for (const it of rows(org["playlists"])) add("playlists", text(it["uid"]), without(it, ...made))
  for (const it of rows(org["snapshots"])) {
    const years = (Number(it["expires"]) - Number(it["created"])) / 31_536_000_000
    addNameless("snapshots", text(it["name"]), { dashboard: it["dashboard"], expires: Math.round(years) })
  }
  return found
}

const addAlerting = (add: (kind: string, name: string, value: unknown) => void, org: Row): void => {
  const notifications = row(org["notifications"])
  const provenances = new Map(
    rows(notifications["provenances"]).map((it) => [
      `${text(it["kind"])} ${text(it["key"])}`,
      it["provenance"]
    ])
  )
  const provenance = (kind: string, key: string) => provenances.get(`${kind} ${key}`) ?? ""
  for (const { integrations, name } of rows(notifications["contactPoints"]))
    for (const it of rows(integrations)) {
      const uid = text(it["uid"])
      const value = {
        ...without(it, "uid", "name", "secrets"),
        name,
        secrets: sorted((it["secrets"] ?? []) as [])
      }
      add("contact-points", uid === "" ? text(name) : uid, {
        value,
        provenance: provenance("contactPoint", uid)
      })
    }
  add("notification-policies", "policies", {
    policy: notifications["policy"],
    provenance: [...provenances].filter(([key]) => key.startsWith("route ")).map(([, it]) => it)
  })
  for (const it of rows(notifications["muteTimings"]))
    add("mute-timings", text(it["name"]), [it, provenance("muteTiming", text(it["name"]))])
  for (const [name, template] of Object.entries(row(notifications["templates"])))
    add("templates", name, [template, provenance("template", name)])
  const groups = new Map<string, Array<Row>>()
  for (const it of rows(org["alertRules"])) {
    const { annotations = {}, labels = {} } = it
    add("alert-rules", text(it["uid"]), {
      ...without(it, "guid", "groupIndex", "intervalSeconds", ...made),
      annotations,
      labels
    })
    const group = `${text(it["folderUid"])}/${text(it["ruleGroup"])}`
    groups.set(group, [...(groups.get(group) ?? []), it])
  }
  for (const [group, all] of groups)
    add("rule-groups", group, {
      interval: all.map((it) => it["intervalSeconds"]),
      rules: [...all]
        .sort((one, other) => Number(one["groupIndex"]) - Number(other["groupIndex"]))
        .map((it) => it["uid"])
    })
}

/** What one has that the other has not, or otherwise; and how that has it. */
export const lacking = (one: Things, other: Things): ReadonlyArray<Thing & { readonly there: unknown }> =>
  [...one].flatMap(([key, thing]) => {
    const there = other.get(key)?.value
    return Compare.equal(thing.value, there) ? [] : [{ ...thing, there }]
  })

/** What stands there and comes from neither. */
export const strange = (there: Things, ...origins: ReadonlyArray<Things>): ReadonlyArray<Thing> =>
  [...there].filter(([key]) => !origins.some((it) => it.has(key))).map(([, thing]) => thing)

/** Where two instances differ, in words. */
export const differing = (wanted: Things, there: Things): ReadonlyArray<string> => [
  ...lacking(wanted, there).map(({ kind, name, there, value }) =>
    there === undefined
      ? `${kind} ${name} is missing: ${JSON.stringify(value)}`
      : `${kind} ${name} differs: ${JSON.stringify(Compare.differences(value, there))}`
  ),
  ...strange(there, wanted).map(
    ({ kind, name, value }) => `${kind} ${name} is one too many: ${JSON.stringify(value)}`
  )
]
