/**
 * The migration of this Grafana to Grafana Cloud, as its own assistant does it: a session goes to one cloud stack, and
 * snapshots (`CloudMigrationSnapshots`) go along it. From Grafana 11.4 on. Tokens are for the stack that receives.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { OpenEnum, Secret, Uid } from "./Common.js"

/** A way to a cloud stack, which `slug` names. */
export interface MigrationSession extends Schema.Schema.Type<typeof migrationSession> {}
const migrationSession = Schema.Struct({
  uid: Schema.String,
  slug: Schema.String,
  created: Schema.String,
  updated: Schema.String
})
export const MigrationSession: Schema.Schema<MigrationSession> = migrationSession

/** The token of a cloud stack, without its secret. */
export interface MigrationToken extends Schema.Schema.Type<typeof migrationToken> {}
const migrationToken = Schema.Struct({
  id: Schema.String,
  displayName: Schema.String,
  expiresAt: Schema.String,
  firstUsedAt: Schema.String,
  lastUsedAt: Schema.String,
  createdAt: Schema.String
})
export const MigrationToken: Schema.Schema<MigrationToken> = migrationToken

/** A kind of what can be migrated. */
export const ResourceType = Schema.Literal(
  "DASHBOARD",
  "DATASOURCE",
  "FOLDER",
  "LIBRARY_ELEMENT",
  "ALERT_RULE",
  "ALERT_RULE_GROUP",
  "CONTACT_POINT",
  "NOTIFICATION_POLICY",
  "NOTIFICATION_TEMPLATE",
  "MUTE_TIMING",
  "PLUGIN"
)

/** The kinds that have to go along with each kind. */
export interface ResourceDependencies extends Schema.Schema.Type<typeof resourceDependencies> {}
const resourceType = OpenEnum(...ResourceType.literals)
const resourceDependencies = Schema.Struct({
  resourceDependencies: Schema.Array(
    Schema.Struct({ resourceType, dependencies: Schema.Array(resourceType) })
  )
})
export const ResourceDependencies: Schema.Schema<ResourceDependencies> = resourceDependencies

/**
 * Lists the kinds that can be migrated, and what each needs.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const getDependencies = Endpoint.get(
  "getResourceDependencies",
  "/api/cloudmigration/resources/dependencies",
  { success: ResourceDependencies }
)

// ---- sessions --------------------------------------------------------------------------------------------

/**
 * Lists the sessions.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const list = Endpoint.get("getSessionList", "/api/cloudmigration/migration", {
  success: Schema.Struct({ sessions: Schema.Array(MigrationSession) })
})

/**
 * Reads one session.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const get = Endpoint.get("getSession", "/api/cloudmigration/migration/{uid}", {
  params: { uid: Uid },
  success: MigrationSession,
  error: [BadRequest, NotFound]
})

/**
 * Creates a session to the cloud stack that gave `authToken`; a token that is none is a `BadRequest`.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const create = Endpoint.post("createSession", "/api/cloudmigration/migration", {
  payload: { authToken: Secret },
  success: MigrationSession,
  error: [
    when(
      BadRequest,
      { status: 400 },
      { status: 500, messageId: "cloudmigrations.createMigration.tokenInvalid" },
      { status: 500, messageId: "cloudmigrations.createMigration.tokenValidationFailure" }
    )
  ]
})

/**
 * Deletes a session with its snapshots; what has reached the cloud stays there.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const remove = Endpoint.verified(
  Endpoint.delete("deleteSession", "/api/cloudmigration/migration/{uid}", {
    params: { uid: Uid },
    error: [BadRequest, NotFound]
  }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (_, found) => (Option.isNone(found) ? Endpoint.done(undefined) : Endpoint.notDone)
  }
)

// ---- tokens of a cloud stack -----------------------------------------------------------------------------

/**
 * Reads what is known of this stack's token. Elsewhere than in Grafana Cloud all three of them are a `ServerError`.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const getToken = Endpoint.get("getCloudMigrationToken", "/api/cloudmigration/token", {
  success: MigrationToken,
  error: [NotFound]
})

/**
 * Creates this stack's token, in place of the one before, and gives its secret this once.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const createToken = Endpoint.post("createCloudMigrationToken", "/api/cloudmigration/token", {
  success: Schema.Struct({ token: Schema.String })
})

/**
 * Deletes this stack's token: sessions that were made with it end.
 * @see https://grafana.com/docs/grafana-cloud/account-management/migration-guide/
 */
export const removeToken = Endpoint.delete("deleteCloudMigrationToken", "/api/cloudmigration/token/{uid}", {
  params: { uid: Uid },
  error: [BadRequest, NotFound],
  gone: undefined
})
