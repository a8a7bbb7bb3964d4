/** All organizations of the server: for server admins, whom no token can be. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyMember,
  BadRequest,
  ExternalUser,
  LastAdmin,
  NameTaken,
  NotForServiceAccounts,
  NotFound,
  QuotaReached,
  QuotasDisabled,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, Id, Message, Quota, Role } from "./Common.js"
import { judgeMember, judgeRemoval } from "./internal/judgeMember.js"
import {
  AddedUser,
  AddressFields,
  Organization,
  OrganizationUser,
  OrganizationUserPage,
  UserFilter
} from "./Organization.js"

/** An organization as listings show it. */
export interface OrganizationHit extends Schema.Schema.Type<typeof organizationHit> {}
const organizationHit = Schema.Struct({ id: Schema.Int, name: Schema.String })
export const OrganizationHit: Schema.Schema<OrganizationHit> = organizationHit

/** What a creation answers. */
export interface CreatedOrganization extends Schema.Schema.Type<typeof createdOrganization> {}
const createdOrganization = Schema.Struct({ message: Schema.String, orgId: Schema.Int })
export const CreatedOrganization: Schema.Schema<CreatedOrganization> = createdOrganization

/**
 * Lists the organizations, all or those of a `name` or of a part of it (`query`). The first page is 0, whatever
 * Grafana's OpenAPI says, and the order is the database's own.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#search-all-organizations
 */
export const list = Endpoint.list(
  "searchOrgs",
  "/api/orgs",
  {
    query: {
      query: Schema.optional(Schema.String),
      name: Schema.optional(Schema.String),
      page: Schema.optional(Schema.NonNegativeInt),
      perpage: Schema.optional(Count)
    },
    success: Endpoint.nullAsEmpty(Schema.Array(OrganizationHit))
  },
  Pagination.number({ page: "page", size: "perpage", first: 0, pageSize: 1000, items: "", id: "id" })
)

/**
 * Reads one organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-organization-by-id
 */
export const get = Endpoint.get("getOrgByID", "/api/orgs/{id}", {
  params: { id: Id },
  success: Organization,
  error: [BadRequest, NotFound]
})

/**
 * Reads the organization of a name.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-organization-by-name
 */
export const getByName = Endpoint.get("getOrgByName", "/api/orgs/name/{name}", {
  params: { name: Schema.NonEmptyString },
  success: Organization,
  error: [NotFound]
})

/**
 * Finds the organization of a name, where it is no failure that there is none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-organization-by-name
 */
export const find = (name: string) =>
  getByName({ name }).pipe(
    Effect.asSome,
    Effect.catchTag("NotFound", () => Effect.succeed(Option.none<Organization>()))
  )

/**
 * Creates an organization, with the user who asks as its admin.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#create-organization
 */
export const create = Endpoint.keyed(
  Endpoint.post("createOrg", "/api/orgs", {
    payload: { name: Schema.NonEmptyString },
    success: CreatedOrganization,
    error: [
      BadRequest,
      NameTaken,
      QuotaReached,
      when(NotForServiceAccounts, { status: 403, message: "Only users can create organizations" })
    ]
  }),
  {
    read: getByName,
    input: ({ name }) => ({ name }),
    // One of the name may have stood there before: it is never taken for the one that was to be created.
    decide: (_, found) => (Option.isSome(found) ? Endpoint.conflict : Endpoint.notDone)
  }
)

/**
 * Renames an organization.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#update-organization
 */
export const update = Endpoint.put("updateOrg", "/api/orgs/{id}", {
  params: { id: Id },
  payload: { name: Schema.NonEmptyString },
  success: Message,
  error: [
    BadRequest,
    // An unknown id (12.3.0).
    when(NotFound, { status: 500, message: "Failed to update organization" }),
    when(NameTaken, { status: 400, message: "Organization name taken" })
  ]
})

/**
 * Sets the address of an organization; what is left out, or `""`, stays. An unknown id is not noticed (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const updateAddress = Endpoint.put("updateOrgAddress", "/api/orgs/{id}/address", {
  params: { id: Id },
  payload: AddressFields,
  success: Message,
  error: [BadRequest]
})

/**
 * Deletes an organization with all that it holds; the users stay. The active one of who asks is `BadRequest`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#delete-organization
 */
