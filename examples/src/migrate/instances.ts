/** The embedded Grafanas: one that holds much, and one in which there are only people. */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const content: FakeGrafana.SeedOptions = {
  folders: 25,
  dashboards: 500,
  libraryElements: 60,
  users: 60,
  teams: 10,
  dataSources: 12,
  serviceAccounts: 4,
  permissions: 20,
  preferences: 6,
  alertRules: 80,
  contactPoints: 6,
  policies: 8,
  muteTimings: 3,
  templates: 3,
  playlists: 4,
  publicDashboards: 5
}

export const instances = Effect.gen(function* () {
  const source = yield* FakeGrafana.make()
  const target = yield* FakeGrafana.make({ seed: 2 })
  source.seed(content)
  introduce(source, target)
  return { source, target }
})

const Users = Schema.parseJson(
  Schema.Array(
    Schema.Struct({ login: Schema.String, email: Schema.String, name: Schema.String, role: Schema.String })
  )
)

/** People do not migrate: they come by themselves, from an identity provider that both Grafanas know. */
const introduce = (source: FakeGrafana.Service, target: FakeGrafana.Service): void => {
  const users = Schema.decodeSync(Users)(ask(source, "GET", "/api/org/users"))
  for (const { role, ...user } of users) {
    if (user.login === "admin") continue
    const made = ask(target, "POST", "/api/admin/users", { ...user, password: "password" })
    const { id } = Schema.decodeSync(Schema.parseJson(Schema.Struct({ id: Schema.Int })))(made)
    ask(target, "PATCH", `/api/org/users/${id}`, { role })
  }
}

const headers = {
  authorization: `Basic ${btoa("admin:admin")}`,
  "content-type": "application/json"
}

const ask = (fake: FakeGrafana.Service, method: string, url: string, body?: unknown): string => {
  const { body: answer } = fake.handle({
    ...{ method, url, headers },
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  return String(answer)
}
