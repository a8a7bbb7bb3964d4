import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as DashboardVersions from "@effect-grafana/elements/DashboardVersions"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { equal } from "../../Compare.js"
import * as Kind from "../../Kind.js"
import { rewriteWithin } from "../references.js"
import { dashboards } from "./dashboards.js"
import { history, historyReads } from "./history.js"
import { replay } from "./replay.js"

const VersionContent = Schema.Struct({
  message: Schema.String,
  /** Without `id`, `uid` and `version`. */
  dashboard: Schema.Record({ key: Schema.String, value: Schema.Unknown })
})

export type VersionContent = typeof VersionContent.Type

const HistoryContent = Schema.Struct({
  /** Oldest first, the one that stands now last; none where there is no other. */
  versions: Schema.Array(VersionContent)
})

type HistoryContent = typeof HistoryContent.Type

/** Only what a dashboard is new with is written before its newest version. */
class HistoryThere extends Data.TaggedError("HistoryThere")<{ readonly uid: string }> {
  override get message(): string {
    return `the dashboard ${this.uid} has a history of its own`
  }
}

/**
 * The histories of dashboards, by the dashboard's uid. One is replayed into a dashboard that has none: save by save,
 * each with its message, and the newest again at the end. When and by whom each was saved cannot be kept, and stands
 * aside; the dashboard shows its old versions while that goes on.
 */
export const dashboardVersions: Kind.Kind = Kind.make<HistoryContent>({
  name: "dashboard-versions",
  after: ["dashboards"],
  onRequest: true,
  content: HistoryContent,
  listings: dashboards.listings,
  reads: [...dashboards.reads, ...historyReads],
  read: ({ key }) => read(key),
  references: ({ versions }, rewrite) => ({
    versions: versions.map(({ dashboard, message }, i) => ({
      message,
      dashboard: rewriteWithin(dashboard, rewrite, `versions[${i}].dashboard`)
    }))
  }),
  rekey: (uid, rewrite) => rewrite("dashboards", uid, "") ?? uid,
  write: {
    lane: "dashboards",
    exclusive: true,
    inSteps: true,
    create: (uid, { versions }) =>
      Effect.gen(function* () {
        const there = yield* read(uid)
        if (there.content.versions.length > 0) return yield* new HistoryThere({ uid })
        yield* replay(uid, versions)
        return {}
      }),
    update: ({ content, key }, { versions }) => replay(key, rest(versions, content.versions)),
    // It goes with the dashboard.
    remove: () => Effect.void
  }
})

const read = (uid: string): Effect.Effect<Kind.Reading<HistoryContent>, Kind.Problem, Grafana> =>
  Effect.map(history(uid), (all) => {
    const versions = versionsOf(all)
    return {
      content: { versions },
      version: all.at(-1)?.version,
      fixed: versions.length === 0 ? undefined : "a history, which Grafana lets nobody change",
      aside: {
        versions: all.map(({ created, createdBy, version }) => ({ version, created, createdBy }))
      }
    }
  })

/** A dashboard that was new when its history was replayed has its newest version at the beginning as well. */
const versionsOf = (
  all: ReadonlyArray<DashboardVersions.DashboardVersion>
): ReadonlyArray<VersionContent> => {
  const [first, ...later] = all.map(({ data: { id: _, uid: __, version: ___, ...dashboard }, message }) => ({
    message,
    dashboard
  }))
  const newest = later.at(-1)
  if (first === undefined || newest === undefined) return []
  if (!equal(first.dashboard, newest.dashboard)) return [first, ...later]
  return later.length === 1 ? [] : later
}

/** What is still to be saved where a replay was cut off; the newest in any case. */
const rest = (
  wanted: ReadonlyArray<VersionContent>,
  there: ReadonlyArray<VersionContent>
): ReadonlyArray<VersionContent> => {
  const standing = there.reduce((next, version) => (equal(version, wanted[next]) ? next + 1 : next), 0)
  return wanted.slice(Math.min(standing, wanted.length - 1))
}
