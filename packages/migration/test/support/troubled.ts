/** A migration between two fakes in which something of everything goes wrong. */
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Plan from "@effect-grafana/migration/Plan"
import * as Verify from "@effect-grafana/migration/Verify"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Faults from "@effect-grafana/testing/Faults"
import * as Effect from "effect/Effect"
import { on, seeded } from "./instances.js"
import { through } from "./through.js"

export const hostile = `</script><img src=x onerror="document.title='taken over'">`

const content: FakeGrafana.SeedOptions = {
  folders: 6,
  dashboards: 14,
  libraryElements: 4,
  dataSources: 4,
  teams: 3,
  serviceAccounts: 2,
  annotations: 3,
  playlists: 2,
  alertRules: 8,
  contactPoints: 3,
  muteTimings: 2,
  templates: 2
}

const plannedConflict = "b-differs"
const laterConflict = "c-changed"

const save = (uid: string, title: string) =>
  Dashboards.save({ dashboard: { uid, title, panels: [] }, overwrite: true })

/** One data source is refused; the first annotation is sent, and nobody knows whether it came. */
const faults = Faults.script([
  Faults.on({ method: "POST", path: "/api/datasources" }, Faults.status(400, { message: "bad plugin" }), {
    nth: 2
  }),
  Faults.on({ method: "POST", path: "/api/annotations" }, Faults.resetBeforeCommit, { nth: 1 })
])

export const troubled = Effect.gen(function* () {
  const source = yield* seeded(content)
  const target = yield* FakeGrafana.make({ seed: 2 })
  yield* on(source)(
    Effect.all([
      save("a-hostile", hostile),
      save(plannedConflict, "Sales, as it should be"),
      save(laterConflict, "Costs, as they should be")
    ])
  )
  yield* on(target)(save(plannedConflict, "Sales, as somebody wants it"))
  const kinds = Kinds.all
  const origin = yield* on(source)(Inventory.origin({ kinds, url: "https://old.example.com" }))
  const url = "https://new.example.com"
  const plan = yield* on(target)(Plan.make({ source: origin, kinds, onDifference: "conflict", url }))
  yield* on(target)(save(laterConflict, "Costs, as somebody has made them since"))
  const journal = yield* Journal.memory(plan)
  const onTroubled = yield* through(target, faults)
  const summary = yield* onTroubled(Apply.run({ journal, source: origin, kinds, url }))
  const verdicts = yield* on(target)(Verify.run({ plan, source: origin, kinds }))
  return { plan, journal, summary, verdicts }
})
