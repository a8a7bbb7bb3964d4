/** Whether two versions of Grafana go together. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as ApiGroups from "@effect-grafana/elements/ApiGroups"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import { counting, type Diagnosis } from "./diagnosis.js"
import type { Holdings } from "./holdings.js"

type Side = Diagnosis["side"]

const oldest = "9.3"
const newestMajor = 12

/** `12.3.0` as a number that grows with the version; patches do not count. */
const rank = (version: string): number => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major * 1000 + minor
}

const majorOf = (version: string): number => Math.floor(rank(version) / 1000)

/** Null where a server hides its version. */
export const supported = (side: Side, version: string | null): ReadonlyArray<Diagnosis> => {
  const about = { side, subject: "versions" }
  if (version === null)
    return [{ ...about, severity: "note", problem: "its version is hidden, and is not examined" }]
  if (rank(version) < rank(oldest))
    return [
      {
        ...about,
        severity: "error",
        problem: `it is Grafana ${version}, and ${oldest} is the oldest that is supported`
      }
    ]
  if (majorOf(version) > newestMajor)
    return [
      {
        ...about,
        severity: "warning",
        problem: `it is Grafana ${version}, and ${newestMajor} is the newest major version that is known`
      }
    ]
  return []
}

export const older = (source: string | null, target: string | null): ReadonlyArray<Diagnosis> =>
  source === null || target === null || rank(target) >= rank(source)
    ? []
    : [
        {
          side: "target",
          severity: "warning",
          subject: "versions",
          problem: `it is Grafana ${target}, and the source is ${source}: it may not know all that a newer one has stored`,
          advice: "upgrade the target first"
        }
      ]

/** Folders in folders came with Grafana 10, behind a toggle, and for everybody with 11. */
export const nesting = (target: string | null, { folders }: Holdings): ReadonlyArray<Diagnosis> => {
  const count = [...folders.values()].filter((depth) => depth > 0).length
  if (target === null || count === 0 || majorOf(target) > 10) return []
  const about = { side: "target", subject: "versions", advice: "upgrade the target first" } as const
  const nested = counting(count, "folder stands", "folders stand")
  return [
    majorOf(target) < 10
      ? { ...about, severity: "error", problem: `${nested} in others, and Grafana ${target} nests none` }
      : {
          ...about,
          severity: "warning",
          problem: `${nested} in others, and Grafana ${target} nests them only with the feature toggle nestedFolders`
        }
  ]
}

/** Dashboards in schemas that the target does not serve cannot be written without losing a part of them. */
export const schemas = ({
  apiVersions
}: Holdings): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  apiVersions.size === 0
    ? Effect.succeed([])
    : ApiGroups.get({ group: "dashboard.grafana.app" }).pipe(
        Effect.map(({ versions }) => versions.map(({ groupVersion }) => groupVersion)),
        Effect.catchTags({
          NotFound: () => Effect.succeed([]),
          RouteNotFound: () => Effect.succeed([])
        }),
        Effect.map((served: ReadonlyArray<string>) =>
          [...apiVersions]
            .filter(([version]) => !served.includes(version))
            .map(
              ([version, count]): Diagnosis => ({
                side: "target",
                severity: "error",
                subject: "versions",
                problem: `${counting(count, "dashboard is", "dashboards are")} stored as ${version}, which it does not serve`,
                advice: "upgrade the target first"
              })
            )
        )
      )
