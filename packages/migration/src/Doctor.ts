/** Examines two Grafanas before anything is written: whether what is meant to move can. It only reads. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as GrafanaClient from "@effect-grafana/core/Grafana"
import * as Health from "@effect-grafana/elements/Health"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { credential } from "./internal/doctor/credential.js"
import { counting, type Diagnosis, naming, noting, type Severity } from "./internal/doctor/diagnosis.js"
import { type Holdings, holdings, placeOf } from "./internal/doctor/holdings.js"
import { comingDataSources, limits, listedDataSources } from "./internal/doctor/limits.js"
import { permissions } from "./internal/doctor/permissions.js"
import { plugins } from "./internal/doctor/plugins.js"
import { quotas } from "./internal/doctor/quotas.js"
import * as Rooms from "./internal/doctor/rooms.js"
import * as Versions from "./internal/doctor/versions.js"
import { readOnly } from "./internal/readOnly.js"
import type { Kind, Problem } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import { Incomplete, type Origin } from "./Origin.js"
import type { Plan } from "./Plan.js"

export type { Diagnosis, Severity } from "./internal/doctor/diagnosis.js"

/** What is examined. */
export interface Options {
  readonly source: Origin
  /** What would be done; without it, whatever the source holds is taken to be created. */
  readonly plan?: Plan
  /** All that `Kinds.usual` holds unless told; with a plan, those that it has actions of. */
  readonly kinds?: ReadonlyArray<Kind>
}

/**
 * Examines whether this Grafana can take what the source holds, worst things first: versions, plugins, limits, quotas,
 * and what its credential may do. Data sources, library elements and dashboards that would be written are read for
 * that. What Grafana does not show becomes a note.
 */
export const examine = (options: Options): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  Effect.gen(function* () {
    const { plan, source } = options
    const kinds = kindsOf(options)
    const held = yield* holdings(
      source,
      kinds.map(({ name }) => name),
      plan
    )
    const version = Option.getOrNull(yield* Health.version())
    const target = <S extends string>(subject: S) => ({ side: "target", subject }) as const
    const rooms = plan === undefined ? [Rooms.unplanned(source, kinds, held)] : Rooms.planned(plan)
    return worstFirst([
      ...Versions.supported("source", source.about.version),
      ...Versions.supported("target", version),
      ...Versions.older(source.about.version, version),
      ...Versions.nesting(version, held),
      ...(yield* noting(target("versions"))(Versions.schemas(held))),
      ...(yield* noting(target("plugins"))(plugins(held, version))),
      ...limits(held),
      ...source.organizations.flatMap((it) =>
        listedDataSources(held.listed.get(placeOf(it, "data-sources")) ?? 0)
      ),
      ...unseen(held),
      ...(plan === undefined ? [] : yield* noting(target("credential"))(credential(plan))),
      ...(yield* Effect.forEach(rooms, examineRoom)).flat()
    ])
  }).pipe(readOnly)

/** Examines whether this Grafana can be a source: its version, and whether the credential sees all of these kinds. */
export const examineSource = (
  kinds: ReadonlyArray<Kind> = Kinds.usual
): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  Effect.gen(function* () {
    const about = { side: "source", subject: "permissions" } as const
    const tasks = { read: kinds.map(({ name }) => name), write: [], remove: [] }
    return worstFirst([
      ...Versions.supported("source", Option.getOrNull(yield* Health.version())),
      ...(yield* noting(about)(permissions(about, tasks)))
    ])
  }).pipe(readOnly)

/** Whether nothing would go wrong for sure. */
export const isFit = (diagnoses: ReadonlyArray<Diagnosis>): boolean =>
  diagnoses.every(({ severity }) => severity !== "error")

const kindsOf = ({ kinds, plan, source }: Options): ReadonlyArray<Kind> => {
  const planned = new Set(plan?.organizations.flatMap(({ actions }) => actions.map(({ kind }) => kind)))
  return plan === undefined
    ? (kinds ?? Kinds.usual).filter(({ name }) => source.kinds.includes(name))
    : (kinds ?? Kinds.all).filter(({ name }) => planned.has(name))
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

const worstFirst = (diagnoses: ReadonlyArray<Diagnosis>): ReadonlyArray<Diagnosis> =>
  [...diagnoses].sort((one, other) => rank[one.severity] - rank[other.severity])

/** What the source does not show. */
const unseen = ({ findings, unread }: Holdings): ReadonlyArray<Diagnosis> => {
  const about = { side: "source", severity: "warning", subject: "contents" } as const
  return [
    ...(findings.length === 0
      ? []
      : [{ ...about, problem: `not all of it is known: ${new Incomplete({ findings }).message}` }]),
    ...(unread.length === 0
      ? []
      : [{ ...about, problem: `${counting(unread.length, "object")} could not be read: ${naming(unread)}` }])
  ]
}

const examineRoom = ({ coming, id, name, tasks }: Rooms.Room) => {
  const about = <S extends string>(subject: S) =>
    ({ side: "target", subject, ...(name === undefined ? {} : { organization: name }) }) as const
  const [allowed, room, listed] = [about("permissions"), about("quotas"), about("limits")]
  const all = Effect.all([
    noting(allowed)(permissions(allowed, tasks)),
    noting(room)(quotas(room, coming)),
    noting(listed)(comingDataSources(listed, coming.of("data-sources")))
  ])
  return Effect.map(id === undefined ? all : GrafanaClient.withOrganization(id)(all), (found) => found.flat())
}
