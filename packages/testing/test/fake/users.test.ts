import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { basic, needed, start, type Answer, type Grafana } from "./support.js"

const logins = (answer: Answer): ReadonlyArray<string> =>
  (answer.body.users ?? answer.body).map(({ login }: { login: string }) => login)

const withUsers = Effect.map(start(), (grafana) => {
  for (const login of ["u2", "u10", "u1", "u3"]) grafana.user(login, "Viewer")
  return grafana
})

const post = (grafana: Grafana, body: object) => {
  const answer = grafana.post("/api/admin/users", body)
  return [answer.status, answer.body.message]
}

describe("users", () => {
  it.effect("a list is by login, in pages that count from 1", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      expect(logins(grafana.get("/api/users"))).toEqual(["admin", "u1", "u10", "u2", "u3"])
      expect(logins(grafana.get("/api/users?perpage=2&page=2"))).toEqual(["u10", "u2"])
      expect(logins(grafana.get("/api/users?perpage=2&page=-1"))).toEqual(["admin", "u1"])
      expect(logins(grafana.get("/api/users?perPage=2"))).toHaveLength(5)
      expect(logins(grafana.get("/api/users?perpage=x&page=y"))).toHaveLength(5)
      expect(grafana.get("/api/users?perpage=2&page=9").body).toEqual([])
    })
  )

  it.effect("a search also says how many there are, and in which order was asked for", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      expect(grafana.get("/api/users/search?query=U1&perpage=1").body).toMatchObject({
        totalCount: 2,
        users: [{ login: "u1", isAdmin: false, lastSeenAtAge: "10 years", authLabels: [] }],
        page: 1,
        perPage: 1
      })
      expect(logins(grafana.get("/api/users/search?sort=login-desc&perpage=2"))).toEqual(["u3", "u2"])
      expect(grafana.get("/api/users/search?sort=nope")).toMatchObject({
        status: 400,
        body: { statusCode: 400, messageId: "unknown sorting option", message: "BadRequest" }
      })
      expect(grafana.get("/api/users/search?perpage=0&page=0").body).toMatchObject({ page: 1, perPage: 1000 })
    })
  )

  it.effect("pages of any size, put together, are everybody once", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.fake.seed({ users: 50 })
      const everybody = logins(grafana.get("/api/users"))
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
          const pages = Array.from({ length: Math.ceil(51 / size) }, (_, i) =>
            logins(grafana.get(`/api/users/search?perpage=${size}&page=${i + 1}`))
          )
          expect(pages.flat()).toEqual(everybody)
        }),
        { numRuns: 30 }
      )
    })
  )

  it.effect("a delete between two pages loses a row", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      const page = (number: number) => logins(grafana.get(`/api/users?query=u&perpage=2&page=${number}`))
      expect(page(1)).toEqual(["u1", "u10"])
      const { id } = grafana.get("/api/users/lookup?loginOrEmail=u1").body
      expect(grafana.del(`/api/admin/users/${id}`).body).toEqual({ message: "User deleted" })
      expect(page(2)).toEqual(["u3"])
    })
  )

  it.effect("one is found by id, by uid, and by login or e-mail address", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      const { body } = grafana.get("/api/users/2")
      expect(body).toMatchObject({ id: 2, login: "u2", orgId: 1, isGrafanaAdmin: false, authLabels: [] })
      expect(grafana.get(`/api/users/${body.uid}`).body).toEqual(body)
      expect(grafana.get("/api/users/lookup?loginOrEmail=u2%40example.com").body).toEqual({
        ...body,
        authLabels: null,
        avatarUrl: ""
      })
      expect(grafana.get("/api/users/99999")).toMatchObject({
        status: 404,
        body: { message: "user not found" }
      })
      expect(grafana.get("/api/users/abc")).toMatchObject({
        status: 404,
        body: { message: "User not found" }
      })
      expect(grafana.get("/api/users/99999/orgs").body).toEqual([])
    })
  )

  it.effect("a taken login is a failure of the server, no conflict", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      expect(grafana.put("/api/users/2", { login: "u3", email: "u3@example.com" })).toMatchObject({
        status: 500,
        body: { message: "Failed to update user" }
      })
      expect(grafana.put("/api/users/2", {}).body.messageId).toBe("user.empty-username-and-email")
      expect(grafana.put("/api/users/2", { login: "New", name: "N" }).status).toBe(200)
      expect(grafana.get("/api/users/lookup?loginOrEmail=new").body.id).toBe(2)
      expect(grafana.get("/api/users/lookup?loginOrEmail=u2").status).toBe(404)
    })
  )
})

