/** The move from API keys to service accounts: for Grafana 9.3 to 12.0, since later ones have no API keys. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, Message } from "./Common.js"

/** What became of the API keys; Grafana 9 may give no more than a `message`. */
export interface Migrated extends Schema.Schema.Type<typeof migrated> {}
const migrated = Schema.Struct({
  message: Schema.optional(Schema.String),
  total: Schema.optional(Schema.Int),
  migrated: Schema.optional(Schema.Int),
  failed: Schema.optional(Schema.Int),
  failedApikeyIDs: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.Int))),
  failedDetails: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String)))
})
export const Migrated: Schema.Schema<Migrated> = migrated

/**
 * Makes a service account of every API key of the current organization; the keys stay good, as their tokens.
 * @deprecated by Grafana 11.6, which does it when it starts: the route is `RouteNotFound` there or soon after.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/serviceaccount/#migrate-api-keys-to-service-accounts
 */
export const migrateAll = Endpoint.post("migrateApiKeysToServiceAccounts", "/api/serviceaccounts/migrate", {
  success: Migrated
})

/**
 * Makes a service account of one API key; the key stays good, as its token.
 * @deprecated by Grafana 11.6, which does it when it starts: the route is `RouteNotFound` there or soon after.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/serviceaccount/#migrate-api-key-to-service-account
 */
export const migrate = Endpoint.post("convertToServiceAccount", "/api/serviceaccounts/migrate/{keyId}", {
  params: { keyId: Id },
  success: Message,
  error: [BadRequest]
})

/**
 * Reads whether the API keys of the current organization were migrated.
 * @deprecated and gone before Grafana 10: `RouteNotFound`.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/serviceaccount/
 */
export const getStatus = Endpoint.get("getAPIKeysMigrationStatus", "/api/serviceaccounts/migrationstatus", {
  success: Schema.Struct({ migrated: Schema.Boolean })
})

/**
 * Hides the page of API keys in the current organization.
 * @deprecated and gone before Grafana 10: `RouteNotFound`.
 * @see https://grafana.com/docs/grafana/v9.3/developers/http_api/serviceaccount/
 */
export const hide = Endpoint.post("hideApiKeysTab", "/api/serviceaccounts/hideApiKeys", {
  kind: "idempotent",
  success: Message
})
