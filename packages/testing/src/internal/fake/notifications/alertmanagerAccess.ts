import { needs as access, type Needed } from "../alerting/needed.js"
import type { Access } from "../route.js"

const needs = (needed: Needed): { readonly access: Access } => ({ access: access(needed) })

const readsSilences: Needed = { any: ["alert.instances:read", "alert.silences:read"] }

/** Reading what is provisioned. */
export const readsProvisioned = needs({
  any: [
    "alert.provisioning:read",
    "alert.notifications.provisioning:read",
    "alert.provisioning.secrets:read",
    "alert.notifications:read"
  ]
})

/** Exporting policies and mute timings. */
export const exports = needs({
  any: [
    "alert.notifications:read",
    "alert.provisioning:read",
    "alert.notifications.provisioning:read",
    "alert.provisioning.secrets:read"
  ]
})

/** Exporting contact points. */
export const exportsContactPoints = needs({
  any: [
    "alert.notifications:read",
    "alert.provisioning:read",
    "alert.notifications.provisioning:read",
    "alert.provisioning.secrets:read",
    "alert.notifications.receivers:read",
    "alert.notifications.receivers.secrets:read"
  ]
})

/** Writing what is provisioned. */
export const writesProvisioned = needs({
  any: [
    "alert.provisioning:write",
    "alert.notifications.provisioning:write",
    { all: ["alert.notifications:write", "alert.provisioning.provenance:write"] }
  ]
})

export const readsConfig = needs("alert.notifications:read")
export const writesConfig = needs("alert.notifications:write")
export const activatesConfig = needs({ any: ["alert.notifications:write"] })
export const testsReceivers = needs({
  any: ["alert.notifications:write", "alert.notifications.receivers:test"]
})

export const testsTemplates = needs({
  any: ["alert.notifications:write", "alert.notifications.templates:read"]
})

export const readsReceivers = needs({
  any: [
    "alert.notifications:read",
    "alert.notifications.receivers:read",
    "alert.notifications.receivers.secrets:read"
  ]
})

export const readsAlerts = needs("alert.instances:read")
export const readsSilence = needs(readsSilences)

export const savesSilence = needs({
  all: [
    readsSilences,
    {
      any: [
        "alert.instances:create",
        "alert.instances:write",
        "alert.silences:create",
        "alert.silences:write"
      ]
    }
  ]
})

export const removesSilence = needs({
  all: [readsSilences, { any: ["alert.instances:write", "alert.silences:write"] }]
})

export const readsExternalConfig = needs("alert.notifications.external:read")
export const writesExternalConfig = needs("alert.notifications.external:write")
export const readsExternalAlerts = needs("alert.instances.external:read")
export const writesExternalAlerts = needs("alert.instances.external:write")
