/** All users of the server. Most of it needs a server admin's login: no token can be one. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  BadRequest,
  ExternalUser,
  LoginTaken,
  NotFound,
  NotInOrganization
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, Id, IdOrUid, Message, OpenEnum } from "./Common.js"
import { Team } from "./Teams.js"

/** A user; `orgId` is the active organization, absent where the user is in none. */
export interface User extends Schema.Schema.Type<typeof user> {}
const user = Schema.Struct({
  id: Schema.Int,
  uid: Schema.optional(Schema.String),
  email: Schema.String,
  name: Schema.String,
  login: Schema.String,
  theme: Schema.String,
  orgId: Schema.optional(Schema.Int),
  isGrafanaAdmin: Schema.Boolean,
  isDisabled: Schema.Boolean,
  isExternal: Schema.Boolean,
  isExternallySynced: Schema.optional(Schema.Boolean),
  isGrafanaAdminExternallySynced: Schema.optional(Schema.Boolean),
  isProvisioned: Schema.optional(Schema.Boolean),
  authLabels: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
  updatedAt: Schema.String,
  createdAt: Schema.String,
  avatarUrl: Schema.String,
  accessControl: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean }))
})
export const User: Schema.Schema<User> = user

/** A user as listings show it; `lastSeenAt` lies ten years back for one who never signed in. */
export interface UserHit extends Schema.Schema.Type<typeof userHit> {}
const userHit = Schema.Struct({
  id: Schema.Int,
  uid: Schema.optional(Schema.String),
  name: Schema.String,
  login: Schema.String,
  email: Schema.String,
  avatarUrl: Schema.String,
  isAdmin: Schema.Boolean,
  isDisabled: Schema.Boolean,
  isProvisioned: Schema.optional(Schema.Boolean),
  lastSeenAt: Schema.String,
  lastSeenAtAge: Schema.String,
  authLabels: Endpoint.nullAsEmpty(Schema.Array(Schema.String))
})
export const UserHit: Schema.Schema<UserHit> = userHit

/** A page of users. */
export interface UserPage extends Schema.Schema.Type<typeof userPage> {}
const userPage = Schema.Struct({
  totalCount: Schema.Int,
  users: Endpoint.nullAsEmpty(Schema.Array(UserHit)),
  page: Schema.Int,
  perPage: Schema.Int
})
export const UserPage: Schema.Schema<UserPage> = userPage

/** An organization that a user is in, and the role there. */
export interface Membership extends Schema.Schema.Type<typeof membership> {}
const membership = Schema.Struct({
  orgId: Schema.Int,
  name: Schema.String,
  role: OpenEnum("None", "Viewer", "Editor", "Admin")
})
export const Membership: Schema.Schema<Membership> = membership

// Not in Grafana's OpenAPI, but for page and perpage of the first; a part of login, e-mail or name is the `query`.
const filters = {
  query: Schema.optional(Schema.String),
  activeLast30Days: Schema.optional(Schema.Boolean),
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
 * Lists users, without a total: prefer {@link search}.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#search-users
 */
export const list = Endpoint.list(
  "searchUsers",
  "/api/users",
  { query: filters, success: Endpoint.nullAsEmpty(Schema.Array(UserHit)), error: [BadRequest] },
  Pagination.number({ page: "page", size: "perpage", first: 1, pageSize: 1000, items: "", id: "id" })
)

/**
 * Searches users by a part of login, e-mail or name.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#search-users-with-paging
 */
export const search = Endpoint.list(
  "searchUsersWithPaging",
  "/api/users/search",
  { query: filters, success: UserPage, error: [BadRequest] },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "users",
    total: "totalCount",
    id: "id"
  })
)

/**
 * Reads one user.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#get-single-user-by-id
 */
export const get = Endpoint.get("getUserByID", "/api/users/{id}", {
  params: { id: IdOrUid },
  query: { accesscontrol: Schema.optional(Schema.Boolean) },
  success: User,
  error: [BadRequest, NotFound]
})

/**
 * Reads the user of a login or an e-mail. What {@link get} tells of outside logins and the avatar stays empty here
 * (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#get-single-user-by-usernamelogin-or-email
 */
export const lookup = Endpoint.get("getUserByLoginOrEmail", "/api/users/lookup", {
  query: { loginOrEmail: Schema.NonEmptyString },
  success: User,
  error: [NotFound]
})

/**
 * Finds the user of a login or an e-mail, where it is no failure that there is none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#get-single-user-by-usernamelogin-or-email
 */
export const find = (loginOrEmail: string) =>
  lookup({ loginOrEmail }).pipe(
    Effect.asSome,
    Effect.catchTag("NotFound", () => Effect.succeed(Option.none<User>()))
  )

/**
 * Changes a user; fields left out stay. The login has to be given, because Grafana makes a lone e-mail the login
 * too. An unknown id and a taken login are a `ServerError` "Failed to update user" (12.3.0). Where the server
 * verifies e-mails, a new one is only asked for by mail, and all else in the call is dropped.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#user-update
 */
export const update = Endpoint.put("updateUser", "/api/users/{id}", {
  params: { id: IdOrUid },
  payload: {
    login: Schema.NonEmptyString,
    email: Schema.optional(Schema.String),
    name: Schema.optional(Schema.String),
    theme: Schema.optional(Schema.String)
  },
  success: Message,
  error: [BadRequest, NotFound, LoginTaken, ExternalUser]
})

/**
 * Lists the organizations of a user; an unknown id is in none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#get-organizations-for-user
 */
export const listOrganizations = Endpoint.get("getUserOrgList", "/api/users/{id}/orgs", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(Membership)),
  error: [BadRequest, NotFound]
})

/**
 * Lists the teams of a user in the current organization; an unknown id is in none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#get-teams-for-user
 */
export const listTeams = Endpoint.get("getUserTeams", "/api/users/{id}/teams", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(Team)),
  error: [BadRequest, NotFound]
})

/**
 * Makes an organization the active one of a user; an unknown id is `NotInOrganization` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/user/#switch-user-context-for-a-specified-user
 */
export const switchOrganization = Endpoint.post("updateUserActiveOrg", "/api/users/{id}/using/{orgId}", {
  kind: "idempotent",
  params: { id: IdOrUid, orgId: Id },
  success: Message,
  error: [BadRequest, NotFound, NotInOrganization]
})
