/** What reading back shows of a template group's write whose outcome is unknown. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { NotificationTemplate } from "../NotificationTemplates.js"
import { hasProvenance } from "./provenance.js"

interface Sent {
  readonly template: string
  readonly version?: string | undefined
  readonly disableProvenance?: boolean | undefined
}

/** Grafana may wrap a template that defines nothing, so that what differs and has moved on is nobody's for sure. */
export const judgeTemplate = (
  sent: Sent,
  it: NotificationTemplate
): Endpoint.Verdict<NotificationTemplate> => {
  if (it.template === sent.template && hasProvenance(sent, it)) return Endpoint.done(it)
  return sent.version === undefined || sent.version === it.version ? Endpoint.notDone : Endpoint.conflict
}
