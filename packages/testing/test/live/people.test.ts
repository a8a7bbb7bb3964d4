import { expect } from "@effect/vitest"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as Admin from "@effect-grafana/elements/Admin"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Live from "../../src/Live.js"
import { organization, suite, user } from "./support.js"

suite("users", (test) => {
  test(
    "are created, found, changed, disabled and removed",
    Effect.gen(function* () {
      yield* Live.needsServerAdmin
      const { email, id, login } = yield* user
      expect(yield* Users.lookup({ loginOrEmail: email })).toMatchObject({ id, login })
      const found = yield* Users.search.stream({ query: login }).pipe(Stream.runCollect)
      expect([...found].map((it) => it.login)).toEqual([login])
      yield* Users.update({ id, login, email, name: "Another Name" })
      yield* Admin.disableUser({ id })
      expect(yield* Users.get({ id })).toMatchObject({ name: "Another Name", isDisabled: true })
      yield* Admin.setPassword({ id, password: Redacted.make(`${login}-other`) })
      yield* Admin.removeUser({ id })
      expect(yield* Users.find(login)).toEqual(Option.none())
    })
  )
})

const team = Effect.flatMap(Live.name, (name) =>
  Live.making(
    Effect.map(Teams.create({ name }), ({ teamId }) => ({ id: teamId, name })),
    Teams.remove
  )
)

suite("teams", (test) => {
  test(
    "are created, renamed and removed",
    Effect.gen(function* () {
      const { id, name } = yield* team
      expect((yield* Effect.flip(Teams.create({ name })))._tag).toBe("NameTaken")
      yield* Teams.update({ id, name: `${name} 2`, email: `${name}@example.com` })
      expect(yield* Teams.get({ id })).toMatchObject({ name: `${name} 2`, email: `${name}@example.com` })
      yield* Teams.remove({ id })
      expect(yield* Teams.find(`${name} 2`)).toEqual(Option.none())
    })
  )

  test(
    "take members and let them go",
    Effect.gen(function* () {
      yield* Live.needsServerAdmin
      const { id } = yield* team
      const member = yield* user
      const levels = Effect.map(Teams.listMembers({ id }), (members) =>
        members.flatMap(({ permission, userId }) => (userId === member.id ? [permission] : []))
      )
      yield* Teams.addMember({ id, userId: member.id })
      expect(yield* levels).toEqual([0])
      yield* Teams.updateMember({ id, userId: member.id, permission: 4 })
      expect(yield* levels).toEqual([4])
      yield* Teams.removeMember({ id, userId: member.id })
      expect(yield* levels).toEqual([])
    })
  )

  test(
    "have preferences of their own",
    Effect.gen(function* () {
      const { id } = yield* team
      yield* Teams.updatePreferences({ id, theme: "light", timezone: "utc" })
      expect(yield* Teams.getPreferences({ id })).toMatchObject({ theme: "light", timezone: "utc" })
    })
  )
})

suite("organizations", (test) => {
  test(
    "are created, found, renamed and removed",
    Effect.gen(function* () {
      yield* Live.needsServerAdmin
      const { id, name } = yield* organization
      expect(yield* Organizations.getByName({ name })).toMatchObject({ id, name })
      yield* Organizations.update({ id, name: `${name} 2` })
      const all = yield* Organizations.list.stream({ query: name }, { pageSize: 1 }).pipe(Stream.runCollect)
      expect([...all].map((it) => it.name)).toEqual([`${name} 2`])
      yield* Organizations.remove({ id })
      expect((yield* Effect.flip(Organizations.get({ id })))._tag).toBe("NotFound")
    })
  )

  test(
    "have members in roles",
    Effect.gen(function* () {
      yield* Live.needsServerAdmin
      const { id } = yield* organization
      const member = yield* user
      const roles = Organizations.searchUsers.stream({ id }).pipe(
        Stream.filter(({ userId }) => userId === member.id),
        Stream.map(({ role }) => role),
        Stream.runCollect,
        Effect.map((found) => [...found])
      )
      yield* Organizations.addUser({ id, loginOrEmail: member.login, role: "Viewer" })
      expect(yield* roles).toEqual(["Viewer"])
      yield* Organizations.updateUser({ id, userId: member.id, role: "Editor" })
      expect(yield* roles).toEqual(["Editor"])
      yield* Organizations.removeUser({ id, userId: member.id })
      expect(yield* roles).toEqual([])
    })
  )

  test(
    "have preferences of their own",
    Effect.gen(function* () {
      yield* Live.needsServerAdmin
      const { id } = yield* organization
      const [before, after] = yield* Effect.gen(function* () {
        const before = yield* Organization.getPreferences()
        yield* Organization.updatePreferences({ theme: "dark", weekStart: "monday" })
        return [before, yield* Organization.getPreferences()] as const
      }).pipe(Grafana.withOrganization(id))
      expect(before.theme ?? "").toBe("")
      expect(after).toMatchObject({ theme: "dark", weekStart: "monday" })
    })
  )
})

suite("service accounts", (test) => {
  const account = Effect.flatMap(Live.name, (name) =>
    Live.making(ServiceAccounts.create({ name, role: "Viewer" }), ServiceAccounts.remove)
  )

  test(
    "are created, found, changed and removed",
    Effect.gen(function* () {
      const { id, name } = yield* account
      expect(Option.map(yield* ServiceAccounts.find(name), (it) => it.id)).toEqual(Option.some(id))
      yield* ServiceAccounts.update({ id, role: "Editor", isDisabled: true })
      expect(yield* ServiceAccounts.get({ id })).toMatchObject({ role: "Editor", isDisabled: true })
      yield* ServiceAccounts.remove({ id })
      expect(yield* ServiceAccounts.find(name)).toEqual(Option.none())
    })
  )

  test(
    "have tokens, whose keys are told once",
    Effect.gen(function* () {
      const { id, name } = yield* account
      const token = yield* ServiceAccounts.createToken({ id, name, secondsToLive: 600 })
      expect(token.key).toMatch(/^glsa_/)
      expect((yield* ServiceAccounts.listTokens({ id })).map((it) => it.name)).toEqual([name])
      expect((yield* Effect.flip(ServiceAccounts.createToken({ id, name })))._tag).toBe("NameTaken")
      yield* ServiceAccounts.removeToken({ id, tokenId: token.id })
      expect(yield* ServiceAccounts.listTokens({ id })).toEqual([])
    })
  )
})
