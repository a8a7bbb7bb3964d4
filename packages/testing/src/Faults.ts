/**
 * Breaks a `FakeGrafana` on purpose, by a script or by a seed, in this process or on a socket. A fault in place of the
 * answer keeps the request from the fake, unless `afterCommit` says otherwise; one that is done to the answer lets it
 * be carried out.
 *
 * In this process time is the `Clock`'s: a latency is slept, a stall ends with the client's own clock. What only a
 * socket can show is the failure that a transport makes of it: a reset, or a connection that closes within a body,
 * is `Closed`, a gzip bomb `BodyTooLarge`, or its zeros where the client would take in as many.
 *
 *     const faults = yield* Faults.make(
 *       Faults.script([Faults.on(Folders.update, Faults.resetAfterCommit, { nth: 3 })])
 *     )
 *     Effect.provide(program, Faults.transport(fake, faults)) // in this process, or
 *     yield* FakeServer.listen(fake, { faults }) // on a socket
 *     faults.log // what each request met, and whether the fake carried it out
 */
import type { Grafana } from "@effect-grafana/core/Grafana"
import { Transport } from "@effect-grafana/core/Transport"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as FakeGrafana from "./FakeGrafana.js"
import { adminOver, received } from "./internal/fake/client.js"
import type { Plan } from "./internal/faults/plan.js"
import { start, type Service } from "./internal/faults/service.js"
import { perform } from "./internal/faults/transport.js"

export {
  afterCommit,
  clockSkew,
  contentType,
  corruptJson,
  databaseLocked,
  duplicateItem,
  gzipBomb,
  html,
  latency,
  missingItem,
  preconditionFailed,
  repeatedPage,
  resetAfterCommit,
  resetBeforeCommit,
  retryAfter,
  stalledBody,
  stalledHeaders,
  status,
  truncated,
  unauthorized
} from "./internal/faults/fault.js"
export type { Alteration, Fault, Skew, StandIn } from "./internal/faults/fault.js"
export { on, random, script } from "./internal/faults/plan.js"
export type { Plan, Rule, When } from "./internal/faults/plan.js"
export type { Entry, Service } from "./internal/faults/service.js"
export { usual } from "./internal/faults/usual.js"
export type { Where } from "./internal/faults/where.js"
export type { Answer, Wire } from "./internal/faults/wire.js"

/** The plan that a program's requests meet, under way. */
export class Faults extends Context.Tag("@effect-grafana/testing/Faults")<Faults, Service>() {}

/** Starts a plan: from now on it counts requests and keeps a log. */
export const make = (plan: Plan): Effect.Effect<Service> => Effect.sync(() => start(plan))

/** A transport to a fake in this process, through faults. */
export const transport = (fake: FakeGrafana.Service, faults: Service): Layer.Layer<Transport> =>
  Layer.succeed(Transport, {
    keepsTime: false,
    send: (request) =>
      Effect.clockWith((clock) =>
        Effect.suspend(() => {
          request.onSend()
          return perform(faults.meet(fake, received(request), clock.unsafeCurrentTimeMillis()), request)
        })
      )
  })

/** A fresh fake, faults, and a client that meets them, as the fake's `admin`. */
export const layer = (
  plan: Plan,
  options: FakeGrafana.Options & { readonly seeded?: FakeGrafana.SeedOptions } = {}
): Layer.Layer<Grafana | FakeGrafana.FakeGrafana | Faults> => {
  const client = Layer.unwrapEffect(
    Effect.map(Effect.all([FakeGrafana.FakeGrafana, Faults]), ([fake, faults]) =>
      adminOver(transport(fake, faults), options.adminPassword)
    )
  )
  return Layer.provideMerge(client, Layer.merge(FakeGrafana.fresh(options), Layer.effect(Faults, make(plan))))
}
