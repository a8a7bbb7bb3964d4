import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import type { Transport } from "@effect-grafana/core/Transport"
import * as Admin from "@effect-grafana/elements/Admin"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Folders from "@effect-grafana/elements/Folders"
import * as PublicDashboards from "@effect-grafana/elements/PublicDashboards"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

/** The secrets that a program brings along. */
export interface Secrets {
  readonly user: string
  readonly dataSource: string
  readonly header: string
  readonly view: string
}

export const canaries: Secrets = {
  user: "CANARY-user-pässword / 100%",
  dataSource: 'CANARY"data source',
  header: "Bearer CANARY-header",
  view: "ca9a59ca9a59ca9a59ca9a59ca9a59ca"
}

/** Everything in Grafana's API that takes a secret or gives one, and the rest of a usual day. */
export const program = (secrets: Secrets) =>
  Effect.gen(function* () {
    const folder = yield* Folders.create({ uid: "rec-folder", title: "Recorded" })
    const missing = yield* Effect.flip(Folders.get({ uid: "rec-missing" }))
    const user = yield* Admin.createUser({ login: "rec", password: Redacted.make(secrets.user) })
    const renewed = yield* Admin.setPassword({ id: user.id, password: Redacted.make(`${secrets.user}!`) })
    const source = yield* DataSources.create({
      uid: "rec-source",
      name: `A source whose note says ${secrets.dataSource}`,
      type: "prometheus",
      access: "proxy",
      url: "http://prometheus.internal:9090",
      secureJsonData: {
        basicAuthPassword: Redacted.make(secrets.dataSource),
        httpHeaderValue1: Redacted.make(secrets.header)
      }
    })
    const account = yield* ServiceAccounts.create({ name: "rec-account", role: "Viewer" })
    const token = yield* ServiceAccounts.createToken({ id: account.id, name: "rec-token" })
    yield* Dashboards.save({ dashboard: { uid: "rec-board", title: "Board", panels: [] } })
    const shared = yield* PublicDashboards.create({
      dashboardUid: "rec-board",
      isEnabled: true,
      accessToken: Redacted.make(secrets.view)
    })
    const listed = yield* PublicDashboards.list()
    return {
      secrets: { token: token.key, view: shared.accessToken },
      rest: {
        folder,
        missing: missing._tag,
        user: user.message,
        renewed,
        source: source.datasource.uid,
        account: account.login,
        token: token.name,
        listed: listed.publicDashboards.map(({ dashboardUid }) => dashboardUid)
      }
    }
  })

/** A client over a transport: who it is and where the server is do not matter to a recording. */
export const client = (
  transport: Layer.Layer<Transport>,
  { password, url }: { readonly password: string; readonly url: string }
): Layer.Layer<Grafana.Grafana> =>
  Grafana.layer.pipe(
    Layer.provide([
      transport,
      Layer.orDie(Auth.basic({ username: "admin", password })),
      Layer.orDie(GrafanaConfig.layer({ url }))
    ])
  )
