/** Whether a credential reaches all organizations of a plan. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as User from "@effect-grafana/elements/User"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import type { Plan } from "../../Plan.js"
import { type Diagnosis, naming } from "./diagnosis.js"

const about = { side: "target", severity: "error", subject: "credential" } as const

export const credential = ({
  organizations
}: Plan): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> => {
  const made = organizations.flatMap(({ target }) => (target.id === null ? [target.name] : []))
  if (organizations.length < 2 && made.length === 0) return Effect.succeed([])
  return Effect.map(User.get(), ({ isGrafanaAdmin, uid = "" }) => {
    if (uid.startsWith("service-account:"))
      return [
        {
          ...about,
          problem: `it is a token, which is of one organization, and the plan is for ${naming(organizations.map(({ target }) => target.name))}`,
          advice: "use the name and password of a Grafana administrator"
        }
      ]
    if (isGrafanaAdmin || made.length === 0) return []
    return [
      {
        ...about,
        problem: `only a Grafana administrator can make the organizations that are missing: ${naming(made)}`,
        advice: "use the name and password of a Grafana administrator"
      }
    ]
  })
}
