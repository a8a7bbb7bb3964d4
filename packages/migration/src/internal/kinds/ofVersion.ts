import type { Reading } from "../../Kind.js"

/** The version that a write is of, where the server counts them: the alerting of Grafana before 11 does not. */
export const ofVersion = (version: Reading["version"]): { readonly version?: string } =>
  version === undefined ? {} : { version: String(version) }
