import * as AccessControl from "@effect-grafana/elements/AccessControl"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { clientOf } from "./support/lossy.js"
import { scripted } from "./support/scripted.js"

const folder = { resource: "folders", resourceId: "f-main" } as const

describe("a permission", () => {
  it.effect("that Grafana would take with 200 and not know is refused before anything is sent", () => {
    const grafana = scripted()
    return Effect.gen(function* () {
      const emperor = { ...folder, userId: 2, permission: "Emperor" } as const
      // @ts-expect-error no such permission
      const failure = yield* Effect.flip(AccessControl.setForUser(emperor))
      expect(failure._tag).toBe("InvalidInput")
      expect(grafana.asked).toEqual([])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("has to be named, since Grafana takes none for its removal", () =>
    Effect.gen(function* () {
      // @ts-expect-error no permission
      const failure = yield* Effect.flip(AccessControl.setForTeam({ ...folder, teamId: 1 }))
      expect(failure._tag).toBe("InvalidInput")
    }).pipe(Effect.provide(scripted().layer))
  )

  it.effect("is taken away by the empty word", () => {
    let sent: unknown
    const layer = clientOf((request) => {
      sent = request.body
      return { status: 200, body: { message: "Permission removed" } }
    })
    return Effect.gen(function* () {
      yield* AccessControl.setForRole({ ...folder, builtInRole: "Grafana Admin", permission: "" })
      expect(sent).toBe(`{"permission":""}`)
    }).pipe(Effect.provide(layer))
  })
})

it.effect("a user who is gone is told apart from a folder that is gone", () => {
  const user = {
    statusCode: 400,
    messageId: "accesscontrol.assignmentEntityNotFound",
    message: "user not found"
  }
  const missing = { statusCode: 404, messageId: "folder.notFound", message: "NotFound" }
  const grafana = scripted([400, user], [404, missing])
  const set = Effect.flip(AccessControl.setForUser({ ...folder, userId: 99, permission: "View" }))
  return Effect.gen(function* () {
    expect((yield* set)._tag).toBe("AssigneeNotFound")
    expect((yield* set)._tag).toBe("NotFound")
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("a data source's permissions without Grafana Enterprise may be a missing route", () =>
  Effect.gen(function* () {
    const failure = yield* Effect.flip(AccessControl.get({ resource: "datasources", resourceId: "ds-td" }))
    expect(failure).toMatchObject({ _tag: "NotFound", possiblyRoute: true })
  }).pipe(Effect.provide(scripted([404, { message: "Not found" }]).layer))
)
