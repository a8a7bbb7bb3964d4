/** What reading back shows of an alert rule's create whose outcome is unknown. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { AlertQueryInput, Labels } from "../Alerting.js"
import type { AlertRule } from "../AlertRules.js"
import { sameJson } from "./json.js"
import { hasProvenance } from "./provenance.js"

interface Sent {
  readonly title: string
  readonly folderUID: string
  readonly ruleGroup: string
  readonly data: ReadonlyArray<AlertQueryInput>
  readonly labels?: Labels | undefined
  readonly annotations?: Labels | undefined
  readonly disableProvenance?: boolean | undefined
}

export const judgeCreate = (sent: Sent, it: AlertRule): Endpoint.Verdict<AlertRule> =>
  isAsSent(sent, it) ? Endpoint.done(it) : Endpoint.conflict

const isAsSent = (sent: Sent, it: AlertRule): boolean =>
  it.title === sent.title &&
  it.folderUID === sent.folderUID &&
  it.ruleGroup === sent.ruleGroup &&
  sameJson(it.labels ?? {}, sent.labels ?? {}) &&
  sameJson(it.annotations ?? {}, sent.annotations ?? {}) &&
  it.data.length === sent.data.length &&
  sent.data.every((query, index) => isQueryAsSent(query, it.data[index])) &&
  hasProvenance(sent, it)

/** Grafana adds to a query's model: `intervalMs`, `maxDataPoints`. */
const isQueryAsSent = (sent: AlertQueryInput, it: AlertRule["data"][number] | undefined): boolean =>
  it?.refId === sent.refId &&
  it.datasourceUid === sent.datasourceUid &&
  Object.entries(sent.model).every(([key, value]) => sameJson(value, it.model[key]))
