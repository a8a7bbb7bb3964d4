import * as DashboardPermissions from "@effect-grafana/elements/DashboardPermissions"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Folders from "@effect-grafana/elements/Folders"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Remap from "@effect-grafana/migration/Remap"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, kindsOf, move, plan } from "../support/moving.js"
import { join } from "../support/people.js"

const ofFolders = kindOf("folder-permissions")
const ofDashboards = kindOf("dashboard-permissions")
const kinds = kindsOf([
  "users",
  "teams",
  "service-accounts",
  "folders",
  "dashboards",
  "folder-permissions",
  "dashboard-permissions"
])

/** Somebody to give something to, under ids that differ where `others` were made before. */
const people = (others: ReadonlyArray<string> = []) =>
  Effect.gen(function* () {
    yield* Effect.forEach(others, (login) => join(login, "Viewer"))
    const { id: robot } = yield* ServiceAccounts.create({ name: "robot", role: "Viewer" })
    const ann = yield* join("ann", "Editor")
    const pretender = yield* join("sa-lly", "Viewer")
    const { teamId: team } = yield* Teams.create({ name: "Sales" })
    return { ann, pretender, robot, team }
  })

const items = ({ ann, pretender, robot, team }: Effect.Effect.Success<ReturnType<typeof people>>) =>
  [
    { role: "Viewer", permission: 1 },
    { userId: ann, permission: 4 },
    { userId: pretender, permission: 1 },
    { userId: robot, permission: 2 },
    { teamId: team, permission: 2 }
  ] as const

/** The same in portable form. */
const given = {
  permissions: [
    { permission: "Admin", user: "ann" },
    { permission: "Edit", serviceAccount: "robot" },
    { permission: "Edit", team: "Sales" },
    { permission: "View", role: "Viewer" },
    { permission: "View", user: "sa-lly" }
  ]
}

const objects = Effect.zipRight(
  Effect.zipRight(
    Folders.create({ uid: "f", title: "F" }),
    Folders.create({ uid: "g", title: "G", parentUid: "f" })
  ),
  Dashboards.save({ dashboard: { uid: "d", title: "D" }, folderUid: "f" })
)

const source = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  yield* on(fake)(
    Effect.gen(function* () {
      const who = yield* people()
      yield* objects
      yield* Folders.setPermissions({ uid: "f", items: items(who) })
      yield* Folders.setPermissions({ uid: "g", items: [] })
      yield* DashboardPermissions.set({ uid: "d", items: items(who) })
    })
  )
  return fake
})

it.effect("grants are read by name, a service account told from a user, and none that are inherited", () =>
  Effect.gen(function* () {
    const fake = yield* source
    expect(yield* contents(fake, ofFolders)).toEqual({ f: given, g: { permissions: [] } })
    expect(yield* contents(fake, ofDashboards)).toEqual({ d: given })
  })
)

it.effect("what Grafana gives by itself to a folder and its maker is read like any other grant", () =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    yield* on(fake)(objects)
    const { f } = yield* contents(fake, ofFolders)
    expect(f).toEqual({
      permissions: [
        { permission: "Admin", user: "admin" },
        { permission: "Edit", role: "Editor" },
        { permission: "View", role: "Viewer" }
      ]
    })
  })
)

it.effect("grants refer to their holders, and those whose holder is missing are left out", () =>
  Effect.sync(() => {
    expect(Remap.references(ofFolders, given)).toEqual([
      { kind: "users", key: "ann", at: "permissions[0].user" },
      { kind: "service-accounts", key: "robot", at: "permissions[1].serviceAccount" },
      { kind: "teams", key: "Sales", at: "permissions[2].team" },
      { kind: "users", key: "sa-lly", at: "permissions[4].user" }
    ])
    const rewritten = ofFolders.references(given, (kind, key) => (kind === "users" ? undefined : `z${key}`))
    expect(rewritten).toEqual({
      permissions: [
        { permission: "Edit", serviceAccount: "zrobot" },
        { permission: "Edit", team: "zSales" },
        { permission: "View", role: "Viewer" }
      ]
    })
  })
)

