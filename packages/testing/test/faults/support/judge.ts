/** Sends writes through a client that meets faults, and judges what it says of them by what the fake has done. */
import * as Auth from "@effect-grafana/core/Auth"
import type * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { isOutcomeUnknown } from "@effect-grafana/core/GrafanaError"
import * as Retry from "@effect-grafana/core/Retry"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as FakeGrafana from "../../../src/FakeGrafana.js"
import * as Faults from "../../../src/Faults.js"
import { makeRandom } from "../../../src/internal/fake/words/identifiers.js"
import { truthOf } from "./truth.js"
import type { Write } from "./write.js"
import { nextWrite } from "./writes.js"

/** What became of some writes. */
export interface Figures {
  readonly writes: number
  /** Writes that met a fault at least. */
  readonly faulted: number
  readonly requests: number
  readonly done: number
  readonly failed: number
  readonly unknown: number
  /** Unknown to the client, and done. */
  readonly unknownDone: number
  /** Done, as reading back has shown. */
  readonly readBack: number
  readonly byKind: ReadonlyMap<string, number>
  readonly byFault: ReadonlyMap<string, number>
  /** What must never be: one line each. */
  readonly wrong: ReadonlyArray<string>
}

type Said = "done" | "failed" | "unknown"

/** Lies about what a server holds are left out: no client sees through them. */
const kinds = Faults.usual.filter(
  ({ _tag }) => !["DuplicateItem", "MissingItem", "RepeatedPage"].includes(_tag)
)

export const judged = (options: { readonly seed: number; readonly faulted: number; readonly rate: number }) =>
  Effect.gen(function* () {
    const { seed } = options
    const fake = yield* FakeGrafana.make()
    const faults = yield* Faults.make(Faults.random({ seed, rate: options.rate, kinds }))
    const { log } = faults
    const client = yield* Layer.build(clientOf(fake, faults))
    const counts = { writes: 0, faulted: 0, done: 0, failed: 0, unknown: 0, unknownDone: 0, readBack: 0 }
    const byKind = new Map<string, number>()
    const wrong: Array<string> = []
    const world = {
      truth: truthOf(fake),
      random: makeRandom(seed),
      name: () => `w${seed}-${counts.writes}`
    }
    while (counts.faulted < options.faulted) {
      counts.writes += 1
      const write = nextWrite(world)
      const from = log.length
      const answer = yield* Effect.either(Effect.provide(write.send, client))
      const entries = log.slice(from)
      const said = saidBy(answer)
      counts[said] += 1
      count(byKind, write.contract.kind)
      if (entries.some(({ fault }) => fault !== undefined)) counts.faulted += 1
      const carriedOut = entries.filter(({ committed }) => committed).length
      if (said === "unknown" && carriedOut > 0) counts.unknownDone += 1
      if (said === "done" && entries.at(-1)?.method === "GET") counts.readBack += 1
      const verdict = verdictOn(write, said, carriedOut)
      if (verdict !== undefined) {
        wrong.push(`${write.contract.operation} ${verdict}: ${shown(answer)} ${JSON.stringify(entries)}`)
      }
    }
    const byFault = new Map<string, number>()
    for (const { fault } of log) if (fault !== undefined) count(byFault, nameOf(fault))
    const figures: Figures = { ...counts, requests: log.length, byKind, byFault, wrong }
    return figures
  }).pipe(Effect.scoped, Effect.withRandom(Random.make(options.seed)))

/** A client whose retries no quota ends. */
const clientOf = (fake: FakeGrafana.Service, faults: Faults.Service) =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url: "http://grafana.fake", retry: Retry.make({ quota: Infinity }) }),
    Auth.basic({ username: "admin", password: "admin" }),
    Faults.transport(fake, faults)
  ])

const saidBy = (answer: Either.Either<unknown, { readonly _tag: string }>): Said =>
  Either.match(answer, {
    onLeft: (error) => (isOutcomeUnknown(error) ? "unknown" : "failed"),
    onRight: () => "done"
  })

/** What is wrong with what the client said of a write that was carried out so many times. */
const verdictOn = ({ contract, stands }: Write, said: Said, carriedOut: number): string | undefined => {
  if (carriedOut > 1 && !mayRepeat(contract)) return `was carried out ${carriedOut} times`
  if (said === "done" && carriedOut === 0) return "was reported done and was not"
  if (said === "failed" && carriedOut > 0) return "was carried out and reported as failed"
  if (carriedOut > 0 && !stands()) return "was carried out, but does not stand"
  return undefined
}

const mayRepeat = ({ kind }: Endpoint.Contract): boolean => kind === "idempotent"

const nameOf = (fault: Faults.Fault): string =>
  "commits" in fault && fault.commits ? `${fault._tag} after` : fault._tag

const count = (into: Map<string, number>, name: string): void => {
  into.set(name, (into.get(name) ?? 0) + 1)
}

const shown = (answer: unknown): string => JSON.stringify(answer)
