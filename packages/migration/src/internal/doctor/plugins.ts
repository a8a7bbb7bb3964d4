/** Whether the target has the plugins that the source's objects are of. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Plugins from "@effect-grafana/elements/Plugins"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import { counting, type Diagnosis } from "./diagnosis.js"
import type { Counts, Holdings } from "./holdings.js"

const advice =
  "install it in the target first; who may not install plugins is not shown those that were added"

export const plugins = (
  { dataSourceTypes, panelTypes }: Holdings,
  target: string | null
): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  dataSourceTypes.size + panelTypes.size === 0
    ? Effect.succeed([])
    : Effect.map(Plugins.list(), (installed) => {
        const there = new Set(installed.map(({ id }) => id))
        return [
          ...missing(dataSourceTypes, there).map(
            ([type, count]): Diagnosis => ({
              side: "target",
              severity: "warning",
              subject: "plugins",
              problem: `${counting(count, "data source is", "data sources are")} of the plugin ${type}, which it has not`,
              advice
            })
          ),
          ...missing(panelTypes, there).map(([type, count]) => panel(type, count, target))
        ]
      })

/** `testdata` is the older name of the plugin that comes with Grafana. */
const missing = (used: Counts, there: ReadonlySet<string>): ReadonlyArray<readonly [string, number]> =>
  [...used].filter(([type]) => !there.has(type) && !(type === "testdata" && there.has(renamed)))

const renamed = "grafana-testdata-datasource"

/** The Angular panels that Grafana shows by others of its own. */
const shownByOthers = new Set([
  "graph",
  "table-old",
  "singlestat",
  "grafana-singlestat-panel",
  "grafana-piechart-panel",
  "grafana-worldmap-panel",
  "natel-discrete-panel"
])

const panel = (type: string, count: number, target: string | null): Diagnosis => {
  const about = { side: "target", subject: "plugins" } as const
  const shown = counting(count, "dashboard or library panel shows", "dashboards and library panels show")
  return shownByOthers.has(type)
    ? {
        ...about,
        severity: "note",
        problem: `${shown} panels of type ${type}, which Grafana ${target ?? ""} replaces by one of its own`
      }
    : {
        ...about,
        severity: "warning",
        problem: `${shown} panels of the plugin ${type}, which it has not`,
        advice
      }
}
