/** A call without a network: what the client itself costs. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Check from "@effect-grafana/core/Check"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport } from "@effect-grafana/core/Transport"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { dashboard } from "./answers.js"
import { measure, type Candidate, type Result } from "./measure.js"

const text = dashboard.toString()
const small = JSON.stringify({ ...JSON.parse(text), dashboard: { uid: "bench", title: "Bench", version: 1 } })

const clientOver = (body: string) => {
  const response = Effect.succeed({ status: 200, headers: { "content-type": "application/json" }, body })
  return Layer.orDie(
    Layer.provide(Grafana.layer, [
      GrafanaConfig.layer({ url: "http://127.0.0.1", check: Check.compiled }),
      Auth.token("bench"),
      Layer.succeed(Transport, { send: () => response, keepsTime: true })
    ])
  )
}

const repeated = (name: string, body: string): Candidate => {
  const runtime = ManagedRuntime.make(clientOver(body))
  return {
    name,
    run: (operations) => {
      let left = operations
      const body = () => Dashboards.get({ uid: "bench" })
      return runtime.runPromise(Effect.whileLoop({ while: () => left-- > 0, body, step: () => undefined }))
    }
  }
}

const parsing: Candidate = {
  name: "JSON.parse of 6 kB alone",
  run: async (operations) => {
    for (let i = 0; i < operations; i++) JSON.parse(text)
  }
}

export const candidates = (): ReadonlyArray<() => Candidate> => [
  () => parsing,
  () => repeated("ours, 6 kB", text),
  () => repeated("ours, 1 kB", small)
]

export const inProcess = (rounds: number): Promise<ReadonlyArray<Result>> =>
  measure("in-process", ["JSON.parse of 6 kB alone", "ours, 6 kB", "ours, 1 kB"], "", {
    rounds,
    operations: 30_000,
    warmup: 30_000
  })
