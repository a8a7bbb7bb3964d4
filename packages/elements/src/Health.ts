/** Whether Grafana runs, and what it says of itself. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import { BadRequest, type CallError } from "@effect-grafana/core/GrafanaError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { OpenEnum } from "./Common.js"

/** How Grafana is. Version and commits are absent where the server hides them. */
export interface HealthStatus extends Schema.Schema.Type<typeof healthStatus> {}
const healthStatus = Schema.Struct({
  database: OpenEnum("ok", "failing"),
  version: Schema.optional(Schema.String),
  commit: Schema.optional(Schema.String),
  enterpriseCommit: Schema.optional(Schema.String)
})
export const HealthStatus: Schema.Schema<HealthStatus> = healthStatus

/** Which Grafana this is; `version` is `""` where the server hides it from this credential. */
export interface BuildInfo extends Schema.Schema.Type<typeof buildInfo> {}
const buildInfo = Schema.Struct({
  hideVersion: Schema.Boolean,
  version: Schema.String,
  versionString: Schema.optional(Schema.String),
  commit: Schema.String,
  commitShort: Schema.optional(Schema.String),
  buildstamp: Schema.Int,
  edition: OpenEnum("Open Source", "Enterprise"),
  latestVersion: Schema.String,
  hasUpdate: Schema.Boolean,
  env: Schema.String
})
export const BuildInfo: Schema.Schema<BuildInfo> = buildInfo

/** What Grafana tells its own web pages; of all that only the build is the same in every release. */
export interface FrontendSettings extends Schema.Schema.Type<typeof frontendSettings> {}
const frontendSettings = Schema.Struct(
  { buildInfo: BuildInfo },
  { key: Schema.String, value: Schema.Unknown }
)
export const FrontendSettings: Schema.Schema<FrontendSettings> = frontendSettings

/**
 * Tells whether Grafana and its database answer; needs no credential. A database that fails is a result too: Grafana
 * says so with status 503.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/other/#returns-health-information-about-grafana
 */
export const get = Endpoint.get("getHealth", "/api/health", { success: HealthStatus, statuses: [200, 503] })

/**
 * Reads what Grafana tells its own web pages: its build, the data sources, the plugins, the feature toggles.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/other/#get-settings
 */
export const getFrontendSettings = Endpoint.get("getFrontendSettings", "/api/frontend/settings", {
  success: FrontendSettings,
  error: [BadRequest]
})

/**
 * Reads which Grafana this is: its release, edition and commit, as it shows them to who is signed in.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/other/#get-settings
 */
export const build = (): Effect.Effect<BuildInfo, BadRequest | CallError, Grafana> =>
  Effect.map(getFrontendSettings(), ({ buildInfo }) => buildInfo)

/**
 * Grafana's version, without a suffix: `12.3.0` of `12.3.0-pre`. Asks for its health, and where the server hides the
 * version there, for the settings that it shows to who is signed in; none where they hide it too.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/other/#returns-health-information-about-grafana
 */
export const version = (): Effect.Effect<Option.Option<string>, BadRequest | CallError, Grafana> =>
  Effect.flatMap(get(), (health) =>
    health.version === undefined
      ? Effect.map(build(), ({ version }) => release(version))
      : Effect.succeed(release(health.version))
  )

const release = (version: string): Option.Option<string> =>
  Option.fromNullable(/^\d+\.\d+\.\d+/.exec(version)?.[0])
