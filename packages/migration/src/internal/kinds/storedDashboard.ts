/** Dashboards in the schema that they are stored in, where the classic JSON would lose a part of them. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import * as Effect from "effect/Effect"
import type { Problem, Reading } from "../../Kind.js"
import { namespace } from "./namespace.js"
import { inFolder } from "./place.js"

const folderAnnotation = "grafana.app/folder"

export interface StoredContent {
  readonly folderUid?: string | undefined
  readonly apiVersion: string
  readonly dashboard: { readonly [field: string]: unknown }
}

export const read = (uid: string): Effect.Effect<Reading<StoredContent & Fields>, Problem, Grafana> =>
  Effect.map(
    Effect.flatMap(namespace, (namespace) => DashboardResources.getStored({ namespace, name: uid })),
    ({ apiVersion = "", metadata, spec }) => ({
      content: {
        ...inFolder("folderUid", metadata.annotations?.[folderAnnotation]),
        apiVersion,
        dashboard: spec
      },
      version: metadata.resourceVersion
    })
  )

interface Fields {
  readonly [field: string]: unknown
}

/** Saves under the version that the content is of; `version` is the resource version that was read, if it was. */
export const save = (
  uid: string,
  { apiVersion, dashboard, folderUid }: StoredContent,
  version: Reading["version"]
): Effect.Effect<unknown, Problem, Grafana> =>
  Effect.flatMap(namespace, (namespace): Effect.Effect<unknown, Problem, Grafana> => {
    const place = { namespace, version: apiVersion.slice(apiVersion.indexOf("/") + 1) }
    const annotations = folderUid === undefined ? {} : { annotations: { [folderAnnotation]: folderUid } }
    return version === undefined
      ? DashboardResources.create({ ...place, metadata: { name: uid, ...annotations }, spec: dashboard })
      : DashboardResources.update({
          ...place,
          name: uid,
          metadata: { name: uid, resourceVersion: String(version), ...annotations },
          spec: dashboard
        })
  })
