/** The current organization, its users, preferences and quotas. `Grafana.withOrganization` names another. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyMember,
  BadRequest,
  ExternalUser,
  LastAdmin,
  NameTaken,
  NotFound,
  QuotaReached,
  QuotasDisabled,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count, Id, Message, OpenEnum, Quota, Role } from "./Common.js"
import { judgeMember, judgeRemoval } from "./internal/judgeMember.js"
import { PreferenceFields, Preferences } from "./Preferences.js"

/** The address of an organization; what is not set is `""`. */
export interface Address extends Schema.Schema.Type<typeof address> {}
const address = Schema.Struct({
  address1: Schema.String,
  address2: Schema.String,
  city: Schema.String,
  zipCode: Schema.String,
  state: Schema.String,
  country: Schema.String
})
export const Address: Schema.Schema<Address> = address

/** What may be set of an address. Grafana 12.3.0 takes `""` for nothing: a part that is set cannot be emptied. */
export const AddressFields = {
  address1: Schema.optional(Schema.String),
  address2: Schema.optional(Schema.String),
  city: Schema.optional(Schema.String),
  zipCode: Schema.optional(Schema.String),
  state: Schema.optional(Schema.String),
  country: Schema.optional(Schema.String)
}

/** An organization. */
export interface Organization extends Schema.Schema.Type<typeof organization> {}
const organization = Schema.Struct({ id: Schema.Int, name: Schema.String, address: Address })
export const Organization: Schema.Schema<Organization> = organization

/** A user in an organization; `lastSeenAt` lies ten years back for one who never signed in. */
export interface OrganizationUser extends Schema.Schema.Type<typeof organizationUser> {}
const organizationUser = Schema.Struct({
  orgId: Schema.Int,
  userId: Schema.Int,
  uid: Schema.optional(Schema.String),
  email: Schema.String,
  name: Schema.String,
  login: Schema.String,
  avatarUrl: Schema.String,
  role: OpenEnum("None", "Viewer", "Editor", "Admin"),
  lastSeenAt: Schema.String,
  lastSeenAtAge: Schema.String,
  isDisabled: Schema.optional(Schema.Boolean),
  authLabels: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String))),
  isExternallySynced: Schema.optional(Schema.Boolean),
  isProvisioned: Schema.optional(Schema.Boolean),
  accessControl: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean }))
})
export const OrganizationUser: Schema.Schema<OrganizationUser> = organizationUser

/** A page of an organization's users. */
export interface OrganizationUserPage extends Schema.Schema.Type<typeof organizationUserPage> {}
const organizationUserPage = Schema.Struct({
  totalCount: Schema.Int,
  orgUsers: Endpoint.nullAsEmpty(Schema.Array(OrganizationUser)),
  page: Schema.Int,
  perPage: Schema.Int
})
export const OrganizationUserPage: Schema.Schema<OrganizationUserPage> = organizationUserPage

/** A user as pickers show it. */
export interface OrganizationUserHit extends Schema.Schema.Type<typeof organizationUserHit> {}
const organizationUserHit = Schema.Struct({
  userId: Schema.Int,
  uid: Schema.optional(Schema.String),
  login: Schema.String,
  avatarUrl: Schema.String
})
export const OrganizationUserHit: Schema.Schema<OrganizationUserHit> = organizationUserHit

/**
 * Reads the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-current-organization
 */
export const get = Endpoint.get("getCurrentOrg", "/api/org", { success: Organization, error: [NotFound] })

/**
 * Renames the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#update-current-organization
 */
export const update = Endpoint.put("updateCurrentOrg", "/api/org", {
  payload: { name: Schema.NonEmptyString },
  success: Message,
  error: [BadRequest, when(NameTaken, { status: 400, message: "Organization name taken" })]
})

/**
 * Sets the address of the current organization; what is left out, or `""`, stays.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const updateAddress = Endpoint.put("updateCurrentOrgAddress", "/api/org/address", {
  payload: AddressFields,
  success: Message,
  error: [BadRequest]
})

// ---- users -----------------------------------------------------------------------------------------------

/** The filter of a search over an organization's users: `query` is a part of login, e-mail or name. */
export const UserFilter = {
  query: Schema.optional(Schema.String),
  accesscontrol: Schema.optional(Schema.Boolean),
  sort: Schema.optional(
    Schema.Literal(
      "login-asc",
      "login-desc",
      "email-asc",
      "email-desc",
      "name-asc",
      "name-desc",
      "lastSeenAtAge-asc",
      "lastSeenAtAge-desc"
    )
  ),
  page: Schema.optional(Count),
  perpage: Schema.optional(Count)
}

