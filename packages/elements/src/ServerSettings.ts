/**
 * The server's configuration in Grafana Enterprise, where the database may hold a part of it. `Admin.getSettings` reads
 * it everywhere. No recording shows it: it is as Grafana's page has it.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotImplemented, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Message } from "./Common.js"

const record = <A, I>(value: Schema.Schema<A, I>) => Schema.Record({ key: Schema.String, value })

/** By section and key: the value of each source, `default`, `config`, `db` and so on. Secrets are masked. */
export interface VerboseSettings extends Schema.Schema.Type<typeof verboseSettings> {}
const verboseSettings = record(record(record(Schema.String)))
export const VerboseSettings: Schema.Schema<VerboseSettings> = verboseSettings

/**
 * Reads the configuration with the source of each value; `NotImplemented` without Grafana Enterprise.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/settings-updates-at-runtime/
 */
export const getVerbose = Endpoint.get("adminGetSettingsVerbose", "/api/admin/settings-verbose", {
  success: VerboseSettings,
  error: [when(NotImplemented, { status: 501 })]
})

/**
 * Changes the part of the configuration that the database holds, by section and key, without a restart: so far the
 * section `auth.saml` only. Wrap secrets in `Redacted`. `RouteNotFound` without Grafana Enterprise.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/admin/#update-settings
 */
export const update = Endpoint.put("adminUpdateSettings", "/api/admin/settings", {
  payload: {
    updates: Schema.optional(record(record(Schema.Union(Schema.Redacted(Schema.String), Schema.String)))),
    removals: Schema.optional(record(Schema.Array(Schema.String)))
  },
  success: Message,
  error: [BadRequest]
})
