import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Dashboard, DashboardWithMeta, SavedDashboard } from "../Dashboards.js"
import { sameJson } from "./json.js"

interface Sent {
  readonly dashboard: Dashboard
  readonly folderUid?: string | undefined
  readonly folderId?: number | undefined
  readonly overwrite?: boolean | undefined
}

/**
 * Whether a save was carried out, by what stands under its uid. Grafana makes version 1 of a new dashboard, whatever
 * was sent, and `version + 1` of one that stood at `version`; with `overwrite` it makes any version, and sent again
 * it does what it was to do the first time.
 */
export const judgeSave = (sent: Sent, found: DashboardWithMeta): Endpoint.Verdict<SavedDashboard> => {
  const overwrite = sent.overwrite === true
  const base = sent.dashboard.version ?? 0
  const version = found.meta.version
  const made = overwrite || version === base + 1 || version === 1
  if (made && isAsSent(sent, found)) return Endpoint.done(savedAs(found))
  return overwrite || version === base ? Endpoint.notDone : Endpoint.conflict
}

const isAsSent = (sent: Sent, { dashboard, meta }: DashboardWithMeta): boolean =>
  isInFolder(sent, meta) && sameJson(content(sent.dashboard), content(dashboard))

const isInFolder = ({ folderId, folderUid }: Sent, meta: DashboardWithMeta["meta"]): boolean =>
  (folderUid ?? "") === "" && folderId !== undefined
    ? folderId === (meta.folderId ?? 0)
    : orRoot(folderUid) === orRoot(meta.folderUid)

const orRoot = (folderUid: string | undefined): string => (folderUid === "general" ? "" : (folderUid ?? ""))

/** What a save keeps: the rest Grafana sets itself. It trims the title. */
const content = ({ id: _id, title, uid: _uid, version: _version, ...rest }: Dashboard): unknown => ({
  ...rest,
  title: title?.trim()
})

const savedAs = ({ dashboard, meta }: DashboardWithMeta): SavedDashboard => ({
  status: "success",
  id: dashboard.id ?? 0,
  uid: dashboard.uid ?? "",
  slug: meta.slug,
  url: meta.url,
  version: meta.version,
  folderUid: meta.folderUid
})
