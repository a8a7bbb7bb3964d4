/** Migrations that die at a record of their journal, as a process does that is killed. */
import { Transport } from "@effect-grafana/core/Transport"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import type * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type { Origin } from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { build } from "./build.js"
import { full } from "./full.js"
import { on, onTransport } from "./instances.js"
import { secret } from "./meddling.js"
import { thinned } from "./thinned.js"

export const kinds = Kinds.all

/** A target before the migration, with a few of the source's objects, some of them otherwise; the same one each time. */
export const freshTarget = Effect.suspend(() => {
  let next = 0
  return build(
    thinned(full, () => chances[next++ % chances.length] ?? 1),
    2
  )
})

const chances = [0.9, 0.3, 0.8, 0.7, 0.3, 0.9, 0.9]

/** A source, the same one as an origin that reads each object once, and what is to be done. */
export const prepared = Effect.gen(function* () {
  const source = yield* build(full)
  const origin = yield* on(source)(Inventory.origin({ kinds }))
  const target = yield* freshTarget
  const plan = yield* on(target)(Plan.make({ source: origin, kinds, alertRules: "as they are" }))
  return { source, origin: remembering(origin), plan }
})

const remembering = (origin: Origin): Origin => {
  const read = new Map<string, ReturnType<Origin["read"]>>()
  return {
    ...origin,
    read: (found) => {
      const name = `${found.kind}/${found.key}`
      const known = read.get(name) ?? Effect.runSync(Effect.cached(origin.read(found)))
      read.set(name, known)
      return known
    }
  }
}

/** How a run dies: where the record of that number, from 1, is a write's begin after it is kept; else before. */
export const mortal = (journal: Journal.Journal, at: number, die: Effect.Effect<never>): Journal.Journal => {
  let count = 0
  return {
    ...journal,
    append: (record) =>
      Effect.suspend(() => {
        count += 1
        if (count < at) return journal.append(record)
        if (count > at) return Effect.never
        return record._tag === "Begun" ? Effect.zipRight(journal.append(record), die) : die
      })
  }
}

/** Applies until the journal's record of that number; then no request leaves any more, and nothing is cleaned up. */
export const applyUntil = (
  at: number,
  target: FakeGrafana.Service,
  journal: Journal.Journal,
  source: Origin
): Effect.Effect<void> =>
  Effect.gen(function* () {
    const dead = yield* Deferred.make<void>()
    let isAlive = true
    const die = Effect.suspend(() => {
      isAlive = false
      return Effect.zipRight(Deferred.succeed(dead, undefined), Effect.never)
    })
    const mortalTransport = Layer.effect(
      Transport,
      Effect.map(Transport, (whole) => ({
        ...whole,
        send: (request: Parameters<typeof whole.send>[0]) =>
          Effect.suspend(() => (isAlive ? whole.send(request) : Effect.never))
      }))
    ).pipe(Layer.provide(FakeGrafana.transport(target)))
    const run = Apply.run({ journal: mortal(journal, at, die), source, kinds, secret })
    yield* Effect.forkDaemon(
      run.pipe(onTransport(mortalTransport), Effect.orDie, Effect.zipRight(Deferred.succeed(dead, undefined)))
    )
    yield* Deferred.await(dead)
  })

/** Applies to the end. */
export const applyAll = (target: FakeGrafana.Service, journal: Journal.Journal, source: Origin) =>
  on(target)(Apply.run({ journal, source, kinds, secret }))
