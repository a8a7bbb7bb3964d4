import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { basic, needed, start } from "./support.js"

const refused = (message: string, messageId: string) => ({
  status: 401,
  headers: { "content-type": "application/json; charset=UTF-8" },
  body: { extra: null, message, messageId, statusCode: 401, traceID: "" }
})

describe("authentication", () => {
  it.effect("a request without credentials is refused, known route or not", () =>
    Effect.gen(function* () {
      const nobody = (yield* start()).as(undefined)
      expect(nobody.get("/api/org")).toEqual(refused("Unauthorized", "auth.unauthorized"))
      expect(nobody.get("/api/no-such-route")).toEqual(refused("Unauthorized", "auth.unauthorized"))
    })
  )

  it.effect("health and a library element's name are open to everybody", () =>
    Effect.gen(function* () {
      const nobody = (yield* start()).as(undefined)
      expect(nobody.get("/api/health").body).toEqual({ database: "ok", version: "12.3.0", commit: "NA" })
      expect(nobody.get("/api/health/").status).toBe(401)
      expect(nobody.get("/api/library-elements/name/x").status).toBe(404)
    })
  )

  it.effect("a wrong password, an unknown user and an unreadable header have their own words", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const failed = refused("Invalid username or password", "password-auth.failed")
      expect(grafana.as(basic("admin", "wrong")).get("/api/org")).toEqual(failed)
      expect(grafana.as(basic("ghost", "x")).get("/api/org")).toEqual(failed)
      expect(grafana.as("Basic !!!").get("/api/org")).toEqual(refused("Unauthorized", "auth.unauthorized"))
    })
  )

  it.effect("a service account's token works until it expires", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot", role: "Viewer" }).body
      const { key } = grafana.post(`/api/serviceaccounts/${id}/tokens`, { name: "t", secondsToLive: 60 }).body
      const robot = grafana.as(`Bearer ${key}`)
      expect(robot.get("/api/user").body).toMatchObject({
        id: 0,
        uid: `service-account:${id}`,
        login: "sa-1-robot"
      })
      expect(grafana.as(basic("api_key", key)).get("/api/org").status).toBe(200)
      yield* TestClock.adjust("61 seconds")
      expect(robot.get("/api/org")).toEqual(refused("Expired API key", "api-key.expired"))
    })
  )

  it.effect("a token that never was and one that was deleted are told apart", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.as("Bearer glsa_not_a_token_00000000").get("/api/org")).toEqual(
        refused("Invalid API key", "api-key.invalid")
      )
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot", role: "Viewer" }).body
      const token = grafana.post(`/api/serviceaccounts/${id}/tokens`, { name: "t" }).body
      grafana.del(`/api/serviceaccounts/${id}/tokens/${token.id}`)
      expect(grafana.as(`Bearer ${token.key}`).get("/api/org").body).toEqual({
        message: "Unauthorized",
        traceID: ""
      })
    })
  )

  it.effect("a service account gets 304 where only a person could be meant", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { id } = grafana.post("/api/serviceaccounts", { name: "robot", role: "Viewer" }).body
      const { key } = grafana.post(`/api/serviceaccounts/${id}/tokens`, { name: "t" }).body
      const robot = grafana.as(`Bearer ${key}`)
      expect(robot.put("/api/user", { login: "x" })).toMatchObject({ status: 304, body: "" })
      expect(robot.get("/api/user/orgs").status).toBe(304)
      expect(robot.get("/api/org", { "x-grafana-org-id": "2" }).body.messageId).toBe(
        "api-key.organization-mismatch"
      )
    })
  )

  it.effect("a disabled user is refused", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const zoe = grafana.user("zoe", "Viewer")
      grafana.post(`/api/admin/users/${zoe.id}/disable`)
      expect(zoe.get("/api/org")).toEqual(refused("Unauthorized", "identity.disabled"))
    })
  )

  it.effect("a changed password ends the old one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const bob = grafana.user("bob", "Viewer")
      expect(bob.get("/api/org").status).toBe(200)
      grafana.put(`/api/admin/users/${bob.id}/password`, { password: "another" })
      expect(bob.get("/api/org").status).toBe(401)
      expect(grafana.as(basic("bob", "another")).get("/api/org").status).toBe(200)
    })
  )

  it.effect("the organization header chooses among the caller's own organizations", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const vera = grafana.user("vera", "Viewer")
      const { orgId } = grafana.post("/api/orgs", { name: "Other" }).body
      const other = { "x-grafana-org-id": String(orgId) }
      expect(grafana.get("/api/org", other).body.name).toBe("Other")
      expect(vera.get("/api/org", other)).toMatchObject(needed("orgs:read"))
      expect(grafana.get("/api/org", { "x-grafana-org-id": "9999" })).toMatchObject(needed("orgs:read"))
      expect(grafana.get("/api/org", { "x-grafana-org-id": "abc" }).body.id).toBe(1)
    })
  )

  it.effect("an organization in the query redirects to itself and moves the user", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { orgId } = grafana.post("/api/orgs", { name: "Other" }).body
      expect(grafana.get(`/api/org?orgId=${orgId}`)).toMatchObject({
        status: 302,
        headers: { location: `/api/org?orgId=${orgId}` }
      })
      expect(grafana.get("/api/org").body.id).toBe(orgId)
    })
  )

  it.effect("what a role may not do is denied in Grafana's words", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      const editor = grafana.user("ed", "Editor")
      expect(viewer.get("/api/users/search")).toMatchObject(needed("users:read"))
      expect(viewer.post("/api/folders", { title: "V" })).toMatchObject(needed("folders:create"))
      expect(viewer.post("/api/dashboards/db", {})).toMatchObject(
        needed("any of dashboards:create, dashboards:write")
      )
      expect(editor.post("/api/teams", { name: "E" })).toMatchObject(needed("teams:create"))
      expect(editor.post("/api/datasources", {})).toMatchObject(needed("datasources:create"))
      expect(grafana.user("nora", "None").get("/api/datasources")).toMatchObject(needed("datasources:read"))
    })
  )

  it.effect("logging in gives a session that can be listed and revoked", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const nobody = grafana.as(undefined)
      const login = nobody.post("/login", { user: "admin", password: "admin" })
      expect(login.body).toEqual({ message: "Logged in", redirectUrl: "/" })
      const cookie = login.headers["set-cookie"]?.split(";")[0] ?? ""
      const [token] = nobody.get("/api/user/auth-tokens", { cookie }).body
      expect(token).toMatchObject({ isActive: true, clientIp: "127.0.0.1" })
      expect(nobody.post("/api/user/revoke-auth-token", { authTokenId: token.id }, { cookie }).body).toEqual({
        message: "Cannot revoke active user auth token"
      })
    })
  )
})

describe("routes", () => {
  it.effect("an unknown path or verb is not found, one that is not built says so", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      for (const answer of [
        grafana.get("/api/no-such-route"),
        grafana.put("/api/health"),
        grafana.get("/api//org")
      ]) {
        expect(answer).toMatchObject({ status: 404, body: { message: "Not found" } })
      }
      expect(grafana.get("/openapi/v3").status).toBe(501)
      expect(grafana.get("/api/org/").status).toBe(200)
      expect(grafana.send("HEAD", "/api/org").body).toBe("")
    })
  )

  it.effect("a body that is not sent as JSON is refused, though it could be read", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const bad = { status: 400, body: { message: "bad request data" } }
      expect(grafana.post("/api/folders", '{"title":"T"}', { "content-type": "text/plain" })).toMatchObject(
        bad
      )
      expect(grafana.post("/api/folders", "{not json")).toMatchObject(bad)
      expect(grafana.post("/api/folders", [])).toMatchObject(bad)
      expect(grafana.post("/api/folders", { title: 5 })).toMatchObject(bad)
      expect(grafana.post("/api/folders")).toMatchObject(bad)
    })
  )
})
