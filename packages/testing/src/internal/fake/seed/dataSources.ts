import type { DataSource } from "../model.js"
import { nextId } from "../state.js"
import * as Words from "./words.js"
import { pickFrom, uidOf, type Work } from "./making.js"

const types = ["prometheus", "loki", "grafana-testdata-datasource", "graphite", "influxdb", "tempo"]

export const makeDataSource = ({ org, random, state }: Work, index: number): DataSource => {
  const type = types[index % types.length] ?? "prometheus"
  const source: DataSource = {
    id: nextId(state, "dataSource"),
    uid: uidOf(random, index),
    name: `${pickFrom(random, Words.departments, "Platform")} ${type} ${index}`,
    type,
    access: "proxy",
    url: `http://${type}-${index}.example.com`,
    user: "",
    database: "",
    basicAuth: false,
    basicAuthUser: "",
    withCredentials: false,
    isDefault: org.dataSources.size === 0,
    jsonData: { timeInterval: "30s" },
    secureFields: new Set(),
    version: 1
  }
  org.dataSources.add(source)
  return source
}
