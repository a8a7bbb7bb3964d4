/**
 * A stateful Grafana 12.3.0 in memory: it keeps what is written to it and answers as the real one does, without a
 * socket, a clock or a random number of its own.
 */
import type { Grafana } from "@effect-grafana/core/Grafana"
import { Transport } from "@effect-grafana/core/Transport"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { JsonObject } from "./internal/fake/bind.js"
import { adminOver, received } from "./internal/fake/client.js"
import { dump } from "./internal/fake/dump.js"
import { handle } from "./internal/fake/handle.js"
import type { FakeRequest, FakeResponse } from "./internal/fake/message.js"
import type { SeedOptions } from "./internal/fake/seed/options.js"
import { seedOrg } from "./internal/fake/seed/seed.js"
import { makeState, type Upstream, type Write } from "./internal/fake/state.js"

export type { FakeRequest, FakeResponse } from "./internal/fake/message.js"
export type { SeedOptions } from "./internal/fake/seed/options.js"
export type { Upstream, Write } from "./internal/fake/state.js"

/** How a fake is made; all of it can be left out. */
export interface Options {
  /** What all generated ids, uids and keys come from; 1 when left out. */
  readonly seed?: number
  /** The password of `admin`; `admin` when left out. */
  readonly adminPassword?: string
  /** Answers for the servers behind data sources; without it every connection to them is refused. */
  readonly upstream?: Upstream
  /** Whether organizations and users may have only so many of each thing; off when left out, as in Grafana. */
  readonly quotas?: boolean
}

/** A fake server. */
export interface Service {
  /**
   * Answers one request. It never fails: what is wrong is told as Grafana tells it. `upstream` stands in for the one
   * that the fake was made with.
   */
  readonly handle: (request: FakeRequest, upstream?: Upstream) => FakeResponse
  /** The requests that changed something, in order. */
  readonly writes: ReadonlyArray<Write>
  /** Adds made-up folders, dashboards, people and the rest to the first organization, past all permissions. */
  readonly seed: (options: SeedOptions) => void
  /** Everything that the server holds, as plain data; passwords, keys and secrets are left out. */
  readonly dump: () => JsonObject
}

/** Makes a fresh server: one organization, one user `admin`. Time is the `Clock` of the effect that makes it. */
export const make = (options: Options = {}): Effect.Effect<Service> =>
  Effect.map(Effect.clock, (clock) => {
    const state = makeState({
      now: () => clock.unsafeCurrentTimeMillis(),
      seed: options.seed ?? 1,
      adminPassword: options.adminPassword ?? "admin",
      upstream: options.upstream ?? (() => undefined),
      quotas: options.quotas ?? false
    })
    return {
      handle: (request, upstream) => handle(upstream === undefined ? state : { ...state, upstream }, request),
      writes: state.writes,
      seed: (seedOptions) => {
        const org = state.orgs.get(1)
        if (org !== undefined) seedOrg(state, org, seedOptions)
      },
      dump: () => dump(state)
    }
  })

/** The fake that a program talks to. */
export class FakeGrafana extends Context.Tag("@effect-grafana/testing/FakeGrafana")<FakeGrafana, Service>() {}

/** A transport to a fake in this process: no socket, and it works with TestClock. */
export const transport = (fake: Service): Layer.Layer<Transport> =>
  Layer.succeed(Transport, {
    keepsTime: true,
    send: (request) =>
      Effect.sync(() => {
        request.onSend()
        return fake.handle(received(request))
      })
  })

/** A fresh fake without a client; `seeded` says what it holds at the start. */
export const fresh = (
  options: Options & { readonly seeded?: SeedOptions } = {}
): Layer.Layer<FakeGrafana> => {
  const { seeded } = options
  return Layer.effect(
    FakeGrafana,
    Effect.tap(make(options), (it) => Effect.sync(() => (seeded === undefined ? undefined : it.seed(seeded))))
  )
}

/** A fresh fake, and a client of it as its `admin`; `seeded` says what it holds at the start. */
export const layer = (
  options: Options & { readonly seeded?: SeedOptions } = {}
): Layer.Layer<Grafana | FakeGrafana> =>
  Layer.provideMerge(
    Layer.unwrapEffect(Effect.map(FakeGrafana, (it) => adminOver(transport(it), options.adminPassword))),
    fresh(options)
  )
