/** Contents with a reference in every place that Grafana keeps one in, and with texts that only look like one. */
import type { Content } from "@effect-grafana/migration/Kind"

export interface Example {
  readonly name: string
  readonly kind: string
  readonly content: Content
  /** Where in the content the uids, names and logins of others stand. */
  readonly refer: ReadonlyArray<string>
}

const prom = { type: "prometheus", uid: "prom" }

/** What looks like a reference, and is none. */
const decoys = {
  title: "prom",
  uid: "prom",
  description: "datasource: prom",
  links: [{ type: "link", url: "/d/prom", title: "prom" }],
  pluginVersion: "12.3.0"
}

const builtIn = [
  "-- Mixed --",
  "-- Grafana --",
  "-- Dashboard --",
  "grafana",
  "default",
  "__expr__",
  "-100",
  "${ds}",
  "$ds",
  "[[ds]]",
  ""
]

const dashboard = (name: string, dashboard: Content, refer: ReadonlyArray<string>): Example => ({
  name: `a dashboard: ${name}`,
  kind: "dashboards",
  content: { dashboard },
  refer: refer.map((at) => `dashboard.${at}`)
})

const query = { kind: "DataQuery", group: "prometheus", datasource: { name: "prom" }, spec: { expr: "prom" } }

const dashboards: ReadonlyArray<Example> = [
  {
    name: "a dashboard: its folder",
    kind: "dashboards",
    content: { folderUid: "f", dashboard: decoys },
    refer: ["folderUid"]
  },
  dashboard(
    "panels and their targets",
    {
      panels: [
        { ...decoys, id: 1, datasource: prom, targets: [{ refId: "A", datasource: prom, expr: "prom" }] }
      ]
    },
    ["panels[0].datasource.uid", "panels[0].targets[0].datasource.uid"]
  ),
  dashboard(
    "by name, as old dashboards do",
    { panels: [{ datasource: "Prometheus", targets: [{ datasource: "Loki" }] }] },
    ["panels[0].datasource", "panels[0].targets[0].datasource"]
  ),
  dashboard(
    "mixed targets",
    {
      panels: [
        {
          datasource: { type: "datasource", uid: "-- Mixed --" },
          targets: [
            { datasource: prom },
            { datasource: { uid: "loki" } },
            { datasource: { uid: "__expr__" } }
          ]
        }
      ]
    },
    ["panels[0].targets[0].datasource.uid", "panels[0].targets[1].datasource.uid"]
  ),
  dashboard("panels in rows", { panels: [{ type: "row", panels: [{ datasource: prom }] }] }, [
    "panels[0].panels[0].datasource.uid"
  ]),
  dashboard("rows of before Grafana 5", { rows: [{ panels: [{ datasource: "prom" }] }] }, [
    "rows[0].panels[0].datasource"
  ]),
  dashboard(
    "library panels",
    {
      panels: [{ libraryPanel: { uid: "lib", name: "lib" } }, { panels: [{ libraryPanel: { uid: "two" } }] }]
    },
    ["panels[0].libraryPanel.uid", "panels[1].panels[0].libraryPanel.uid"]
  ),
  dashboard(
    "variables",
    {
      templating: {
        list: [
          {
            type: "query",
            name: "prom",
            datasource: prom,
            query: "label_values(prom)",
            current: { value: "prom" }
          },
          { type: "adhoc", datasource: prom },
          { type: "groupby", datasource: prom },
          {
            type: "datasource",
            query: "prometheus",
            current: { text: "prom", value: "prom" },
            options: [
              { text: "prom", value: "prom" },
              { text: "All", value: "$__all" }
            ]
          },
          { type: "datasource", current: { text: ["prom", "two"], value: ["prom", "two", "default"] } },
          { type: "custom", current: { value: "prom" }, options: [{ value: "prom" }] }
        ]
      }
    },
    [
      "templating.list[0].datasource.uid",
      "templating.list[1].datasource.uid",
      "templating.list[2].datasource.uid",
      "templating.list[3].current.value",
      "templating.list[3].options[0].value",
      "templating.list[4].current.value[0]",
      "templating.list[4].current.value[1]"
    ]
  ),
  dashboard(
    "annotations",
    { annotations: { list: [{ name: "prom", datasource: prom }, { datasource: "-- Grafana --" }] } },
    ["annotations.list[0].datasource.uid"]
  ),
  dashboard(
    "what panels are about",
    {
      panels: [
        {
          type: "alertlist",
          options: { folder: { uid: "f", title: "prom" }, datasource: "prom", alertmanagerUid: "am" }
        },
        { type: "dashlist", options: { folderUID: "f", query: "prom" } },
        { type: "dashlist", options: { folderUID: "general" } },
        { type: "dashlist", options: { folderUID: "" } }
      ]
    },
    [
      "panels[0].options.folder.uid",
      "panels[0].options.datasource",
      "panels[0].options.alertmanagerUid",
      "panels[1].options.folderUID"
    ]
  ),
  dashboard(
    "data links to queries",
    {
      panels: [
        {
          fieldConfig: {
            defaults: {
              links: [{ title: "prom", internal: { datasourceUid: "tempo", datasourceName: "prom" } }]
            }
          }
        }
      ]
    },
    ["panels[0].fieldConfig.defaults.links[0].internal.datasourceUid"]
  ),
  dashboard(
    "Grafana's own sources, variables and words for the default one",
    {
      panels: builtIn.flatMap((uid) => [
        { datasource: uid },
        { datasource: { uid } },
        { targets: [{ datasource: { uid } }] }
      ])
    },
    []
  ),
  dashboard(
    "null and other shapes",
    {
      panels: [{ datasource: null }, { datasource: {} }, { datasource: 7 }, { libraryPanel: { name: "l" } }]
    },
    []
  ),
  {
    name: "a dashboard: the v2 schema",
    kind: "dashboards",
    content: {
      apiVersion: "dashboard.grafana.app/v2beta1",
      folderUid: "f",
      dashboard: {
        title: "prom",
        elements: {
          "panel-1": {
            kind: "Panel",
            spec: {
              title: "prom",
              data: {
                kind: "QueryGroup",
                spec: { queries: [{ kind: "PanelQuery", spec: { query, refId: "A" } }] }
              }
            }
          },
          "panel-2": { kind: "LibraryPanel", spec: { libraryPanel: { uid: "lib", name: "lib" } } }
        },
        annotations: [{ kind: "AnnotationQuery", spec: { name: "prom", query } }],
        variables: [
          {
            kind: "QueryVariable",
            spec: { name: "prom", query, current: { value: "prom" }, options: [{ value: "prom" }] }
          },
          {
            kind: "AdhocVariable",
            group: "prometheus",
            datasource: { name: "prom" },
            spec: { name: "prom" }
          },
          {
            kind: "DatasourceVariable",
            spec: {
              name: "prom",
              pluginId: "prometheus",
              current: { text: "prom", value: "prom" },
              options: [{ text: "prom", value: "prom" }]
            }
          },
          {
            kind: "CustomVariable",
            spec: { name: "c", current: { value: "prom" }, options: [{ value: "prom" }] }
          }
        ]
      }
    },
    refer: [
      "folderUid",
      "dashboard.elements.panel-1.spec.data.spec.queries[0].spec.query.datasource.name",
      "dashboard.elements.panel-2.spec.libraryPanel.uid",
      "dashboard.annotations[0].spec.query.datasource.name",
      "dashboard.variables[0].spec.query.datasource.name",
      "dashboard.variables[1].datasource.name",
      "dashboard.variables[2].spec.current.value",
      "dashboard.variables[2].spec.options[0].value"
    ]
  },
  {
    name: "a dashboard: the v2alpha1 schema",
    kind: "dashboards",
    content: {
      apiVersion: "dashboard.grafana.app/v2alpha1",
      dashboard: {
        elements: {
          a: {
            kind: "Panel",
            spec: {
              data: {
                kind: "QueryGroup",
                spec: {
                  queries: [
                    {
                      kind: "PanelQuery",
                      spec: { query: { kind: "prometheus", spec: {} }, datasource: prom }
                    }
                  ]
                }
              }
            }
          }
        },
        annotations: [{ kind: "AnnotationQuery", spec: { datasource: prom } }],
        variables: [{ kind: "QueryVariable", spec: { datasource: prom } }]
      }
    },
    refer: [
      "dashboard.elements.a.spec.data.spec.queries[0].spec.datasource.uid",
      "dashboard.annotations[0].spec.datasource.uid",
      "dashboard.variables[0].spec.datasource.uid"
    ]
  }
]

