/** What reading back shows of a mute timing's write whose outcome is unknown. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { MuteTiming } from "../MuteTimings.js"
import { sameJson } from "./json.js"
import { hasProvenance } from "./provenance.js"

interface Sent {
  readonly time_intervals: ReadonlyArray<unknown>
  readonly version?: string | undefined
  readonly disableProvenance?: boolean | undefined
}

const isAsSent = (sent: Sent, it: MuteTiming): boolean =>
  sameJson(sent.time_intervals, it.time_intervals) && hasProvenance(sent, it)

export const judgeCreate = (sent: Sent, it: MuteTiming): Endpoint.Verdict<MuteTiming> =>
  isAsSent(sent, it) ? Endpoint.done(it) : Endpoint.conflict

/** Grafana may spell times in its own way, so that what differs and has moved on is nobody's for sure. */
export const judgeUpdate = (sent: Sent, it: MuteTiming): Endpoint.Verdict<MuteTiming> => {
  if (isAsSent(sent, it)) return Endpoint.done(it)
  return sent.version === undefined || sent.version === it.version ? Endpoint.notDone : Endpoint.conflict
}
