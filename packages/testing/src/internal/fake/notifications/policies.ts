import { exports, readsProvisioned, writesProvisioned } from "./alertmanagerAccess.js"
import {
  defaultConfig,
  defaultPolicy,
  defaultReceiver,
  type Policy,
  type Provenance
} from "./alertmanagerModel.js"
import {
  forgetProvenance,
  provenanceField,
  provenanceOf,
  provenanceProblem,
  receiverExists,
  requestedProvenance,
  saveConfig,
  setProvenance
} from "./alertmanagerStore.js"
import { readJson } from "../bind.js"
import { badRequestData, json, message, ok, publicError, type FakeResponse } from "../message.js"
import { policyExport } from "./policiesExport.js"
import { missingName, readPolicies } from "./policiesTree.js"
import { route, type Context, type Handler, type Route } from "../route.js"

const get: Handler = ({ org }) =>
  ok({ ...org.alertmanager.config.policy, ...provenanceField(provenanceOf(org, "route", "")) })

/** A tree of policies is refused. */
export const invalidPolicies = (problem: string): FakeResponse =>
  publicError(
    400,
    "alerting.notifications.routes.invalidFormat",
    `Invalid format of the submitted route: ${problem}. Correct the payload and try again.`,
    { Error: problem }
  )

const names = (rows: ReadonlyArray<{ readonly name: string }>): ReadonlySet<string> =>
  new Set(rows.map(({ name }) => name))

/** Puts a tree of policies in the place of the present one, or says why not. */
export const savePolicies = (
  context: Context,
  policy: Policy,
  provenance: Provenance
): FakeResponse | undefined => {
  const { org } = context
  const { muteTimings, receivers } = org.alertmanager.config
  const provisioned = provenanceProblem(provenanceOf(org, "route", ""), provenance)
  if (provisioned !== undefined) return provisioned
  const problem = missingName(policy, names(receivers), names(muteTimings))
  if (problem !== undefined) return invalidPolicies(problem)
  saveConfig(context, { policy })
  setProvenance(org, "route", "", provenance)
  return undefined
}

const put: Handler = (context) => {
  const policy = readPolicies(readJson(context.request))
  if (policy === undefined) return badRequestData
  const refused = savePolicies(context, policy, requestedProvenance(context.request))
  return refused ?? message(202, "policies updated")
}

/** Puts back the policy that Grafana comes with, and its contact point where that is gone; or says why not. */
export const resetPolicies = (context: Context, provenance: Provenance): FakeResponse | undefined => {
  const { org } = context
  const { receivers } = org.alertmanager.config
  const problem = provenanceProblem(provenanceOf(org, "route", ""), provenance)
  if (problem !== undefined) return problem
  const isThere = receiverExists(org, defaultReceiver)
  saveConfig(context, {
    policy: defaultPolicy,
    receivers: isThere ? receivers : [...receivers, ...defaultConfig.receivers]
  })
  forgetProvenance(org, "route", "")
  return undefined
}

const reset: Handler = (context) =>
  resetPolicies(context, requestedProvenance(context.request)) ?? json(202, defaultPolicy)

const path = "/api/v1/provisioning/policies"

export const policyRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path }, get, readsProvisioned),
  route({ method: "PUT", path }, put, writesProvisioned),
  route({ method: "DELETE", path }, reset, writesProvisioned),
  route({ method: "GET", path: `${path}/export` }, policyExport, exports)
]
