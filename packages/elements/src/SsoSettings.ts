/** How users sign in through outside providers: GitHub, Google, Okta, SAML, LDAP ... From Grafana 10.2 on. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { JsonObject, OpenEnum } from "./Common.js"

/** The settings of a provider, secrets masked; `source` is where they stand, the database before the configuration. */
export interface SsoProvider extends Schema.Schema.Type<typeof ssoProvider> {}
const ssoProvider = Schema.Struct({
  id: Schema.String,
  provider: Schema.String,
  settings: JsonObject,
  source: OpenEnum("database", "system")
})
export const SsoProvider: Schema.Schema<SsoProvider> = ssoProvider

const Provider = OpenEnum(
  "github",
  "gitlab",
  "google",
  "generic_oauth",
  "grafana_com",
  "azuread",
  "okta",
  "saml",
  "ldap"
)

/**
 * Lists the providers that the credential may see, with their settings.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/sso-settings/#list-sso-settings
 */
export const list = Endpoint.get("listAllProvidersSettings", "/api/v1/sso-settings", {
  success: Schema.Array(SsoProvider),
  error: [BadRequest]
})

/**
 * Reads the settings of one provider.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/sso-settings/#get-sso-settings
 */
export const get = Endpoint.get("getProviderSettings", "/api/v1/sso-settings/{provider}", {
  params: { provider: Provider },
  success: SsoProvider,
  error: [BadRequest, NotFound]
})

/**
 * Replaces the settings of a provider in the database: what is left out comes from the server's configuration, and a
 * secret that is sent masked, as it was read, stays. Wrap secrets in `Redacted`. A provider that is unknown, or not
 * to be changed here, is `Forbidden`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/sso-settings/#update-sso-settings
 */
export const update = Endpoint.put("updateProviderSettings", "/api/v1/sso-settings/{provider}", {
  params: { provider: Provider },
  payload: {
    settings: Schema.Record({
      key: Schema.String,
      value: Schema.Union(Schema.Redacted(Schema.String), Schema.Unknown)
    })
  },
  error: [BadRequest, NotFound]
})

/**
 * Deletes the settings of a provider from the database: those of the server's configuration hold again.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/sso-settings/#delete-sso-settings
 */
export const remove = Endpoint.verified(
  Endpoint.delete("removeProviderSettings", "/api/v1/sso-settings/{provider}", {
    params: { provider: Provider },
    error: [BadRequest, NotFound]
  }),
  {
    read: get,
    input: ({ provider }) => ({ provider }),
    decide: (_, found) =>
      Option.exists(found, ({ source }) => source === "database")
        ? Endpoint.notDone
        : Endpoint.done(undefined)
  }
)
