/** Whether an organization has room for what comes. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import type { Diagnosis } from "./diagnosis.js"

type About = Pick<Diagnosis, "side" | "subject" | "organization">

const kinds = new Map([
  ["dashboard", "dashboards"],
  ["data_source", "data-sources"],
  ["alert_rule", "alert-rules"],
  ["org_user", "users"]
])

/** How many objects of a kind come; not certainly so where nobody has looked which of them are there already. */
export interface Coming {
  readonly of: (kind: string) => number
  readonly certain: boolean
}

export const quotas = (
  about: About,
  coming: Coming
): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  Organization.listQuotas().pipe(
    Effect.catchTag("QuotasDisabled", () => Effect.succeed([])),
    Effect.map((all) =>
      all.flatMap(({ limit, target, used }): ReadonlyArray<Diagnosis> => {
        const kind = kinds.get(target)
        const more = kind === undefined ? 0 : coming.of(kind)
        if (kind === undefined || limit < 0 || more === 0 || used + more <= limit) return []
        return [
          {
            ...about,
            severity: coming.certain ? "error" : "warning",
            problem:
              `the quota of ${kind} is ${limit}, of which ${used} ${used === 1 ? "is" : "are"} used, ` +
              `and ${more} ${coming.certain ? "would be created" : "may have to be created"}`,
            advice: `raise the quota ${target} of the organization`
          }
        ]
      })
    )
  )
