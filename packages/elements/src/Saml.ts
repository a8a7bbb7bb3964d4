/**
 * Single sign-on by SAML: the addresses that browsers and the identity provider call, for tests of such a set-up. A
 * success is the redirect, whose target stands in the header `location` (`Endpoint.withResponse`). Grafana Enterprise
 * and Cloud; elsewhere everything here is `RouteNotFound`. No recording shows it: it is as Grafana's OpenAPI has it.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Secret } from "./Common.js"

const redirect = { kind: "unsafe", statuses: [302] } as const

/**
 * Reads what the identity provider has to know of this Grafana, as XML.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/saml/
 */
export const getMetadata = Endpoint.get("getMetadata", "/api/saml/metadata", {
  success: Schema.String,
  response: "text"
})

/**
 * Hands in what the identity provider says of a user, and signs the user in.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/saml/
 */
export const postAssertion = Endpoint.post("postACS", "/api/saml/acs", {
  ...redirect,
  query: { RelayState: Schema.optional(Schema.String) },
  payload: { SAMLResponse: Secret },
  encoding: "form"
})

/**
 * Begins the sign-out of the session's user here and at the identity provider.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/saml/
 */
export const logout = Endpoint.get("getSAMLLogout", "/api/logout/saml", { ...redirect, error: [NotFound] })

/**
 * Comes back from the identity provider after a sign-out.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/saml/
 */
export const getLogoutCallback = Endpoint.get("getSLO", "/api/saml/slo", { ...redirect, error: [BadRequest] })

/**
 * Hands in the identity provider's answer to a sign-out, or its demand for one.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/saml/
 */
export const postLogoutCallback = Endpoint.post("postSLO", "/api/saml/slo", {
  ...redirect,
  query: { SAMLRequest: Schema.optional(Secret), SAMLResponse: Schema.optional(Secret) },
  error: [BadRequest]
})
