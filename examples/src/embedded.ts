/** A fake Grafana on a loopback port, so that an example shows something where the environment names no real one. */
import * as Auth from "@effect-grafana/core/Auth"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Node from "@effect-grafana/core/Node"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const variables = ["", "SOURCE_", "TARGET_"].flatMap((prefix) => [
  `${prefix}GRAFANA_URL`,
  `${prefix}GRAFANA_SERVER`
])

const usual: FakeGrafana.SeedOptions = { folders: 20, dataSources: 6, dashboards: 500 }

/** The client that is given, or, where the environment names no Grafana at all, one of a fake that holds `content`. */
export const orEmbedded = <E>(grafana: Layer.Layer<Grafana, E>, content = usual): Layer.Layer<Grafana, E> =>
  Layer.unwrapScoped(
    Effect.gen(function* () {
      const isNamed = yield* Effect.exists(variables, (name) => Effect.isSuccess(Config.nonEmptyString(name)))
      if (isNamed) return grafana
      const fake = yield* FakeGrafana.make()
      fake.seed(content)
      const { url } = yield* FakeServer.listen(fake)
      yield* Console.error(
        `No GRAFANA_URL is set: an embedded Grafana with ${content.dashboards ?? 0} dashboards stands in.`
      )
      const auth = Auth.basic({ username: "admin", password: "admin" })
      return Layer.orDie(Node.layer({ url, auth, transport: { proxy: "none" } }))
    })
  )
