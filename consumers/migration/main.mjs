/** Takes the inventory of a fake Grafana, with nothing named but the packages of this project. */
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { equal } from "node:assert/strict"

const dashboards = Effect.flatMap(Inventory.origin(), (origin) =>
  Stream.runCount(Stream.filter(Inventory.stream(origin), ({ kind }) => kind === "dashboards"))
)

const count = await Effect.runPromise(
  Effect.provide(dashboards, FakeGrafana.layer({ seeded: { dashboards: 30, folders: 3 } }))
)
equal(count, 30)
console.log(`an inventory of ${count} dashboards`)