it.effect("grants follow the folder and the dashboard that they are on", () =>
  Effect.sync(() => {
    const rewrite = (kind: string, key: string) => (key === "lost" ? undefined : `${kind}/${key}`)
    expect(ofFolders.rekey?.("f", rewrite)).toBe("folders/f")
    expect(ofDashboards.rekey?.("d", rewrite)).toBe("dashboards/d")
    expect(ofDashboards.rekey?.("lost", rewrite)).toBe("lost")
  })
)

it.effect("a filter by folder lets the grants on that folder pass", () =>
  Effect.gen(function* () {
    const origin = yield* on(yield* source)(
      Inventory.origin({ kinds: kindsOf(["folders", "folder-permissions"]) })
    )
    const { items } = yield* Inventory.collect(Inventory.pages(origin, { folders: ["g"] }))
    expect(items.map(({ key, kind }) => `${kind} ${key}`)).toEqual(["folders g", "folder-permissions g"])
  })
)

describe("in a target of other ids", () => {
  const empty = Effect.tap(FakeGrafana.make({ seed: 2 }), (fake) =>
    on(fake)(Effect.zipRight(Teams.create({ name: "First" }), people(["ben", "zoe"])))
  )

  it.effect("folders and dashboards that are made are given to the same, and to nobody else", () =>
    Effect.gen(function* () {
      const [from, target] = [yield* source, yield* empty]
      const { back, trouble } = yield* move(from, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, ofFolders)).toEqual({ f: given, g: { permissions: [] } })
      expect(yield* contents(target, ofDashboards)).toEqual({ d: given })
      const left = changes((yield* plan(from, target, kinds)).plan)
      expect(left.filter((change) => !change.endsWith(": extra"))).toEqual([])
      expect(yield* back).toMatchObject({ kept: 0, failed: 0 })
      expect(yield* contents(target, ofFolders)).toEqual({})
    })
  )

  it.effect("those that are there get the source's grants, and get their own back", () =>
    Effect.gen(function* () {
      const [from, target] = [yield* source, yield* empty]
      yield* on(target)(objects)
      const before = [yield* contents(target, ofFolders), yield* contents(target, ofDashboards)]
      const { back, trouble } = yield* move(from, target, kinds)
      expect(trouble).toEqual([])
      expect(yield* contents(target, ofFolders)).toEqual({ f: given, g: { permissions: [] } })
      expect(yield* contents(target, ofDashboards)).toEqual({ d: given })
      yield* back
      expect([yield* contents(target, ofFolders), yield* contents(target, ofDashboards)]).toEqual(before)
    })
  )

  it.effect("a grant whose holder is missing is left out, and named", () =>
    Effect.gen(function* () {
      const from = yield* source
      const target = yield* FakeGrafana.make({ seed: 2 })
      const { plan: made, trouble } = yield* move(from, target, kinds)
      expect(trouble).toEqual([])
      const missing = made.organizations[0]?.unresolved.filter(({ kind }) => kind === "folder-permissions")
      expect(missing?.map(({ at, missing }) => `${at} ${missing.key}`)).toEqual([
        "permissions[0].user ann",
        "permissions[4].user sa-lly"
      ])
      expect((yield* contents(target, ofFolders))["f"]).toEqual({
        permissions: given.permissions.filter((grant) => !("user" in grant))
      })
    })
  )

  it.effect("a holder who has yet to come is named after all others were given theirs", () =>
    Effect.gen(function* () {
      const from = yield* source
      const target = yield* FakeGrafana.make({ seed: 2 })
      const inviting = kindsOf(
        kinds.map(({ name }) => name),
        [Kinds.invitedUsers]
      )
      const { trouble } = yield* move(from, target, inviting)
      expect(trouble).toEqual([
        "folder-permissions f: failed: users ann is not in the target (NotInTarget)",
        "dashboard-permissions d: failed: users ann is not in the target (NotInTarget)"
      ])
      expect((yield* contents(target, ofFolders))["f"]).toEqual({
        permissions: given.permissions.filter((grant) => !("user" in grant))
      })
    })
  )
})
