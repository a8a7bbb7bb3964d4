/** Whether there is too much of something for a Grafana. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as DataSources from "@effect-grafana/elements/DataSources"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import { mostAbove, mostDataSources, mostOfDashboard, mostOfUid } from "./bounds.js"
import { counting, type Diagnosis, naming } from "./diagnosis.js"
import type { Holdings } from "./holdings.js"

type About = Pick<Diagnosis, "side" | "subject" | "organization">

/** What no Grafana takes. */
export const limits = ({ folders, largeDashboards, longUids }: Holdings): ReadonlyArray<Diagnosis> => {
  const deep = [...folders].flatMap(([uid, depth]) => (depth > mostAbove ? [uid] : []))
  const words = [
    [deep, "folder stands", "folders stand", `in more than ${mostAbove} others`],
    [longUids, "uid is", "uids are", `longer than ${mostOfUid} characters`],
    [largeDashboards, "dashboard is", "dashboards are", `larger than ${mostOfDashboard} MiB`]
  ] as const
  return words.flatMap(([names, one, many, excess]) =>
    names.length === 0
      ? []
      : [
          {
            side: "target",
            severity: "error",
            subject: "limits",
            problem: `${counting(names.length, one, many)} ${excess}: ${naming(names)}`
          }
        ]
  )
}

const advice = "see the server's setting datasource_limit"

/** A listing that was cut shows neither that nor what it lacks. */
export const listedDataSources = (listed: number): ReadonlyArray<Diagnosis> =>
  listed < mostDataSources
    ? []
    : [
        {
          side: "source",
          severity: "warning",
          subject: "limits",
          problem: `${listed} data sources were listed: there may be more that it does not show`,
          advice
        }
      ]

export const comingDataSources = (
  about: About,
  coming: number
): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  coming === 0
    ? Effect.succeed([])
    : Effect.map(DataSources.list(), ({ length }) =>
        length + coming <= mostDataSources
          ? []
          : [
              {
                ...about,
                severity: "warning",
                problem: `with ${coming} more it would have ${length + coming} data sources, and would not list all of them`,
                advice
              }
            ]
      )
