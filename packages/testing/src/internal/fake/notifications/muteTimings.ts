import { exports, readsProvisioned, writesProvisioned } from "./alertmanagerAccess.js"
import type { MuteTiming, Provenance } from "./alertmanagerModel.js"
import {
  forgetProvenance,
  muteTimingExists,
  nameToUid,
  provenanceField,
  provenanceOf,
  provenanceProblem,
  requestedProvenance,
  saveConfig,
  setProvenance,
  versionConflict
} from "./alertmanagerStore.js"
import { renameIntervalInUses, rulesTimedBy, usesFields, usesWords, type Uses } from "./alertmanagerUses.js"
import { pick, readJson, type JsonObject } from "../bind.js"
import { badRequestData, empty, json, ok, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { muteTimingExport, muteTimingsExport, sortedMuteTimings } from "./muteTimingsExport.js"
import { muteTimingVersion, readMuteTiming } from "./muteTimingsInterval.js"
import { usesInterval } from "./policiesTree.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"

const kind = "muteTimeInterval"

const notFound = publicError(404, "alerting.notifications.time-intervals.notFound", "NotFound")

const exists = publicError(
  400,
  "alerting.notifications.time-intervals.nameExists",
  "Time interval with this name already exists. Use a different name or update existing one."
)

const inUse = (uses: Uses): FakeResponse =>
  publicError(409, "alerting.notifications.time-intervals.used", "Conflict", usesFields(uses))

const usedByProvisioned = (uses: Uses): FakeResponse =>
  publicError(
    409,
    "alerting.notifications.time-intervals.usedProvisioned",
    `Time interval cannot be renamed because it is used by provisioned ${usesWords(uses)}. You must update those resources first using the original provision method.`,
    usesFields(uses)
  )

const view = (timing: MuteTiming, provenance: Provenance): JsonObject => ({
  ...timing,
  version: muteTimingVersion(timing),
  ...provenanceField(provenance)
})

const list: Handler = ({ org }) =>
  ok(sortedMuteTimings(org).map((timing) => view(timing, provenanceOf(org, kind, timing.name))))

const byUid = (org: Org, uid: string): MuteTiming | undefined =>
  org.alertmanager.config.muteTimings.find(({ name }) => nameToUid(name) === uid)

const byName = (org: Org, name: string): MuteTiming | undefined =>
  org.alertmanager.config.muteTimings.find((timing) => timing.name === name)

/** The mute timing that a path names by its name or its uid. */
const named = (context: Context): MuteTiming | undefined => {
  const name = param(context, "name")
  return byName(context.org, name) ?? byUid(context.org, name)
}

const get: Handler = (context) => {
  const timing = named(context)
  return timing === undefined ? notFound : ok(view(timing, provenanceOf(context.org, kind, timing.name)))
}

interface Sent {
  readonly timing: MuteTiming
  readonly version: string
}

const read = ({ request }: Context): Sent | undefined => {
  const body = readJson(request)
  const timing = readMuteTiming(body)
  const { version = "" } = pick(body, { version: "string" }) ?? {}
  return timing === undefined || timing.name === "" ? undefined : { timing, version }
}

const create: Handler = (context) => {
  const { org, request } = context
  const sent = read(context)
  if (sent === undefined) return badRequestData
  const created = createMuteTiming(context, sent.timing, requestedProvenance(request))
  return created ?? json(201, view(sent.timing, provenanceOf(org, kind, sent.timing.name)))
}

/** Adds a mute timing, or says why not. */
export const createMuteTiming = (
  context: Context,
  timing: MuteTiming,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  if (muteTimingExists(org, timing.name)) return exists
  saveConfig(context, { muteTimings: [...org.alertmanager.config.muteTimings, timing] })
  setProvenance(org, kind, timing.name, provenance)
  return undefined
}

const update: Handler = (context) => {
  const { org, request } = context
  const sent = read(context)
  if (sent === undefined) return badRequestData
  const name = param(context, "name")
  // A name that differs from the one in the path makes that one a uid: so a mute timing is renamed.
  const old = sent.timing.name === name ? byName(org, name) : byUid(org, name)
  if (old === undefined) return notFound
  const problem = updateMuteTiming(context, old, sent, requestedProvenance(request))
  return problem ?? json(202, view(sent.timing, provenanceOf(org, kind, sent.timing.name)))
}

/** Puts a mute timing in the place of an old one, or says why not. */
export const updateMuteTiming = (
  context: Context,
  old: MuteTiming,
  { timing, version }: Sent,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  if (version !== "" && version !== muteTimingVersion(old)) return versionConflict
  const problem = provenanceProblem(provenanceOf(org, kind, old.name), provenance)
  if (problem !== undefined) return problem
  const { muteTimings } = org.alertmanager.config
  if (old.name === timing.name) {
    saveConfig(context, { muteTimings: muteTimings.map((one) => (one === old ? timing : one)) })
  } else {
    const renamed = renameIntervalInUses(context, { from: old.name, to: timing.name, provenance })
    if ("blockedBy" in renamed) return usedByProvisioned(renamed.blockedBy)
    saveConfig(context, {
      muteTimings: [...muteTimings.filter((one) => one !== old), timing],
      policy: renamed.policy
    })
    forgetProvenance(org, kind, old.name)
  }
  setProvenance(org, kind, timing.name, provenance)
  return undefined
}

const remove: Handler = (context) => {
  const { query, request } = context
  const timing = named(context)
  if (timing === undefined) return empty(204)
  return removeMuteTiming(context, timing, query.get("version"), requestedProvenance(request)) ?? empty(204)
}

/** Deletes a mute timing that nothing uses, or says why not. */
export const removeMuteTiming = (
  context: Context,
  timing: MuteTiming,
  version: string,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  const { muteTimings, policy } = org.alertmanager.config
  const problem = provenanceProblem(provenanceOf(org, kind, timing.name), provenance)
  if (problem !== undefined) return problem
  const byRules = rulesTimedBy(org, timing.name)
  if (usesInterval(policy, timing.name)) return inUse({ byRoutes: true, byRules })
  if (version !== "" && version !== muteTimingVersion(timing)) return versionConflict
  if (byRules.length > 0) return inUse({ byRoutes: false, byRules })
  saveConfig(context, { muteTimings: muteTimings.filter((one) => one !== timing) })
  forgetProvenance(org, kind, timing.name)
  return undefined
}

const all = "/api/v1/provisioning/mute-timings"
const one = `${all}/{name}`

export const muteTimingRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, list, readsProvisioned),
  route({ method: "POST", path: all }, create, writesProvisioned),
  route({ method: "GET", path: `${all}/export` }, muteTimingsExport, exports),
  route({ method: "GET", path: one }, get, readsProvisioned),
  route({ method: "PUT", path: one }, update, writesProvisioned),
  route({ method: "DELETE", path: one }, remove, writesProvisioned),
  route({ method: "GET", path: `${one}/export` }, muteTimingExport, exports)
]
