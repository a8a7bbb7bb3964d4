/** The Grafana that is asked: the one that the environment names, or a fake one that has a bad moment. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Search from "@effect-grafana/elements/Search"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Faults from "@effect-grafana/testing/Faults"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const badMoment = Faults.script([Faults.on(Search.search, Faults.status(503), { nth: 2 })])

const embedded = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  fake.seed({ folders: 10, dashboards: 250 })
  const { url } = yield* FakeServer.listen(fake, { faults: yield* Faults.make(badMoment) })
  const auth = Auth.basic({ username: "admin", password: "admin" })
  return Node.layer({ url, auth, transport: { proxy: "none" } })
}).pipe(Layer.unwrapScoped)

export const grafana = Layer.unwrapEffect(
  Effect.map(Config.withDefault(Config.string("GRAFANA_URL"), ""), (url) =>
    url === "" ? embedded : Node.layerConfig()
  )
)