/**
 * Lists the users of the current organization, or the first `limit` of them: {@link searchUsers} has pages.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-all-users-within-the-current-organization
 */
export const listUsers = Endpoint.get("getOrgUsersForCurrentOrg", "/api/org/users", {
  query: {
    query: Schema.optional(Schema.String),
    limit: Schema.optional(Count),
    accesscontrol: Schema.optional(Schema.Boolean)
  },
  success: Endpoint.nullAsEmpty(Schema.Array(OrganizationUser))
})

/**
 * Searches the users of the current organization. Not in Grafana's OpenAPI.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-all-users-within-the-current-organization
 */
export const searchUsers = Endpoint.list(
  "searchOrgUsersForCurrentOrg",
  "/api/org/users/search",
  { query: UserFilter, success: OrganizationUserPage, error: [BadRequest] },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "orgUsers",
    total: "totalCount",
    id: "userId"
  })
)

/**
 * Lists ids and logins of the users of the current organization: also for who may only grant permissions.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-all-users-within-the-current-organization-lookup
 */
export const lookupUsers = Endpoint.get("getOrgUsersForCurrentOrgLookup", "/api/org/users/lookup", {
  query: { query: Schema.optional(Schema.String), limit: Schema.optional(Count) },
  success: Endpoint.nullAsEmpty(Schema.Array(OrganizationUserHit))
})

/** What the addition of a user answers. */
export interface AddedUser extends Schema.Schema.Type<typeof addedUser> {}
const addedUser = Schema.Struct({ message: Schema.String, userId: Schema.Int })
export const AddedUser: Schema.Schema<AddedUser> = addedUser

/**
 * Adds a user of the server to the current organization; one that is not there is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#add-a-new-user-to-the-current-organization
 */
export const addUser = Endpoint.keyed(
  Endpoint.post("addOrgUserToCurrentOrg", "/api/org/users", {
    payload: { loginOrEmail: Schema.NonEmptyString, role: Role },
    success: AddedUser,
    error: [BadRequest, NotFound, AlreadyMember, QuotaReached]
  }),
  {
    read: listUsers,
    input: ({ loginOrEmail }) => ({ query: loginOrEmail }),
    decide: (sent, found) => judgeMember(sent, found)
  }
)

/**
 * Gives a user of the current organization another role. The last admin keeps it: `LastAdmin`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#updates-the-given-user
 */
export const updateUser = Endpoint.patch("updateOrgUserForCurrentOrg", "/api/org/users/{userId}", {
  kind: "idempotent",
  params: { userId: Id },
  payload: { role: Role },
  success: Message,
  error: [
    BadRequest,
    // An unknown user (12.3.0).
    when(NotFound, { status: 500, message: "Failed update org user" }),
    when(LastAdmin, { status: 400, message: /no organization admin left/ }),
    ExternalUser
  ]
})

/**
 * Removes a user from the current organization. Grafana deletes the user outright who was in no other one:
 * `Organizations.removeUser` keeps such a user. Who is no member is not noticed, and an unknown user a `ServerError`
 * "Failed to remove user from organization" (12.3.0). The last admin is `LastAdmin`, but an admin service account
 * counts as one (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#delete-user-in-current-organization
 */
export const removeUser = Endpoint.verified(
  Endpoint.delete("removeOrgUserForCurrentOrg", "/api/org/users/{userId}", {
    params: { userId: Id },
    success: Message,
    error: [BadRequest, LastAdmin]
  }),
  {
    read: listUsers,
    input: () => ({}),
    decide: (sent, found) => judgeRemoval(sent, found)
  }
)

// ---- preferences and quotas ------------------------------------------------------------------------------

/**
 * Reads the preferences of the current organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/#get-current-org-prefs
 */
export const getPreferences = Endpoint.get("getOrgPreferences", "/api/org/preferences", {
  success: Preferences
})

/**
 * Sets the preferences of the current organization; what is left out is taken back, but for the home dashboard
 * (12.3.0). A home dashboard that is not there is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/#update-current-org-prefs
 */
export const updatePreferences = Endpoint.put("updateOrgPreferences", "/api/org/preferences", {
  payload: PreferenceFields,
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Sets some of the preferences of the current organization; what is left out stays.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/preferences/
 */
export const patchPreferences = Endpoint.patch("patchOrgPreferences", "/api/org/preferences", {
  kind: "idempotent",
  payload: PreferenceFields,
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Lists the quotas of the current organization and how much of each is used.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const listQuotas = Endpoint.get("getCurrentOrgQuota", "/api/org/quotas", {
  success: Endpoint.nullAsEmpty(Schema.Array(Quota)),
  error: [NotFound, QuotasDisabled]
})
