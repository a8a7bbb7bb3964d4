/* eslint-disable @typescript-eslint/no-require-imports -- this is what it shows */
/** A CommonJS program: Node loads the modules by `require`, and `effect` in its CommonJS form beside them. */
const Auth = require("@effect-grafana/core/Auth")
const Node = require("@effect-grafana/core/Node")
const Folders = require("@effect-grafana/elements/Folders")
const Users = require("@effect-grafana/elements/Users")
const FakeGrafana = require("@effect-grafana/testing/FakeGrafana")
const FakeServer = require("@effect-grafana/testing/FakeServer")
const { Effect, Stream } = require("effect")
const { deepEqual } = require("node:assert/strict")

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

Effect.runPromise(Effect.scoped(program)).then((seen) => {
  deepEqual(seen, { title: "Operations", absent: 404, users: 21 })
  console.log(`1 folder, ${seen.users} users`)
})
