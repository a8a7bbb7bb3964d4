/** The versions that a dashboard has been through. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Problem } from "../../Kind.js"
import { canonical } from "../json.js"
import { exactly } from "../reading.js"

/** What reading a history calls. */
export const historyReads = [DashboardVersions.list, DashboardVersions.listByOffset, DashboardVersions.get]

/** A history is held in memory, and is one file of an archive: characters of JSON. */
const most = 20 * 2 ** 20

/** Nothing of a history is left out in silence. */
export class HistoryTooLarge extends Data.TaggedError("HistoryTooLarge")<{ readonly uid: string }> {
  override get message(): string {
    return `the history of the dashboard ${this.uid} is larger than ${most / 2 ** 20} MiB`
  }
}

type Version = DashboardVersions.DashboardVersion

/** Oldest first. */
export const history = (uid: string): Effect.Effect<ReadonlyArray<Version>, Problem, Grafana> =>
  Effect.gen(function* () {
    const versions: Array<Version> = []
    let size = 0
    yield* Stream.runForEach(hits(uid), (hit) =>
      Effect.gen(function* () {
        const version = yield* whole(uid, hit)
        size += canonical(version.data).length
        if (size > most) return yield* new HistoryTooLarge({ uid })
        versions.push(version)
      })
    )
    return versions.reverse()
  })

type Hits = Stream.Stream<DashboardVersions.DashboardVersionHit, Problem, Grafana>

/** Each comes with the whole dashboard. */
const pageSize = 20

const hits = (uid: string): Hits =>
  Stream.paginateChunkEffect("", (continueToken) =>
    Effect.map(
      exactly(DashboardVersions.list)({
        uid,
        limit: pageSize,
        ...(continueToken === "" ? {} : { continueToken })
      }),
      (page) =>
        [
          Chunk.fromIterable(page.versions),
          Option.liftPredicate(page.continueToken, (token) => token !== "")
        ] as const
    )
  ).pipe(
    // The list of Grafana 10 and older.
    Stream.catchTag("UnexpectedResponse", () => hitsByOffset(uid))
  )

const hitsByOffset = (uid: string): Hits =>
  Stream.paginateChunkEffect(0, (start) =>
    Effect.map(
      DashboardVersions.listByOffset({ uid, limit: pageSize, start }),
      (found) =>
        [
          Chunk.fromIterable(found),
          found.length < pageSize ? Option.none() : Option.some(start + pageSize)
        ] as const
    )
  )

/** A list has another message for the first version, whatever it was (12.3.0), and no dashboards up to Grafana 10. */
const whole = (
  uid: string,
  { data, ...hit }: DashboardVersions.DashboardVersionHit
): Effect.Effect<Version, Problem, Grafana> =>
  data === undefined || data === null || hit.version === 1
    ? exactly(DashboardVersions.get)({ uid, version: hit.version })
    : Effect.succeed({ ...hit, data })
