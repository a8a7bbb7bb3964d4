import type { JsonObject } from "../bind.js"

const isSecret = (name: string): boolean => /secret|private|certificate|password|client_key/i.test(name)

const redacted = "*********"

const mapped = (settings: JsonObject, of: (name: string, value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, of(name, value)]))

/** Settings as they may be seen. */
export const withoutSecrets = (settings: JsonObject): JsonObject =>
  mapped(settings, (name, value) =>
    isSecret(name) && typeof value === "string" && value !== "" ? redacted : value
  )

/** A secret that is sent as it is shown stays what it was. */
export const keepSecrets = (settings: JsonObject, stored: JsonObject | undefined): JsonObject =>
  mapped(settings, (name, value) => (isSecret(name) && value === redacted ? stored?.[name] : value))
