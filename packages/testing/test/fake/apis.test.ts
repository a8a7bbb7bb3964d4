import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start } from "./support.js"

const iam = "/apis/iam.grafana.app/v0alpha1/namespaces/default"
const playlists = "/apis/playlist.grafana.app/v0alpha1/namespaces/default/playlists"
const storage = "/apis/userstorage.grafana.app/v0alpha1/namespaces/default/user-storage"

const namesOf = (items: ReadonlyArray<{ readonly metadata: { readonly name: string } }>) =>
  items.map(({ metadata }) => metadata.name)

describe("the Kubernetes-style API", () => {
  it.effect("tells its groups, their versions and the resources of each", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { groups } = grafana.get("/apis").body
      expect(groups.map(({ name }: { name: string }) => name)).toContain("folder.grafana.app")
      expect(grafana.get("/apis/dashboard.grafana.app").body.preferredVersion.version).toBe("v1beta1")
      expect(grafana.get("/apis/folder.grafana.app/v1beta1").body.resources[0]).toMatchObject({
        name: "folders",
        singularName: "folder",
        namespaced: true,
        kind: "Folder"
      })
    })
  )

  it.effect("tells a group that is missing in other words than a version or a resource", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get("/apis/nope.grafana.app")).toMatchObject({
        status: 404,
        body: "404 page not found\n"
      })
      const missing = { status: 404, body: { message: "the server could not find the requested resource" } }
      expect(grafana.get("/apis/dashboard.grafana.app/v9")).toMatchObject(missing)
      expect(grafana.get("/apis/dashboard.grafana.app/v1beta1/namespaces/default/nope")).toMatchObject(
        missing
      )
      expect(grafana.get(`${playlists}/a%2Fb`)).toMatchObject(missing)
      expect(grafana.get(`${playlists}/50%25`)).toMatchObject({ status: 400, body: { reason: "BadRequest" } })
      expect(grafana.as(undefined).get("/apis").status).toBe(401)
    })
  )

  it.effect("shows a list as a table to those who ask for one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post(playlists, {
        metadata: { name: "p" },
        spec: { title: "P", interval: "5m", items: [{ type: "dashboard_by_tag", value: "x" }] }
      })
      const { body } = grafana.get(playlists, { accept: "application/json;as=Table;g=meta.k8s.io;v=v1" })
      expect(body.kind).toBe("Table")
      expect(body.rows[0].cells).toEqual(["p", "P", "5m", "1970-01-01T00:00:00Z"])
    })
  )

  it.effect("playlists are those of the classic routes", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      const items = [{ type: "dashboard_by_tag", value: "x" }]
      const made = { metadata: { name: "p" }, spec: { title: "P", interval: "5m", items } }
      expect(grafana.post(playlists, made).status).toBe(201)
      expect(grafana.get("/api/playlists/p").body).toMatchObject({ name: "P", interval: "5m" })
      expect(grafana.post(playlists, made)).toMatchObject({
        status: 500,
        body: { message: "UNIQUE constraint failed: playlist.org_id, playlist.uid" }
      })
      expect(viewer.get(`${playlists}/p`).status).toBe(200)
      expect(viewer.del(`${playlists}/p`).body.message).toContain(
        `Grafana org role (Viewer) didn't allow delete access on requested resource=playlists, path=${playlists}/p`
      )
      expect(grafana.del(`${playlists}/p`).body.kind).toBe("Playlist")
      expect(grafana.get(`${playlists}/p`).status).toBe(404)
    })
  )

  it.effect("people, teams and service accounts can be read page by page, and not written", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      grafana.user("edgar", "Editor")
      const first = grafana.get(`${iam}/users?limit=2`).body
      expect(first.items.map(({ spec }: { spec: { login: string } }) => spec.login)).toEqual([
        "admin",
        "vera"
      ])
      expect(first.metadata.continue).toBe("3")
      expect(grafana.get(`${iam}/users?limit=2&continue=3`).body.items).toHaveLength(1)
      expect(grafana.get(`${iam}/users?limit=2&continue=nope`).body.items).toHaveLength(2)
      const { teamId, uid } = grafana.post("/api/teams", { name: "T" }).body
      grafana.post(`/api/teams/${teamId}/members`, { userId: viewer.id })
      expect(namesOf(grafana.get(`${iam}/teams`).body.items)).toEqual([uid])
      expect(grafana.get(`${iam}/teams/${uid}/members`).body.items).toMatchObject([
        { permission: "admin" },
        { displayName: "vera", permission: "member" }
      ])
      const account = grafana.post("/api/serviceaccounts", { name: "robot", role: "Editor" }).body
      expect(grafana.get(`${iam}/serviceaccounts/${account.uid}`).body.spec).toMatchObject({
        role: "Editor",
        title: "robot"
      })
      expect(grafana.post(`${iam}/teams`, { spec: {} })).toMatchObject({
        status: 405,
        body: { message: 'create is not supported on resources of kind "teams.iam.grafana.app"' }
      })
      expect(viewer.get(`${iam}/users`).body.message).toContain("unauthorized request")
      expect(grafana.get(`${iam}/users/nope`).body.message).toBe('user.iam.grafana.app "nope" not found')
    })
  )

  it.effect("a page of team bindings has one more than was asked for, with which the next begins", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      for (const name of ["A", "B", "C", "D"]) grafana.post("/api/teams", { name })
      const first = grafana.get(`${iam}/teambindings?limit=2`).body
      const second = grafana.get(`${iam}/teambindings?limit=2&continue=${first.metadata.continue}`).body
      expect(first.items).toHaveLength(3)
      expect(namesOf(second.items)[0]).toBe(namesOf(first.items)[2])
    })
  )

  it.effect("a page of which the caller may not read all has no answer", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      for (const name of ["A", "B"]) grafana.post("/api/teams", { name })
      expect(viewer.get(`${iam}/teams`).body.items).toEqual([])
      expect(viewer.get(`${iam}/teams?limit=1`).status).toBe(501)
    })
  )

  it.effect("names whom annotations speak of", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const { uid } = grafana.get("/api/user").body
      const { body } = grafana.get(`${iam}/display?key=user:${uid}&key=nope:1&key=provisioning:`)
      expect(body).toMatchObject({
        invalidKeys: ["nope:1"],
        display: [{ displayName: "admin", internalId: 1 }, { displayName: "Provisioning" }]
      })
    })
  )

  it.effect("keeps for each user what plugins store, under the user's own name only", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const viewer = grafana.user("vera", "Viewer")
      const name = `demo:${viewer.get("/api/user").body.uid}`
      const object = { metadata: { name }, spec: { data: { a: "b" } } }
      expect(grafana.post(storage, object).body.message).toContain("name must match service:user_uid")
      const stored = viewer.post(storage, object).body
      expect(viewer.get(`${storage}/${name}`).body).toEqual(stored)
      const stale = { metadata: { name, resourceVersion: "99" }, spec: {} }
      expect(viewer.put(`${storage}/${name}`, stale).status).toBe(409)
      expect(
        viewer.put(`${storage}/${name}`, { ...stored, spec: { data: {} } }).body.metadata.generation
      ).toBe(2)
      expect(viewer.get(storage).status).toBe(403)
      expect(viewer.del(`${storage}/${name}`).body.status).toBe("Success")
    })
  )

  it.effect("searches a page of folders before dashboards, and counts this page alone", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.post("/api/folders", { uid: "f", title: "Same B" })
      for (const uid of ["a", "b"]) {
        grafana.post("/api/dashboards/db", { dashboard: { uid, title: `Same ${uid}` }, folderUid: "f" })
      }
      const path = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/search?query=same"
      expect(grafana.get(path).body).toMatchObject({
        totalHits: 3,
        hits: [{ resource: "folders" }, { name: "a", folder: "f" }, { name: "b" }]
      })
      expect(grafana.get(`${path}&limit=2&offset=2`).body).toMatchObject({ offset: 2, totalHits: 1 })
      expect(grafana.get(`${path}&type=folder`).body.totalHits).toBe(1)
    })
  )
})
