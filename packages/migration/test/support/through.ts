import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Faults from "@effect-grafana/testing/Faults"
import * as Effect from "effect/Effect"
import { onTransport } from "./instances.js"

/** Runs an effect on a fake through faults, as its `admin`. */
export const through = (fake: FakeGrafana.Service, faults: Faults.Plan) =>
  Effect.map(Faults.make(faults), (service) => onTransport(Faults.transport(fake, service)))
