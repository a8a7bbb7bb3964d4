import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport } from "@effect-grafana/core/Transport"
import * as Layer from "effect/Layer"
import type { Exchange } from "../../src/Recording.js"
import { recorded } from "./recorded.js"

/** The exchange of a recording that bears a name. */
export const exchangeOf = (file: string, name: string): Exchange => {
  const found = recorded.find((it) => it.file === file && it.exchange.name === name)
  if (found === undefined) throw new Error(`${file} holds no exchange "${name}"`)
  return found.exchange
}

/** The exchanges of one recording that bear these names, in this order. */
export const named = (file: string, ...names: ReadonlyArray<string>): ReadonlyArray<Exchange> =>
  names.map((name) => exchangeOf(file, name))

/** A client over a transport. */
export const over = (transport: Layer.Layer<Transport>): Layer.Layer<Grafana.Grafana> =>
  Grafana.layer.pipe(
    Layer.provide(transport),
    Layer.provide(Auth.anonymous),
    Layer.provide(Layer.orDie(GrafanaConfig.layer({ url: "https://grafana.example.com" })))
  )
