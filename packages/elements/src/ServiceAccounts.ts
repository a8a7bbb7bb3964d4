/** Service accounts of the current organization, and their tokens. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NameTaken, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Count, Id, IdOrUid, Message, OpenEnum, Role } from "./Common.js"

const fields = {
  id: Schema.Int,
  uid: Schema.optional(Schema.String),
  name: Schema.String,
  login: Schema.String,
  orgId: Schema.Int,
  isDisabled: Schema.Boolean,
  isExternal: Schema.optional(Schema.Boolean),
  role: OpenEnum("None", "Viewer", "Editor", "Admin"),
  avatarUrl: Schema.String,
  accessControl: Schema.optional(Schema.NullOr(Schema.Record({ key: Schema.String, value: Schema.Boolean })))
}

/** A service account as listings show it; `tokens` counts them. */
export interface ServiceAccountHit extends Schema.Schema.Type<typeof serviceAccountHit> {}
const serviceAccountHit = Schema.Struct({ ...fields, tokens: Schema.Int })
export const ServiceAccountHit: Schema.Schema<ServiceAccountHit> = serviceAccountHit

/** A service account; `tokens` counts them and is absent for none, `requiredBy` names the plugin that it is of. */
export interface ServiceAccount extends Schema.Schema.Type<typeof serviceAccount> {}
const serviceAccount = Schema.Struct({
  ...fields,
  createdAt: Schema.String,
  updatedAt: Schema.String,
  teams: Endpoint.nullAsEmpty(Schema.Array(Schema.String)),
  tokens: Schema.optional(Schema.Int),
  requiredBy: Schema.optional(Schema.String)
})
export const ServiceAccount: Schema.Schema<ServiceAccount> = serviceAccount

/** A page of service accounts. */
export interface ServiceAccountPage extends Schema.Schema.Type<typeof serviceAccountPage> {}
const serviceAccountPage = Schema.Struct({
  totalCount: Schema.Int,
  serviceAccounts: Endpoint.nullAsEmpty(Schema.Array(ServiceAccountHit)),
  page: Schema.Int,
  perPage: Schema.Int
})
export const ServiceAccountPage: Schema.Schema<ServiceAccountPage> = serviceAccountPage

/** A token without its key; with no `expiration` it is good for ever. */
export interface Token extends Schema.Schema.Type<typeof token> {}
const token = Schema.Struct({
  id: Schema.Int,
  name: Schema.String,
  created: Schema.String,
  lastUsedAt: Schema.optional(Schema.NullOr(Schema.String)),
  expiration: Schema.NullOr(Schema.String),
  secondsUntilExpiration: Schema.Number,
  hasExpired: Schema.Boolean,
  isRevoked: Schema.optional(Schema.Boolean)
})
export const Token: Schema.Schema<Token> = token

/** A new token. Its `key` is the credential itself, as Grafana sends it and this once: wrap it in `Redacted`. */
export interface CreatedToken extends Schema.Schema.Type<typeof createdToken> {}
const createdToken = Schema.Struct({ id: Schema.Int, name: Schema.String, key: Schema.String })
export const CreatedToken: Schema.Schema<CreatedToken> = createdToken

// A uid that is not there is answered in the words of a missing route (12.3.0).
const AccountNotFound = when(NotFound, { status: 404, ambiguous: true })

/**
 * Searches service accounts by a part of their name or login. One of the filters holds at a time: `disabled` goes
 * before `external`, and that before `expiredTokens` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#search-service-accounts-with-paging
 */
export const search = Endpoint.list(
  "searchOrgServiceAccountsWithPaging",
  "/api/serviceaccounts/search",
  {
    query: {
      query: Schema.optional(Schema.String),
      // Grafana's OpenAPI writes it with a capital D, which is not heeded (12.3.0).
      disabled: Schema.optional(Schema.Boolean),
      expiredTokens: Schema.optional(Schema.Boolean),
      external: Schema.optional(Schema.Boolean),
      accesscontrol: Schema.optional(Schema.Boolean),
      page: Schema.optional(Count),
      perpage: Schema.optional(Count)
    },
    success: ServiceAccountPage
  },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "serviceAccounts",
    total: "totalCount",
    id: "id"
  })
)

/**
 * Finds the service account of a name, which an organization has once at most.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#search-service-accounts-with-paging
 */
export const find = (name: string) =>
  search.stream({ query: name }, { prefetch: 0 }).pipe(
    Stream.filter((it) => it.name === name),
    Stream.runHead
  )

