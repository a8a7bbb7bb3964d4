import { layer } from "@effect/vitest"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Organizations from "@effect-grafana/elements/Organizations"
import * as Admin from "@effect-grafana/elements/Admin"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as Live from "../../src/Live.js"

type Test = Effect.Effect<void, unknown, Grafana | Live.Live | Scope.Scope>

/** Tests against the server that the environment names; one that it cannot do is skipped with the reason. */
export const suite = (name: string, define: (test: (name: string, test: Test) => void) => void): void =>
  layer(Live.layer, { excludeTestServices: true })(name, (it) => {
    define((title, test) =>
      it.scoped(title, (context) =>
        Effect.catchIf(
          test,
          (failure): failure is Live.Skipped => failure instanceof Live.Skipped,
          ({ message }) =>
            Effect.sync(() => {
              // What `skip` throws reaches the runner wrapped, so that its note is lost.
              Object.assign(context.task.result ?? {}, { note: message })
              context.skip()
            })
        )
      ))
  })

/** A folder, under `parentUid` or at the root, for as long as the scope is open. */
export const folder = (parentUid?: string) =>
  Effect.flatMap(Live.name, (uid) =>
    Live.making(
      Folders.create({ uid, title: uid, ...(parentUid === undefined ? {} : { parentUid }) }),
      Folders.remove
    )
  )

/** A dashboard with these further fields. */
export const dashboard = (folderUid: string, fields: Readonly<Record<string, unknown>> = {}) =>
  Effect.flatMap(Live.name, (uid) =>
    Live.making(Dashboards.save({ dashboard: { title: uid, panels: [], ...fields, uid }, folderUid }), () =>
      Dashboards.remove({ uid })
    )
  )

/** A user without any right to anything. */
export const user = Effect.flatMap(Live.name, (login) =>
  Live.making(
    Effect.map(
      Admin.createUser({
        login,
        email: `${login}@example.com`,
        name: login,
        password: Redacted.make(`${login}-Passw0rd`)
      }),
      ({ id }) => ({ id, login, email: `${login}@example.com` })
    ),
    Admin.removeUser
  )
)

/** An organization. */
export const organization = Effect.flatMap(Live.name, (name) =>
  Live.making(
    Effect.map(Organizations.create({ name }), ({ orgId }) => ({ id: orgId, name })),
    Organizations.remove
  )
)

/** A data source that is never asked anything. */
export const dataSource = Effect.flatMap(Live.name, (uid) =>
  Live.making(
    Effect.map(
      DataSources.create({
        uid,
        name: uid,
        type: "prometheus",
        access: "proxy",
        url: "http://127.0.0.1:9",
        jsonData: { httpMethod: "POST" },
        secureJsonData: { basicAuthPassword: Redacted.make("live-password") }
      }),
      ({ datasource }) => datasource
    ),
    () => DataSources.remove({ uid })
  )
)
