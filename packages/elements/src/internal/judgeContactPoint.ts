/** What reading back shows of a contact point's create whose outcome is unknown. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { ContactPoint } from "../ContactPoints.js"
import { sameJson } from "./json.js"
import { hasProvenance } from "./provenance.js"

interface Sent {
  readonly uid?: string | undefined
  readonly type: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly disableProvenance?: boolean | undefined
}

/** Judges by the contact points of the name that was sent. */
export const judgeCreate = (
  sent: Sent,
  found: ReadonlyArray<ContactPoint>
): Endpoint.Verdict<ContactPoint> => {
  const it = found.find(({ uid }) => uid === sent.uid)
  if (it === undefined) return Endpoint.notDone
  return it.type === sent.type && hasSettings(sent, it) && hasProvenance(sent, it)
    ? Endpoint.done(it)
    : Endpoint.conflict
}

/** Grafana shows no secret: whether it is the same nobody can tell, only that there is one. */
const hasSettings = (sent: Sent, it: ContactPoint): boolean =>
  Object.entries(sent.settings).every(
    ([key, value]) => it.settings[key] === "[REDACTED]" || sameJson(value, it.settings[key])
  )
