import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Effect from "effect/Effect"
import type { Stopped } from "../../Apply.js"
import type { Journal } from "../../Journal.js"
import { fits, type Instances, PlanUnfit } from "../../Plan.js"
import { stopped } from "./health.js"

/** Refuses a journal whose plan was made for other instances. */
export const fitting = ({
  journal: { plan },
  ...instances
}: Instances & { readonly journal: Journal }): Effect.Effect<void, PlanUnfit | Stopped, Grafana> =>
  Effect.mapError(fits(plan, instances), (problem) =>
    problem instanceof PlanUnfit ? problem : stopped("target", problem)
  )
