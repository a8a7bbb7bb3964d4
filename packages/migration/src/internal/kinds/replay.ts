/** Saves versions of a dashboard, one upon the other. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Problem } from "../../Kind.js"
import { isObject } from "../json.js"
import { inFolder } from "./place.js"

interface Version {
  readonly message: string
  readonly dashboard: { readonly [field: string]: unknown }
}

/** A version is in a schema that the classic routes would not store as it is. */
class NewerSchema extends Data.TaggedError("NewerSchema")<{ readonly uid: string }> {
  override get message(): string {
    return `a version of the dashboard ${this.uid} is in the v2 schema, and cannot be saved again`
  }
}

/** Oldest first. Where it is cut short the last one is saved all the same, so that nobody is left with an old one. */
export const replay = (
  uid: string,
  versions: ReadonlyArray<Version>
): Effect.Effect<void, Problem, Grafana> =>
  Effect.gen(function* () {
    const newest = versions.at(-1)
    if (newest === undefined) return
    if (versions.some(isNewer)) return yield* new NewerSchema({ uid })
    const { dashboard, meta } = yield* Dashboards.get({ uid })
    const place = inFolder("folderUid", meta.folderUid)
    const bodyOf = ({ dashboard, message }: Version, version: object) => ({
      dashboard: { ...dashboard, ...version, uid },
      message,
      ...place
    })
    yield* Effect.reduce(versions, dashboard.version ?? 0, (version, it) =>
      Effect.map(Dashboards.save(bodyOf(it, { version })), (saved) => saved.version)
    ).pipe(Effect.onError(() => regardless(Dashboards.save({ ...bodyOf(newest, {}), overwrite: true }))))
  })

/** Carried out also where all is interrupted; in a fiber of its own, since no clock ends what cannot be interrupted. */
const regardless = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<void, never, R> =>
  effect.pipe(Effect.interruptible, Effect.forkDaemon, Effect.flatMap(Fiber.await), Effect.asVoid)

const isNewer = ({ dashboard: { elements, layout } }: Version): boolean =>
  isObject(elements) && isObject(layout)
