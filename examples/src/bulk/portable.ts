import type * as Dashboards from "@effect-grafana/elements/Dashboards"
import type { Content } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Remap from "@effect-grafana/migration/Remap"

/** A dashboard as another Grafana takes it; `uids` says which data source of the one is which in the other. */
export const portable = (
  { dashboard: { id: _, version: __, ...dashboard }, meta: { folderUid } }: Dashboards.DashboardWithMeta,
  uids: { readonly [uid: string]: string }
) => {
  const content = kinds.reduce<Content>(
    (content, kind) => Remap.apply(kind, content, { "data-sources": uids }),
    {
      dashboard
    }
  )
  // Sound: uids have been put in the place of uids, and nothing else has changed.
  return { dashboard: content["dashboard"] as Dashboards.Dashboard, folderUid }
}

const kinds = Kinds.all.filter(({ name }) => name === "dashboards")
