import * as Auth from "@effect-grafana/core/Auth"
import * as Check from "@effect-grafana/core/Check"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import type { Transport, TransportRequest } from "@effect-grafana/core/Transport"
import * as Layer from "effect/Layer"
import type { FakeRequest } from "./message.js"

/** What a fake gets of a request to a transport. */
export const received = ({ body, headers, method, path }: TransportRequest): FakeRequest => ({
  method,
  url: path,
  headers,
  body:
    body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === "string" ? body : undefined
})

/** A client of a fake as its `admin`. */
export const adminOver = (
  transport: Layer.Layer<Transport>,
  password = "admin"
): Layer.Layer<Grafana.Grafana> =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url: "http://grafana.fake", check: Check.compiled }),
    Auth.basic({ username: "admin", password }),
    transport
    // Neither the address nor the name above can be refused; a password that can is a defect of the test.
  ]).pipe(Layer.orDie)
