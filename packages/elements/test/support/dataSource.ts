import type { DataSource } from "../../src/DataSources.js"

/** A data source as Grafana shows it. */
export const dataSource = (changes: Partial<DataSource> = {}): DataSource => ({
  id: 11,
  uid: "ds-one",
  orgId: 1,
  name: "one",
  type: "prometheus",
  typeLogoUrl: "public/plugins/prometheus/img/prometheus_logo.svg",
  access: "proxy",
  url: "http://prometheus:9090",
  user: "",
  database: "",
  basicAuth: false,
  basicAuthUser: "",
  withCredentials: false,
  isDefault: false,
  jsonData: {},
  secureJsonFields: {},
  version: 1,
  readOnly: false,
  apiVersion: "",
  ...changes
})
