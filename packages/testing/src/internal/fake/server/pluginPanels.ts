import { pluginOfType, type Plugin } from "./pluginCatalogue.js"

const panel = pluginOfType("panel")

/** The panels of Grafana 12.3.0. */
export const panelPlugins: ReadonlyArray<Plugin> = [
  panel("alertlist", "Alert list", "icn-singlestat-panel.svg", {
    description: "Shows list of alerts and their current status",
    docs: "alert-list"
  }),
  panel("annolist", "Annotations list", "icn-annolist-panel.svg", {
    description: "List annotations",
    docs: "annotations"
  }),
  panel("barchart", "Bar chart", "barchart.svg", {
    description: "Categorical charts with group support",
    docs: "bar-chart"
  }),
  panel("bargauge", "Bar gauge", "icon_bar_gauge.svg", {
    description: "Horizontal and vertical gauges",
    docs: "bar-gauge"
  }),
  panel("candlestick", "Candlestick", "candlestick.svg", {
    docs: "candlestick",
    keywords: ["financial", "price", "currency", "k-line"]
  }),
  panel("canvas", "Canvas", "icn-canvas.svg", { description: "Explicit element placement", docs: "canvas" }),
  panel("dashlist", "Dashboard list", "icn-dashlist-panel.svg", { docs: "dashboard-list" }),
  panel("datagrid", "Datagrid", "icn-table-panel.svg", { docs: "datagrid", state: "beta" }),
  panel("debug", "Debug", "icn-debug.svg", { state: "alpha" }),
  panel("flamegraph", "Flame Graph", "icn-flamegraph.svg", { docs: "flame-graph" }),
  panel("gauge", "Gauge", "icon_gauge.svg", { docs: "gauge" }),
  panel("geomap", "Geomap", "icn-geomap.svg", { docs: "geomap" }),
  panel("gettingstarted", "Getting Started", "icn-dashlist-panel.svg"),
  panel("heatmap", "Heatmap", "icn-heatmap-panel.svg", { docs: "heatmap" }),
  panel("histogram", "Histogram", "histogram.svg", {
    docs: "histogram",
    keywords: ["distribution", "bar chart", "frequency", "proportional"]
  }),
  panel("live", "Live", "live.svg", { state: "alpha" }),
  panel("logs", "Logs", "icn-logs-panel.svg", { docs: "logs" }),
  panel("news", "News", "news.svg", { docs: "news", state: "beta" }),
  panel("nodeGraph", "Node Graph", "icn-node-graph.svg", { docs: "node-graph" }),
  panel("piechart", "Pie chart", "icon_piechart.svg", { docs: "pie-chart" }),
  panel("radialbar", "New Gauge", "icon_gauge.svg", { docs: "gauge", state: "alpha" }),
  panel("stat", "Stat", "icn-singlestat-panel.svg", { docs: "stat" }),
  panel("state-timeline", "State timeline", "timeline.svg", { docs: "state-timeline" }),
  panel("status-history", "Status history", "status.svg", { docs: "status-history" }),
  panel("table", "Table", "icn-table-panel.svg", { docs: "table" }),
  panel("text", "Text", "icn-text-panel.svg", { docs: "text" }),
  panel("timeseries", "Time series", "icn-timeseries-panel.svg", {
    description: "Time based line, area and bar charts",
    docs: "time-series",
    readme: "# Timeseries Panel - Native Plugin\n\nThis panel allows visualizing timeseries data\n"
  }),
  panel("traces", "Traces", "traces-panel.svg", { docs: "traces" }),
  panel("trend", "Trend", "trend.svg", { docs: "trend", state: "beta" }),
  panel("welcome", "Welcome", "icn-dashlist-panel.svg"),
  panel("xychart", "XY Chart", "icn-xychart.svg", { docs: "xy-chart", keywords: ["scatter", "plot"] })
]
