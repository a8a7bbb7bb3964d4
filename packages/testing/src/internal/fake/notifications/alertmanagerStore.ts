import {
  defaultConfig,
  type Alertmanager,
  type AlertmanagerConfig,
  type Provenance,
  type ProvisionedKind
} from "./alertmanagerModel.js"
import { publicError, type FakeResponse, type FakeRequest } from "../message.js"
import type { Org } from "../model.js"
import type { Context } from "../route.js"
import { nextId } from "../state.js"

type Where = Pick<Context, "org" | "state">

const minute = 60_000

/** Grafana keeps so many configurations of an organization. */
const kept = 100

const record = ({ org, state }: Where, lastApplied: number | undefined): void => {
  const { config, history } = org.alertmanager
  history.push({ id: nextId(state, "alertmanagerConfig"), config, lastApplied })
  if (history.length > kept) history.shift()
}

/** The Alertmanager as it is by now: running since it was first looked at, and up to a minute behind what was saved. */
export const alertmanagerOf = (where: Where): Alertmanager => {
  const { org, state } = where
  const { alertmanager } = org
  const now = state.now()
  if (alertmanager.lookedAt === undefined) {
    alertmanager.lookedAt = now
    record(where, now)
  }
  const minutes = Math.floor((now - alertmanager.lookedAt) / minute)
  if (minutes < 1) return alertmanager
  alertmanager.lookedAt += minutes * minute
  if (alertmanager.applied !== alertmanager.config) {
    alertmanager.applied = alertmanager.config
    const latest = alertmanager.history.at(-1)
    if (latest !== undefined) latest.lastApplied = alertmanager.lookedAt
  }
  return alertmanager
}

/** Takes over a part of the configuration. */
export const saveConfig = (where: Where, part: Partial<AlertmanagerConfig>): void => {
  const alertmanager = alertmanagerOf(where)
  alertmanager.config = { ...alertmanager.config, ...part }
  record(where, undefined)
}

/** Takes over a whole configuration, and has the Alertmanager run on it at once. */
export const applyConfig = (where: Where, config: AlertmanagerConfig = defaultConfig): void => {
  const alertmanager = alertmanagerOf(where)
  alertmanager.config = config
  alertmanager.applied = config
  record(where, where.state.now())
}

/** Whether a contact point has this name. */
export const receiverExists = (org: Org, name: string): boolean =>
  org.alertmanager.config.receivers.some((receiver) => receiver.name === name)

/** Whether a mute timing has this name. */
export const muteTimingExists = (org: Org, name: string): boolean =>
  org.alertmanager.config.muteTimings.some((timing) => timing.name === name)

export const provenanceOf = (org: Org, kind: ProvisionedKind, key: string): Provenance =>
  org.alertmanager.provenances[kind].get(key) ?? ""

export const setProvenance = (org: Org, kind: ProvisionedKind, key: string, provenance: Provenance): void => {
  org.alertmanager.provenances[kind].set(key, provenance)
}

export const forgetProvenance = (org: Org, kind: ProvisionedKind, key: string): void => {
  org.alertmanager.provenances[kind].delete(key)
}

/** What a request provisions as: by the API, unless the header, with whatever value, says otherwise. */
export const requestedProvenance = (request: FakeRequest): Provenance =>
  request.headers["x-disable-provenance"] === undefined ? "api" : ""

/** The provenance as a field of an answer, which is left out when there is none. */
export const provenanceField = (provenance: Provenance): { readonly provenance?: Provenance } =>
  provenance === "" ? {} : { provenance }

/** What is provisioned may not go back to being made by hand. */
export const provenanceProblem = (stored: Provenance, wanted: Provenance): FakeResponse | undefined =>
  stored === "" || wanted !== ""
    ? undefined
    : publicError(
        403,
        "alerting.notifications.invalidProvenance",
        `Resource with provenance status '${stored}' cannot be managed via API that handles resources with provenance status 'none'. You must use appropriate API to manage this resource`,
        { SourceProvenance: stored, TargetProvenance: "none" }
      )

/** Whether an object that depends on another one follows when that one is renamed. */
export const follows = (dependent: string, renamed: Provenance): boolean =>
  dependent === "" || dependent === renamed

export const versionConflict = publicError(409, "alerting.notifications.conflict", "Conflict")

/** The uid of a contact point, mute timing or template: its name in URL-safe Base64. */
export const nameToUid = (name: string): string => Buffer.from(name).toString("base64url")
