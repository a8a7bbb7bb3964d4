import type { Role } from "@effect-grafana/elements/Common"

/** A role as it was read, to be sent. */
// Sound: an endpoint itself refuses what is no role, before it is sent.
export const sentRole = (role: string): typeof Role.Type => role as typeof Role.Type
