/** LDAP, as far as the server goes by it: without, everything here is a `BadRequest` "LDAP is not enabled". */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, Message } from "./Common.js"

/** An LDAP server of the configuration; `error` is `""` where it answers. */
export interface LdapServer extends Schema.Schema.Type<typeof ldapServer> {}
const ldapServer = Schema.Struct({
  host: Schema.String,
  port: Schema.Int,
  available: Schema.Boolean,
  error: Schema.String
})
export const LdapServer: Schema.Schema<LdapServer> = ldapServer

const attribute = Schema.NullOr(Schema.Struct({ cfgAttrValue: Schema.String, ldapValue: Schema.String }))

/** A user as LDAP has it, and what Grafana would make of it. A group that gives no role has the `orgId` 0. */
export interface LdapUser extends Schema.Schema.Type<typeof ldapUser> {}
const ldapUser = Schema.Struct({
  name: attribute,
  surname: attribute,
  email: attribute,
  login: attribute,
  isGrafanaAdmin: Schema.NullOr(Schema.Boolean),
  isDisabled: Schema.Boolean,
  roles: Endpoint.nullAsEmpty(
    Schema.Array(
      Schema.Struct({
        orgId: Schema.Int,
        orgName: Schema.String,
        orgRole: Schema.String,
        groupDN: Schema.String
      })
    )
  ),
  // Only Grafana Enterprise maps teams.
  teams: Endpoint.nullAsEmpty(
    Schema.Array(Schema.Struct({ teamName: Schema.String, orgName: Schema.String, groupDN: Schema.String }))
  )
})
export const LdapUser: Schema.Schema<LdapUser> = ldapUser

/** How the synchronisation in the background goes; durations are nanoseconds. */
export interface LdapSync extends Schema.Schema.Type<typeof ldapSync> {}
const ldapSync = Schema.Struct({
  enabled: Schema.optional(Schema.Boolean),
  schedule: Schema.optional(Schema.String),
  nextSync: Schema.optional(Schema.String),
  prevSync: Schema.optional(
    Schema.NullOr(
      Schema.partial(
        Schema.Struct({
          Started: Schema.String,
          Elapsed: Schema.Number,
          UpdatedUserIds: Endpoint.nullAsEmpty(Schema.Array(Schema.Int)),
          MissingUserIds: Endpoint.nullAsEmpty(Schema.Array(Schema.Int)),
          FailedUsers: Endpoint.nullAsEmpty(
            Schema.Array(Schema.partial(Schema.Struct({ Login: Schema.String, Error: Schema.String })))
          )
        })
      )
    )
  )
})
export const LdapSync: Schema.Schema<LdapSync> = ldapSync

/**
 * Reads the server's LDAP file anew.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#reload-ldap-configuration
 */
export const reload = Endpoint.post("reloadLDAPCfg", "/api/admin/ldap/reload", {
  kind: "idempotent",
  success: Message,
  error: [BadRequest]
})

/**
 * Asks each configured LDAP server whether it answers.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const getStatus = Endpoint.get("getLDAPStatus", "/api/admin/ldap/status", {
  success: Schema.Array(LdapServer),
  error: [BadRequest]
})

/**
 * Looks a user up in LDAP and shows what Grafana would make of it.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const getUser = Endpoint.get("getUserFromLDAP", "/api/admin/ldap/{login}", {
  params: { login: Schema.NonEmptyString },
  success: LdapUser,
  error: [BadRequest, NotFound]
})

/**
 * Brings a user up to date with LDAP. A user who is no longer there is disabled and signed out, which Grafana
 * answers with a `BadRequest`; a user from elsewhere is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const syncUser = Endpoint.post("postSyncUserWithLDAP", "/api/admin/ldap/sync/{userId}", {
  kind: "idempotent",
  params: { userId: Id },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Tells how the synchronisation in the background goes. Grafana Enterprise; elsewhere `RouteNotFound`. Fields are
 * as Grafana's OpenAPI has them.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/
 */
export const getSync = Endpoint.get("getSyncStatus", "/api/admin/ldap-sync-status", { success: LdapSync })