/**
 * Reads one service account.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#get-a-service-account-by-id
 */
export const get = Endpoint.get("retrieveServiceAccount", "/api/serviceaccounts/{id}", {
  params: { id: IdOrUid },
  query: { accesscontrol: Schema.optional(Schema.Boolean) },
  success: ServiceAccount,
  error: [BadRequest, AccountNotFound]
})

/**
 * Creates a service account, without a token.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#create-service-account
 */
export const create = Endpoint.keyed(
  Endpoint.post("createServiceAccount", "/api/serviceaccounts", {
    payload: {
      name: Schema.NonEmptyString,
      role: Schema.optional(Role),
      isDisabled: Schema.optional(Schema.Boolean)
    },
    success: ServiceAccountHit,
    error: [
      BadRequest,
      // A 409 in Grafana's OpenAPI, a 400 in fact (12.3.0).
      when(NameTaken, { status: 400, messageId: "serviceaccounts.ErrAlreadyExists" }, { status: 409 })
    ]
  }),
  {
    read: search,
    input: ({ name }) => ({ query: name }),
    // One of the name may have stood there before: it is never taken for the one that was to be created.
    decide: ({ name }, found) =>
      Option.exists(found, ({ serviceAccounts }) => serviceAccounts.some((it) => it.name === name))
        ? Endpoint.conflict
        : Endpoint.notDone
  }
)

/**
 * Changes what is given of a service account; what is left out stays. A disabled one's tokens are refused.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#update-service-account
 */
export const update = Endpoint.patch("updateServiceAccount", "/api/serviceaccounts/{id}", {
  kind: "idempotent",
  params: { id: IdOrUid },
  payload: {
    name: Schema.optional(Schema.NonEmptyString),
    role: Schema.optional(Role),
    isDisabled: Schema.optional(Schema.Boolean)
  },
  success: Schema.Struct({
    id: Schema.Int,
    name: Schema.String,
    message: Schema.String,
    serviceaccount: ServiceAccount
  }),
  error: [
    BadRequest,
    AccountNotFound,
    when(NameTaken, { status: 400, messageId: "serviceaccounts.ErrAlreadyExists" }, { status: 409 })
  ]
})

/**
 * Deletes a service account with its tokens.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#delete-service-account
 */
export const remove = Endpoint.delete("deleteServiceAccount", "/api/serviceaccounts/{id}", {
  params: { id: IdOrUid },
  success: Message,
  error: [BadRequest, AccountNotFound],
  gone: { message: "Service account deleted" }
})

// ---- tokens ----------------------------------------------------------------------------------------------

/**
 * Lists the tokens of a service account, without their keys; an unknown id has none (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#get-service-account-tokens
 */
export const listTokens = Endpoint.get("listTokens", "/api/serviceaccounts/{id}/tokens", {
  params: { id: IdOrUid },
  success: Endpoint.nullAsEmpty(Schema.Array(Token)),
  error: [BadRequest, AccountNotFound]
})

/**
 * Creates a token, whose name is taken once in the organization. Without `secondsToLive`, or with 0, it never expires,
 * as far as the server allows that. Where the answer is lost although the token was made, so is its key: the call
 * fails as its request did; remove the token of the name.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#create-service-account-tokens
 */
export const createToken = Endpoint.keyed(
  Endpoint.post("createToken", "/api/serviceaccounts/{id}/tokens", {
    params: { id: IdOrUid },
    payload: { name: Schema.NonEmptyString, secondsToLive: Schema.optional(Schema.NonNegativeInt) },
    success: CreatedToken,
    error: [
      BadRequest,
      AccountNotFound,
      // A 409 in Grafana's OpenAPI, a 400 in fact (12.3.0).
      when(NameTaken, { status: 400, messageId: "serviceaccounts.ErrTokenAlreadyExists" }, { status: 409 })
    ]
  }),
  {
    read: listTokens,
    input: ({ id }) => ({ id }),
    decide: ({ name }, found) =>
      Option.exists(found, (tokens) => tokens.some((it) => it.name === name))
        ? Endpoint.conflict
        : Endpoint.notDone
  }
)

/**
 * Deletes a token, which is refused from then on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/serviceaccount/#delete-service-account-tokens
 */
export const removeToken = Endpoint.delete("deleteToken", "/api/serviceaccounts/{id}/tokens/{tokenId}", {
  params: { id: IdOrUid, tokenId: Id },
  success: Message,
  error: [BadRequest, AccountNotFound],
  gone: { message: "Service account token deleted" }
})
