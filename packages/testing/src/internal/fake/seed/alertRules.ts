import type { JsonObject } from "../bind.js"
import type { Folder } from "../model.js"
import type { Source } from "./dashboardBody.js"
import { disowned } from "./notifications.js"
import * as Words from "./words.js"
import { inTurn, many, pickFrom, send, uidOf, type Work } from "./making.js"

const perGroup = 4

const threshold = (expression: string): JsonObject => ({
  refId: "B",
  datasourceUid: "__expr__",
  model: {
    refId: "B",
    type: "threshold",
    expression,
    conditions: [{ evaluator: { type: "gt", params: [0.9] } }]
  }
})

/** A measurement and whether it is too high; without a data source a number stands for the measurement. */
const queries = (source: Source | undefined, metric: string): ReadonlyArray<JsonObject> => [
  source === undefined
    ? { refId: "A", datasourceUid: "__expr__", model: { refId: "A", type: "math", expression: "1 + 1" } }
    : {
        refId: "A",
        relativeTimeRange: { from: 600, to: 0 },
        datasourceUid: source.uid,
        model: { refId: "A", expr: `avg(rate(${metric}[5m]))`, instant: true }
      },
  threshold("A")
]

const rule = ({ random }: Work, sources: ReadonlyArray<Source>, index: number): JsonObject => ({
  uid: uidOf(random, index),
  title: `${pickFrom(random, Words.services, "Service")} ${pickFrom(random, Words.aspects, "Overview")} ${index}`,
  condition: "B",
  noDataState: "NoData",
  execErrState: "Error",
  for: inTurn(["5m", "10m", "0s"], index),
  labels: {
    severity: inTurn(Words.severities, index),
    team: pickFrom(random, Words.departments, "Platform")
  },
  annotations: { summary: "{{ $labels.instance }} is too high", runbook_url: "https://example.com/runbook" },
  isPaused: index % 10 === 9,
  data: queries(inTurn(sources, index), inTurn(Words.metrics, index) ?? "up")
})

const folderForRules = (work: Work): string =>
  String(send(work, "POST", "/api/folders", { uid: uidOf(work.random, 0), title: "Alerts" })["uid"])

export const makeAlertRules = (
  work: Work,
  folders: ReadonlyArray<Folder>,
  sources: ReadonlyArray<Source>,
  count: number
): void => {
  if (count === 0) return
  const uids = folders.length === 0 ? [folderForRules(work)] : folders.map(({ uid }) => uid)
  many(Math.ceil(count / perGroup), (group) => {
    const folderUid = inTurn(uids, group * 3) ?? ""
    const title = `${pickFrom(work.random, Words.services, "Service")} ${group}`
    const size = Math.min(perGroup, count - group * perGroup)
    const rules = many(size, (index) => rule(work, sources, group * perGroup + index))
    send(
      work,
      "PUT",
      `/api/v1/provisioning/folder/${folderUid}/rule-groups/${encodeURIComponent(title)}`,
      { title, folderUid, interval: 60, rules },
      group % 2 === 0 ? {} : { headers: disowned }
    )
  })
}
