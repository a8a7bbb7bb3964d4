/** A program on Node: a fake Grafana on a port, and a client of it over undici. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Users from "@effect-grafana/elements/Users"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { deepEqual } from "node:assert/strict"

const tour = Effect.gen(function* () {
  const made = yield* Folders.create({ uid: "ops", title: "Operations" })
  const absent = yield* Folders.get({ uid: "none" }).pipe(
    Effect.catchTag("NotFound", (failure) => Effect.succeed(failure.status))
  )
  const users = yield* Stream.runCount(Users.search.stream({}, { pageSize: 7 }))
  return { title: made.title, absent, users }
})

const program = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  fake.seed({ users: 20 })
  const { url } = yield* FakeServer.listen(fake)
  return yield* Effect.provide(
    tour,
    Node.layer({ url, auth: Auth.basic({ username: "admin", password: "admin" }) })
  )
})

const seen = await Effect.runPromise(Effect.scoped(program))
deepEqual(seen, { title: "Operations", absent: 404, users: 21 })
console.log(`1 folder, ${seen.users} users`)
