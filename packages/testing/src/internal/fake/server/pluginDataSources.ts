import { link, pluginOfType, type Plugin } from "./pluginCatalogue.js"

const dataSource = pluginOfType("datasource")

/** The data sources of Grafana 12.3.0. */
export const dataSourcePlugins: ReadonlyArray<Plugin> = [
  dataSource("alertmanager", "Alertmanager", "logo.svg", {
    description:
      "Add external Alertmanagers (supports Prometheus and Mimir implementations) so you can use the Grafana Alerting UI to manage silences, contact points, and notification policies.",
    docs: "alertmanager",
    links: [link("Learn more", "https://prometheus.io/docs/alerting/latest/alertmanager/")],
    keywords: ["alerts", "alerting", "prometheus", "alertmanager", "mimir", "cortex"],
    author: "Prometheus alertmanager"
  }),
  dataSource("grafana-azure-monitor-datasource", "Azure Monitor", "logo.jpg", {
    description: "Data source for Microsoft Azure Monitor & Application Insights",
    docs: "azure-monitor",
    links: [
      link("Learn more", "https://grafana.com/docs/grafana/latest/datasources/azuremonitor/"),
      link("License", "https://github.com/grafana/grafana/blob/HEAD/LICENSE")
    ],
    category: "cloud",
    keywords: ["azure", "monitor", "Application Insights", "Log Analytics", "App Insights"],
    grafanaDependency: ">=10.3.0",
    screenshots: [
      ["Azure Contoso Loans", "contoso_loans_grafana_dashboard.png"],
      ["Azure Monitor Network", "azure_monitor_network.png"],
      ["Azure Monitor CPU", "azure_monitor_cpu.png"]
    ],
    dashboards: undefined
  }),
  dataSource("stackdriver", "Google Cloud Monitoring", "cloud_monitoring_logo.svg", {
    docs: "google-cloud-monitoring",
    category: "cloud",
    dashboards: undefined
  }),
  dataSource("cloudwatch", "CloudWatch", "amazon-web-services.png", {
    description: "Data source for Amazon AWS monitoring service",
    docs: "aws-cloudwatch",
    category: "cloud",
    keywords: ["aws", "amazon"],
    dashboards: undefined
  }),
  dataSource("dashboard", "-- Dashboard --", "icn-reusequeries.svg", {
    description: "Uses the result set from another panel in the same dashboard",
    builtIn: true
  }),
  dataSource("elasticsearch", "Elasticsearch", "elasticsearch.svg", {
    docs: "elasticsearch",
    links: [link("Learn more", "https://grafana.com/docs/features/datasources/elasticsearch/")],
    category: "logging",
    keywords: ["elasticsearch", "datasource", "database", "logs", "nosql", "traces"]
  }),
  dataSource("grafana-postgresql-datasource", "PostgreSQL", "postgresql_logo.svg", {
    formerId: "postgres",
    docs: "postgres",
    category: "sql",
    grafanaDependency: ">=11.6.0"
  }),
  dataSource("grafana-pyroscope-datasource", "Grafana Pyroscope", "grafana_pyroscope_icon.svg", {
    formerId: "phlare",
    docs: "pyroscope",
    links: [link("GitHub Project", "https://github.com/grafana/pyroscope")],
    issues: "https://github.com/grafana/pyroscope/issues/new",
    category: "profiling",
    keywords: [
      "grafana",
      "datasource",
      "phlare",
      "flamegraph",
      "profiling",
      "continuous profiling",
      "pyroscope"
    ],
    grafanaDependency: ">=10.3.0-0"
  }),
  dataSource("grafana-testdata-datasource", "TestData", "testdata.svg", {
    formerId: "testdata",
    description: "Generates test data in different forms",
    docs: "testdata",
    grafanaDependency: ">=10.3.0-0",
    dashboards: [
      {
        uid: "TXSTREZ",
        name: "Streaming Example",
        title: "Simple Streaming Example",
        path: "dashboards/streaming.json",
        revision: 0
      }
    ]
  }),
  dataSource("grafana", "-- Grafana --", "icn-grafanadb.svg", { builtIn: true }),
  dataSource("graphite", "Graphite", "graphite_logo.png", {
    description: "Open source time series database",
    docs: "graphite",
    links: [
      link("Learn more", "https://graphiteapp.org/"),
      link(
        "Graphite 1.1 Release",
        "https://grafana.com/blog/2018/01/11/graphite-1.1-teaching-an-old-dog-new-tricks/"
      )
    ],
    category: "tsdb",
    grafanaDependency: ">=10.3.0",
    dashboards: [
      {
        uid: "15e2000b-24f6-4831-8993-aea2b84f852b",
        name: "Graphite Carbon Metrics",
        title: "Graphite Carbon Metrics",
        path: "dashboards/carbon_metrics.json",
        revision: 1
      },
      {
        uid: "tQW3QShiz",
        name: "Metrictank (Graphite alternative)",
        title: "Metrictank",
        path: "dashboards/metrictank.json",
        revision: 0
      }
    ]
  }),
  dataSource("influxdb", "InfluxDB", "influxdb_logo.svg", { docs: "influxdb", category: "tsdb" }),
  dataSource("jaeger", "Jaeger", "jaeger_logo.svg", {
    docs: "jaeger",
    links: [
      link("Learn more", "https://www.jaegertracing.io"),
      link("Jaeger GitHub Project", "https://github.com/jaegertracing/jaeger"),
      link("Repository", "https://github.com/grafana/grafana")
    ],
    category: "tracing",
    grafanaDependency: ">=10.3.0-0"
  }),
  dataSource("loki", "Loki", "loki_icon.svg", {
    docs: "loki",
    links: [
      link("Learn more", "https://grafana.com/loki"),
      link("GitHub Project", "https://github.com/grafana/loki")
    ],
    category: "logging",
    grafanaDependency: ">=10.4.0"
  }),
  dataSource("mixed", "-- Mixed --", "icn-mixeddatasources.svg", {
    description: "Lets you query multiple data sources in the same panel.",
    builtIn: true
  }),
  dataSource("mssql", "Microsoft SQL Server", "sql_server_logo.svg", {
    docs: "mssql",
    category: "sql",
    grafanaDependency: ">=10.4.0"
  }),
  dataSource("mysql", "MySQL", "mysql_logo.svg", {
    docs: "mysql",
    category: "sql",
    grafanaDependency: ">=10.4.0"
  }),
  dataSource("opentsdb", "OpenTSDB", "opentsdb_logo.png", { docs: "opentsdb", category: "tsdb" }),
  dataSource("parca", "Parca", "logo-small.svg", {
    docs: "parca",
    links: [link("GitHub Project", "https://github.com/parca-dev/parca")],
    category: "profiling",
    keywords: ["grafana", "datasource", "parca", "profiling"],
    grafanaDependency: ">=10.3.0-0"
  }),
  dataSource("prometheus", "Prometheus", "prometheus_logo.svg", {
    description: "Open source time series database & alerting",
    docs: "prometheus",
    links: [link("Learn more", "https://prometheus.io/")],
    category: "tsdb",
    dashboards: [
      {
        uid: "rpfmFFz7z",
        name: "Prometheus Stats",
        title: "Prometheus Stats",
        path: "dashboards/prometheus_stats.json",
        revision: 1
      },
      {
        uid: "UDdpyzz7z",
        name: "Prometheus 2.0 Stats",
        title: "Prometheus 2.0 Stats",
        path: "dashboards/prometheus_2_stats.json",
        revision: 1
      },
      {
        uid: "isFoa0z7k",
        name: "Grafana Stats",
        title: "Grafana metrics",
        path: "dashboards/grafana_stats.json",
        revision: 1
      }
    ]
  }),
  dataSource("tempo", "Tempo", "tempo_logo.svg", {
    docs: "tempo",
    links: [link("GitHub Project", "https://github.com/grafana/tempo")],
    category: "tracing",
    grafanaDependency: ">=10.3.0-0"
  }),
  dataSource("zipkin", "Zipkin", "zipkin-logo.svg", {
    docs: "zipkin",
    links: [link("Learn more", "https://zipkin.io")],
    category: "tracing",
    grafanaDependency: ">=10.3.0-0"
  })
]
