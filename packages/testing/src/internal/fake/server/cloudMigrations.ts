import * as CloudMigrations from "@effect-grafana/elements/CloudMigrations"
import * as CloudMigrationSnapshots from "@effect-grafana/elements/CloudMigrationSnapshots"
import { bind, isObject } from "../bind.js"
import { badRequestData, message, ok, publicError } from "../message.js"
import { globally, route, type Handler, type Route } from "../route.js"
import { notBuilt } from "../unbuilt.js"

/** What has to be moved before each kind of resource. */
const dependencies: ReadonlyArray<readonly [resource: string, ...needs: ReadonlyArray<string>]> = [
  ["PLUGIN"],
  ["FOLDER"],
  ["MUTE_TIMING"],
  ["DASHBOARD", "FOLDER", "DATASOURCE", "LIBRARY_ELEMENT"],
  ["CONTACT_POINT", "NOTIFICATION_TEMPLATE"],
  ["NOTIFICATION_TEMPLATE"],
  ["DATASOURCE", "PLUGIN"],
  ["LIBRARY_ELEMENT", "FOLDER"],
  ["NOTIFICATION_POLICY", "CONTACT_POINT", "MUTE_TIMING"],
  ["ALERT_RULE", "DATASOURCE", "FOLDER", "DASHBOARD", "MUTE_TIMING", "CONTACT_POINT", "NOTIFICATION_POLICY"],
  ["ALERT_RULE_GROUP", "ALERT_RULE"]
]

const resourceDependencies = dependencies.map(([resourceType, ...needs]) => ({
  resourceType,
  dependencies: needs
}))

const invalidToken = publicError(
  500,
  "cloudmigrations.createMigration.tokenInvalid",
  "Token is not valid. Generate a new token on your cloud instance and try again."
)
const noSession = publicError(404, "cloudmigrations.sessionNotFound", "NotFound")
const noResources = publicError(400, "cloudmigrations.emptyResourceTypes", "BadRequest")

/** A token is an object in JSON in base64. */
const isToken = (token: string): boolean => {
  try {
    return isObject(JSON.parse(Buffer.from(token, "base64").toString()))
  } catch {
    return false
  }
}

/** A session takes a token of Grafana Cloud, which is out of reach here: so there never is one. */
const create: Handler = ({ request }) => {
  const body = bind(request, { authToken: "string" })
  if (body === undefined) return badRequestData
  return isToken(body.authToken ?? "") ? notBuilt(request.method, request.url) : invalidToken
}

const createSnapshot: Handler = ({ request }) => {
  const body = bind(request, { resourceTypes: "array" })
  if (body === undefined) return message(400, "invalid request body")
  return (body.resourceTypes ?? []).length === 0 ? noResources : noSession
}

const migrates = { access: globally("migrationassistant:migrate") }

export const cloudMigrationRoutes: ReadonlyArray<Route> = [
  route(CloudMigrations.getDependencies, () => ok({ resourceDependencies }), migrates),
  route(CloudMigrations.list, () => ok({ sessions: [] }), migrates),
  route(CloudMigrations.create, create, migrates),
  route(CloudMigrations.get, () => noSession, migrates),
  route(CloudMigrations.remove, () => noSession, migrates),
  route(CloudMigrations.getToken, () => message(500, "fetching cloud migration access token"), migrates),
  route(CloudMigrations.createToken, () => message(500, "creating gcom access token"), migrates),
  route(CloudMigrations.removeToken, () => message(500, "deleting cloud migration token"), migrates),
  route(CloudMigrationSnapshots.list, () => ok({ snapshots: [] }), migrates),
  route(CloudMigrationSnapshots.create, createSnapshot, migrates),
  route(CloudMigrationSnapshots.get, () => noSession, migrates),
  route(CloudMigrationSnapshots.upload, () => noSession, migrates),
  route(CloudMigrationSnapshots.cancel, () => message(500, "error canceling snapshot"), migrates)
]