const history: Example = {
  name: "the history of a dashboard",
  kind: "dashboard-versions",
  content: {
    versions: [
      { message: "prom", dashboard: { panels: [{ datasource: prom }] } },
      { message: "", dashboard: { panels: [{ libraryPanel: { uid: "lib" } }] } }
    ]
  },
  refer: [
    "versions[0].dashboard.panels[0].datasource.uid",
    "versions[1].dashboard.panels[0].libraryPanel.uid"
  ]
}

const others: ReadonlyArray<Example> = [
  {
    name: "a folder: the one above it",
    kind: "folders",
    content: { title: "f", parentUid: "f" },
    refer: ["parentUid"]
  },
  {
    name: "a library element: its folder and its model",
    kind: "library-elements",
    content: {
      folderUid: "f",
      name: "f",
      kind: 1,
      model: { ...decoys, datasource: prom, targets: [{ datasource: { uid: "loki" } }] }
    },
    refer: ["folderUid", "model.datasource.uid", "model.targets[0].datasource.uid"]
  },
  {
    name: "a data source: links in its jsonData",
    kind: "data-sources",
    content: {
      name: "tempo",
      type: "tempo",
      access: "proxy",
      url: "http://tempo",
      user: "tempo",
      database: "tempo",
      basicAuth: false,
      basicAuthUser: "",
      withCredentials: false,
      isDefault: false,
      secrets: ["tempo"],
      jsonData: {
        alertmanagerUid: "am",
        derivedFields: [{ name: "trace", datasourceUid: "tempo", matcherRegex: "tempo" }],
        exemplarTraceIdDestinations: [{ name: "trace", datasourceUid: "tempo" }],
        tracesToLogs: { datasourceUid: "loki", tags: ["loki"] },
        tracesToLogsV2: { datasourceUid: "loki", customQuery: false },
        tracesToMetrics: { datasourceUid: "prom" },
        tracesToProfiles: { datasourceUid: "pyro" },
        serviceMap: { datasourceUid: "prom" },
        lokiSearch: { datasourceUid: "loki" },
        timeInterval: "prom"
      }
    },
    refer: [
      "jsonData.alertmanagerUid",
      "jsonData.derivedFields[0].datasourceUid",
      "jsonData.exemplarTraceIdDestinations[0].datasourceUid",
      "jsonData.tracesToLogs.datasourceUid",
      "jsonData.tracesToLogsV2.datasourceUid",
      "jsonData.tracesToMetrics.datasourceUid",
      "jsonData.tracesToProfiles.datasourceUid",
      "jsonData.serviceMap.datasourceUid",
      "jsonData.lokiSearch.datasourceUid"
    ]
  },
  {
    name: "an alert rule",
    kind: "alert-rules",
    content: {
      title: "prom",
      folderUID: "f",
      ruleGroup: "prom",
      condition: "prom",
      data: [
        {
          refId: "prom",
          queryType: "",
          relativeTimeRange: { from: 600, to: 0 },
          datasourceUid: "prom",
          model: { refId: "A", datasource: prom, expr: "prom" }
        },
        {
          refId: "B",
          queryType: "",
          relativeTimeRange: { from: 0, to: 0 },
          datasourceUid: "__expr__",
          model: { refId: "B", datasource: { type: "__expr__", uid: "__expr__" } }
        }
      ],
      noDataState: "NoData",
      execErrState: "Error",
      for: "5m",
      isPaused: false,
      labels: { team: "prom" },
      annotations: { __dashboardUid__: "d", __panelId__: "1", summary: "d" },
      notification_settings: {
        receiver: "ops",
        group_by: ["ops"],
        mute_time_intervals: ["nights"],
        active_time_intervals: ["days"]
      },
      record: { metric: "prom", from: "prom", target_datasource_uid: "prom" }
    },
    refer: [
      "folderUID",
      "data[0].datasourceUid",
      "data[0].model.datasource.uid",
      "annotations.__dashboardUid__",
      "notification_settings.receiver",
      "notification_settings.mute_time_intervals[0]",
      "notification_settings.active_time_intervals[0]",
      "record.target_datasource_uid"
    ]
  },
  {
    name: "a rule group: its rules",
    kind: "rule-groups",
    content: { interval: 60, rules: ["one", "two"] },
    refer: ["rules[0]", "rules[1]"]
  },
  {
    name: "notification policies",
    kind: "notification-policies",
    content: {
      tree: {
        receiver: "ops",
        group_by: ["ops"],
        routes: [
          {
            object_matchers: [["ops", "=", "ops"]],
            mute_time_intervals: ["nights"],
            routes: [{ receiver: "dev", active_time_intervals: ["days"] }]
          }
        ]
      }
    },
    refer: [
      "tree.receiver",
      "tree.routes[0].mute_time_intervals[0]",
      "tree.routes[0].routes[0].receiver",
      "tree.routes[0].routes[0].active_time_intervals[0]"
    ]
  },
  {
    name: "a team: its members",
    kind: "teams",
    content: {
      email: "ann",
      members: [
        { user: "zoe", permission: "Admin" },
        { user: "ann", permission: "Member" }
      ]
    },
    refer: ["members[0].user", "members[1].user"]
  },
  ...["folder-permissions", "dashboard-permissions"].map(
    (kind): Example => ({
      name: `${kind}: the holders, but not the roles`,
      kind,
      content: {
        permissions: [
          { permission: "View", role: "Viewer" },
          { permission: "Edit", serviceAccount: "bot" },
          { permission: "Edit", team: "Sales" },
          { permission: "Admin", user: "ann" }
        ].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      },
      refer: ["permissions[0].user", "permissions[1].serviceAccount", "permissions[2].team"]
    })
  ),
  ...["organization-preferences", "team-preferences"].map(
    (kind): Example => ({
      name: `${kind}: the home dashboard`,
      kind,
      content: { theme: "dark", homeDashboardUID: "dark" },
      refer: ["homeDashboardUID"]
    })
  ),
  {
    name: "a playlist: dashboards, but not tags",
    kind: "playlists",
    content: {
      name: "d",
      interval: "5m",
      items: [
        { type: "dashboard_by_uid", value: "d" },
        { type: "dashboard_by_tag", value: "d" }
      ]
    },
    refer: ["items[0].value"]
  },
  {
    name: "an annotation: its dashboard",
    kind: "annotations",
    content: { dashboardUID: "d", panelId: 1, time: 1, text: "d", tags: ["d"] },
    refer: ["dashboardUID"]
  },
  {
    name: "a snapshot: its dashboard, and what that refers to",
    kind: "snapshots",
    content: { name: "d", dashboard: { uid: "d", title: "d", panels: [{ datasource: prom }] } },
    refer: ["dashboard.uid", "dashboard.panels[0].datasource.uid"]
  }
]

export const places: ReadonlyArray<Example> = [...dashboards, history, ...others]
