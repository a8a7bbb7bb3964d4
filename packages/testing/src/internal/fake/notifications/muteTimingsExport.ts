import { exportResponse } from "../alerting/alertingExport.js"
import type { MuteTiming, TimeInterval } from "./alertmanagerModel.js"
import { attribute, block, hclHash, hclResource, type HclBody } from "../words/hcl.js"
import { empty, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { param, type Context, type Handler } from "../route.js"
import { compareText } from "../words/table.js"

const interval = (one: TimeInterval): HclBody => [
  ...(one.times ?? []).flatMap(({ end_time, start_time }) =>
    block("times", [...attribute("start", start_time), ...attribute("end", end_time)])
  ),
  ...attribute("weekdays", one.weekdays),
  ...attribute("days_of_month", one.days_of_month),
  ...attribute("months", one.months),
  ...attribute("years", one.years),
  ...attribute("location", one.location)
]

const resource = ({ name, time_intervals }: MuteTiming): string =>
  hclResource("grafana_mute_timing", `mute_timing_${hclHash(name)}`, [
    ...attribute("name", name),
    ...time_intervals.flatMap((one) => block("intervals", interval(one)))
  ])

const file = (context: Context, timings: ReadonlyArray<MuteTiming>): FakeResponse => {
  const muteTimes = timings.map((timing) => ({ orgId: context.org.id, ...timing }))
  const body = { apiVersion: 1, ...(muteTimes.length === 0 ? {} : { muteTimes }) }
  return exportResponse(context, body, () => timings.map(resource))
}

/** All mute timings in the order of their names. */
export const sortedMuteTimings = (org: Org): ReadonlyArray<MuteTiming> =>
  [...org.alertmanager.config.muteTimings].sort((left, right) => compareText(left.name, right.name))

export const muteTimingsExport: Handler = (context) => file(context, sortedMuteTimings(context.org))

export const muteTimingExport: Handler = (context) => {
  const timing = sortedMuteTimings(context.org).find(({ name }) => name === param(context, "name"))
  return timing === undefined ? empty(404) : file(context, [timing])
}
