/**
 * What an archive of Grafana 9.3 holds. Synthetic: written after what is known of that version, not exported from one.
 * Folders stand at the root alone; dashboards name their data sources by name, by uid, by `null` and by nothing, have
 * graph panels, rows that hold panels, and alerts of the old kind; there are no groups of rules by an endpoint of their
 * own, no public dashboards, no provenance, no pauses for what is new.
 */
import type { Piece } from "./forge.js"

export const source = {
  url: "http://synthetic-9-3.test",
  version: "9.3.6",
  organizations: [{ id: 1, name: "Main Org." }]
}

const dataSource = (key: string, name: string, type: string, rest: object = {}): Piece => ({
  kind: "data-sources",
  key,
  title: name,
  aliases: [name],
  content: {
    name,
    type,
    access: "proxy",
    url: `http://${name.toLowerCase()}.test`,
    user: "",
    database: "",
    basicAuth: false,
    basicAuthUser: "",
    withCredentials: false,
    isDefault: false,
    jsonData: {},
    secrets: [],
    ...rest
  }
})

const dashboard = (key: string, title: string, folder: string | undefined, body: object): Piece => ({
  kind: "dashboards",
  key,
  title,
  ...(folder === undefined ? {} : { folder }),
  content: {
    ...(folder === undefined ? {} : { folderUid: folder }),
    dashboard: { title, schemaVersion: 37, style: "dark", tags: [], timezone: "", ...body }
  }
})

const graph = (id: number, rest: object): object => ({
  id,
  type: "graph",
  title: `Graph ${id}`,
  gridPos: { h: 8, w: 12, x: 0, y: 0 },
  targets: [{ refId: "A", expr: "up" }],
  aliasColors: {},
  nullPointMode: "null as zero",
  ...rest
})

export const pieces: ReadonlyArray<Piece> = [
  {
    kind: "users",
    key: "admin",
    aliases: ["admin@localhost"],
    content: { role: "Admin" }
  },
  { kind: "teams", key: "SRE", content: { email: "", members: [{ user: "admin", permission: "Member" }] } },
  { kind: "folders", key: "ops", title: "Operations", content: { title: "Operations" } },
  { kind: "folders", key: "l8EwSwU4z", title: "Sales / EU", content: { title: "Sales / EU" } },
  dataSource("PBFA97CFB590B2093", "Prometheus", "prometheus", { isDefault: true }),
  dataSource("graphite-1", "Graphite", "graphite", {
    basicAuth: true,
    basicAuthUser: "reader",
    secrets: ["basicAuthPassword"]
  }),
  dashboard("by-name", "By name", "ops", {
    panels: [
      graph(1, { datasource: "Prometheus" }),
      graph(2, { datasource: null, alert: { name: "old", conditions: [], notifications: [{ uid: "n1" }] } }),
      { id: 3, type: "singlestat", title: "Old", targets: [{ refId: "A", target: "a.b.c" }] }
    ],
    templating: { list: [{ name: "host", type: "query", datasource: "Graphite", query: "*" }] },
    annotations: {
      list: [{ builtIn: 1, datasource: "-- Grafana --", enable: true, name: "Annotations & Alerts" }]
    }
  }),
  dashboard("by-uid", "By uid", undefined, {
    panels: [
      {
        id: 1,
        type: "row",
        collapsed: true,
        title: "Row",
        panels: [graph(2, { datasource: { type: "prometheus", uid: "PBFA97CFB590B2093" } })]
      },
      graph(3, {
        datasource: { type: "datasource", uid: "-- Mixed --" },
        targets: [{ refId: "A", datasource: { type: "graphite", uid: "graphite-1" } }]
      })
    ]
  }),
  {
    kind: "contact-points",
    key: "mail",
    title: "mail",
    aliases: ["mail"],
    content: {
      name: "mail",
      type: "email",
      settings: { addresses: "ops@example.com" },
      secrets: [],
      disableResolveMessage: false
    }
  },
  {
    kind: "alert-rules",
    key: "rule-1",
    title: "Down",
    folder: "ops",
    content: {
      folderUID: "ops",
      ruleGroup: "group",
      title: "Down",
      condition: "A",
      data: [
        {
          refId: "A",
          queryType: "",
          relativeTimeRange: { from: 600, to: 0 },
          datasourceUid: "PBFA97CFB590B2093",
          model: { expr: "up", intervalMs: 1000, maxDataPoints: 43200, refId: "A" }
        }
      ],
      noDataState: "NoData",
      execErrState: "Error",
      for: "5m",
      isPaused: false
    }
  }
]