export const remove = Endpoint.delete("deleteOrgByID", "/api/orgs/{id}", {
  params: { id: Id },
  success: Message,
  error: [BadRequest, NotFound],
  gone: { message: "Organization deleted" }
})

// ---- users -----------------------------------------------------------------------------------------------

/**
 * Lists the users of an organization, all at once; an unknown id has none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-users-in-organization
 */
export const listUsers = Endpoint.get("getOrgUsers", "/api/orgs/{id}/users", {
  params: { id: Id },
  success: Endpoint.nullAsEmpty(Schema.Array(OrganizationUser)),
  error: [BadRequest]
})

/**
 * Searches the users of an organization; an unknown id has none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#get-users-in-organization
 */
export const searchUsers = Endpoint.list(
  "searchOrgUsers",
  "/api/orgs/{id}/users/search",
  { params: { id: Id }, query: UserFilter, success: OrganizationUserPage, error: [BadRequest] },
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
 * Adds a user of the server to an organization; a user or an organization that is not there is `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#add-user-in-organization
 */
export const addUser = Endpoint.keyed(
  Endpoint.post("addOrgUser", "/api/orgs/{id}/users", {
    params: { id: Id },
    payload: { loginOrEmail: Schema.NonEmptyString, role: Role },
    success: AddedUser,
    error: [
      BadRequest,
      // An unknown organization is a 500 (12.3.0).
      when(NotFound, { status: 404 }, { status: 500, message: "Could not add user to organization" }),
      AlreadyMember,
      QuotaReached
    ]
  }),
  {
    read: listUsers,
    input: ({ id }) => ({ id }),
    decide: (sent, found) => judgeMember(sent, found)
  }
)

/**
 * Gives a user of an organization another role. The last admin keeps it: `LastAdmin`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#update-users-in-organization
 */
export const updateUser = Endpoint.patch("updateOrgUser", "/api/orgs/{id}/users/{userId}", {
  kind: "idempotent",
  params: { id: Id, userId: Id },
  payload: { role: Role },
  success: Message,
  error: [
    BadRequest,
    // An unknown user or organization (12.3.0).
    when(NotFound, { status: 500, message: "Failed update org user" }),
    when(LastAdmin, { status: 400, message: /no organization admin left/ }),
    ExternalUser
  ]
})

/**
 * Removes a user from an organization and keeps the user, also one who is in no other. Who is no member is not
 * noticed, and an unknown user a `ServerError` "Failed to remove user from organization" (12.3.0). The last admin is
 * `LastAdmin`, but an admin service account counts as one (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/#delete-user-in-organization
 */
export const removeUser = Endpoint.verified(
  Endpoint.delete("removeOrgUser", "/api/orgs/{id}/users/{userId}", {
    params: { id: Id, userId: Id },
    success: Message,
    error: [BadRequest, LastAdmin]
  }),
  {
    read: listUsers,
    input: ({ id }) => ({ id }),
    decide: (sent, found) => judgeRemoval(sent, found)
  }
)

// ---- quotas ----------------------------------------------------------------------------------------------

/**
 * Lists the quotas of an organization and how much of each is used; an unknown id has the server's (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const listQuotas = Endpoint.get("getOrgQuota", "/api/orgs/{id}/quotas", {
  params: { id: Id },
  success: Endpoint.nullAsEmpty(Schema.Array(Quota)),
  error: [BadRequest, NotFound, QuotasDisabled]
})

/**
 * Sets one quota of an organization; a `limit` of -1 is none. `target` is one that {@link listQuotas} names.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/org/
 */
export const setQuota = Endpoint.put("updateOrgQuota", "/api/orgs/{id}/quotas/{target}", {
  params: { id: Id, target: Schema.NonEmptyString },
  payload: { limit: Schema.Int },
  success: Message,
  error: [
    when(BadRequest, { status: 400 }, { status: 500, messageId: "quota.invalid-target-table" }),
    NotFound,
    QuotasDisabled
  ]
})
