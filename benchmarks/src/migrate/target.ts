/** A fake Grafana that has all but the dashboards, as a process of its own. */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import { content } from "../archive/content.js"

const program = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  fake.seed({ ...content, dashboards: 0 })
  const { port } = yield* FakeServer.listen(fake)
  process.send?.(port)
  return yield* Effect.never
})

Effect.runFork(Effect.scoped(program))
process.on("disconnect", () => process.exit(0))