describe("administration of users", () => {
  it.effect("what is wrong with a new user is told as Grafana tells it", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      expect(post(grafana, { login: "u1", password: "long" })).toEqual([
        412,
        "User with email '' or username 'u1' already exists"
      ])
      expect(post(grafana, { login: "n", email: "u1@example.com", password: "long" })).toEqual([
        412,
        "User with email 'u1@example.com' or username 'n' already exists"
      ])
      expect(post(grafana, { name: "N", password: "long" })).toEqual([
        400,
        "Need to specify either username or email"
      ])
      expect(post(grafana, { login: "n", password: "a" })).toEqual([400, "New password is too short"])
      expect(post(grafana, { login: "n", password: "long", OrgId: 99 })).toEqual([
        400,
        "[org.notFound] failed to get organization with ID: 99"
      ])
    })
  )

  it.effect("a short password is 400 on creation and 500 on change", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      expect(grafana.put("/api/admin/users/2/password", { password: "a" }).status).toBe(500)
      expect(grafana.put("/api/admin/users/2/password", { password: "abcd" }).status).toBe(200)
      expect(grafana.as(basic("u2", "abcd")).get("/api/user").status).toBe(200)
    })
  )

  it.effect("the last Grafana administrator stays one", () =>
    Effect.gen(function* () {
      const grafana = yield* withUsers
      const demote = () => grafana.put("/api/admin/users/1/permissions", { isGrafanaAdmin: false })
      expect(demote()).toMatchObject({ status: 400, body: { message: "cannot remove last grafana admin" } })
      grafana.put("/api/admin/users/2/permissions", { isGrafanaAdmin: true })
      expect(demote().status).toBe(200)
      expect(grafana.get("/api/users")).toMatchObject(needed("users:read"))
    })
  )

  it.effect("what is not there has another answer on each route", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const at = (method: string, path: string, body?: object) =>
        grafana.send(method, `/api/admin/users/99999${path}`, body).status
      expect(at("DELETE", "")).toBe(404)
      expect(at("POST", "/disable")).toBe(404)
      expect(at("PUT", "/password", { password: "abcd" })).toBe(500)
      expect(at("PUT", "/permissions", { isGrafanaAdmin: false })).toBe(500)
      expect(at("GET", "/quotas")).toBe(500)
      expect(grafana.post("/api/admin/users/1/logout").body.message).toBe("You cannot logout yourself")
    })
  )

  it.effect("stats count what there is", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get("/api/admin/stats").body).toMatchObject({
        orgs: 1,
        users: 1,
        admins: 1,
        dashboards: 0
      })
      grafana.fake.seed({ dashboards: 3, users: 20, dataSources: 2 })
      expect(grafana.get("/api/admin/stats").body).toMatchObject({
        dashboards: 3,
        datasources: 2,
        users: 21,
        admins: 2,
        editors: 3,
        viewers: 16,
        activeUsers: 1
      })
    })
  )
})

describe("the signed-in user", () => {
  it.effect("a password is changed by who knows the old one", () =>
    Effect.gen(function* () {
      const bob = (yield* start()).user("bob", "Viewer")
      const change = (oldPassword: string, newPassword: string) => {
        const { body, status } = bob.put("/api/user/password", { oldPassword, newPassword })
        return [status, body.messageId ?? body.message]
      }
      expect(change("nope", "longer")).toEqual([400, "user.password-missmatch"])
      expect(change("bob-Passw0rd", "a")).toEqual([400, "password.password-policy-too-short"])
      expect(change("bob-Passw0rd", "longer")).toEqual([200, "User password changed"])
      expect(bob.get("/api/user").status).toBe(401)
    })
  )

  it.effect("another organization is used only by its members", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { orgId } = grafana.post("/api/orgs", { name: "Other" }).body
      expect(grafana.post(`/api/user/using/${orgId}`).body.message).toBe("Active organization changed")
      expect(grafana.get("/api/user").body.orgId).toBe(orgId)
      expect(grafana.post("/api/user/using/9999")).toMatchObject({
        status: 401,
        body: { message: "Not a valid organization" }
      })
      expect(grafana.post("/api/user/using/abc").body.message).toBe("id is invalid")
    })
  )

  it.effect("preferences: a patch adds, a put replaces all but the home dashboard", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const preferences = "/api/user/preferences"
      grafana.post("/api/dashboards/db", { dashboard: { uid: "d", title: "D" } })
      expect(grafana.get(preferences).body).toEqual({})
      grafana.put(preferences, { homeDashboardUID: "d", theme: "dark", timezone: "utc", weekStart: "monday" })
      grafana.patch(preferences, { timezone: "browser" })
      expect(JSON.stringify(grafana.get(preferences).body)).toBe(
        '{"homeDashboardUID":"d","timezone":"browser","weekStart":"monday","theme":"dark"}'
      )
      grafana.put(preferences, { theme: "light" })
      expect(grafana.get(preferences).body).toEqual({ homeDashboardUID: "d", theme: "light" })
      expect(grafana.put(preferences, { theme: "nope" }).body.message).toBe("Invalid theme")
      expect(grafana.put(preferences, { homeDashboardUID: "nope" }).status).toBe(404)
    })
  )
})
