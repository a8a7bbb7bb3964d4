import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { DataSource, Saved } from "../DataSources.js"
import { sameJson } from "./json.js"

type Compared =
  | "name"
  | "access"
  | "url"
  | "user"
  | "database"
  | "basicAuth"
  | "basicAuthUser"
  | "withCredentials"
  | "jsonData"

interface Sent extends Partial<Readonly<Record<Compared, unknown>>> {
  readonly secureJsonData?: Readonly<Record<string, unknown>> | undefined
  readonly version?: number | undefined
}

/** Whether a create was carried out, by what stands under its uid: a new data source has version 1. */
export const judgeCreate = (sent: Sent, found: DataSource): Endpoint.Verdict<Saved> =>
  found.version === 1 && isAsSent(sent, found) ? done(found, "Datasource added") : Endpoint.conflict

/** Whether an update was carried out: it makes `version + 1`. Without a version, once more does the same. */
export const judgeUpdate = (sent: Sent, found: DataSource): Endpoint.Verdict<Saved> => {
  if (sent.version === undefined || found.version <= sent.version) return Endpoint.notDone
  return found.version === sent.version + 1 && isAsSent(sent, found)
    ? done(found, "Datasource updated")
    : Endpoint.conflict
}

const done = (datasource: DataSource, message: string): Endpoint.Verdict<Saved> =>
  Endpoint.done({ id: datasource.id, name: datasource.name, message, datasource })

// Not `type`, which may be an alias, nor `isDefault`, which the first data source is unasked. Of secrets only the
// names are seen.
const compared: ReadonlyArray<Compared> = [
  "name",
  "access",
  "url",
  "user",
  "database",
  "basicAuth",
  "basicAuthUser",
  "withCredentials",
  "jsonData"
]

const isAsSent = (sent: Sent, found: DataSource): boolean =>
  compared.every((key) => sent[key] === undefined || sameJson(sent[key], found[key])) &&
  Object.keys(sent.secureJsonData ?? {}).every((name) => found.secureJsonFields[name] === true)
