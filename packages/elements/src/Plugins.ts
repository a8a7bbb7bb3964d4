/** The plugins of the server: what is installed, and how each is set up in the current organization. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import {
  AlreadyInstalled,
  BadRequest,
  CorePlugin,
  Incompatible,
  NotFound,
  Preinstalled,
  when
} from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { JsonObject, OpenEnum } from "./Common.js"
import { judgeInstall } from "./internal/judgeInstall.js"

const link = Schema.Struct({ name: Schema.String, url: Schema.optional(Schema.String) })

/** What a plugin says of itself; `version` is `""` for the plugins that Grafana brings along. */
export interface PluginInfo extends Schema.Schema.Type<typeof pluginInfo> {}
const pluginInfo = Schema.Struct({
  author: link,
  description: Schema.String,
  links: Endpoint.nullAsEmpty(Schema.Array(link)),
  logos: Schema.Struct({ small: Schema.String, large: Schema.String }),
  build: Schema.Struct({ time: Schema.optional(Schema.Number) }),
  screenshots: Endpoint.nullAsEmpty(
    Schema.Array(Schema.Struct({ name: Schema.String, path: Schema.String }))
  ),
  version: Schema.String,
  updated: Schema.String,
  keywords: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(Schema.String)))
})
export const PluginInfo: Schema.Schema<PluginInfo> = pluginInfo

/** What a plugin needs to run. */
export interface PluginDependencies extends Schema.Schema.Type<typeof pluginDependencies> {}
const pluginDependencies = Schema.Struct({
  grafanaDependency: Schema.optional(Schema.String),
  grafanaVersion: Schema.String,
  plugins: Endpoint.nullAsEmpty(
    Schema.Array(Schema.Struct({ id: Schema.String, type: Schema.String, name: Schema.String }))
  ),
  extensions: Schema.optional(
    Schema.Struct({ exposedComponents: Endpoint.nullAsEmpty(Schema.Array(Schema.String)) })
  )
})
export const PluginDependencies: Schema.Schema<PluginDependencies> = pluginDependencies

const fields = {
  id: Schema.String,
  name: Schema.String,
  type: OpenEnum("app", "datasource", "panel", "renderer"),
  enabled: Schema.Boolean,
  pinned: Schema.Boolean,
  info: PluginInfo,
  dependencies: PluginDependencies,
  latestVersion: Schema.String,
  hasUpdate: Schema.Boolean,
  defaultNavUrl: Schema.String,
  state: Schema.String,
  signature: OpenEnum("internal", "valid", "invalid", "modified", "unsigned"),
  signatureType: Schema.String,
  signatureOrg: Schema.String,
  angularDetected: Schema.optional(Schema.Boolean)
}

/** A plugin as the listing shows it; `enabled` and `pinned` are of the current organization. */
export interface Plugin extends Schema.Schema.Type<typeof plugin> {}
const plugin = Schema.Struct({
  ...fields,
  category: Schema.String,
  accessControl: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.Boolean })),
  iam: Schema.optional(
    Schema.Struct({
      permissions: Schema.optional(
        Schema.Array(Schema.Struct({ action: Schema.String, scope: Schema.optional(Schema.String) }))
      )
    })
  )
})
export const Plugin: Schema.Schema<Plugin> = plugin

/** A page or a dashboard that comes with a plugin. */
export interface PluginInclude extends Schema.Schema.Type<typeof pluginInclude> {}
const pluginInclude = Schema.Struct({
  name: Schema.String,
  path: Schema.String,
  type: Schema.String,
  component: Schema.String,
  role: Schema.String,
  action: Schema.optional(Schema.String),
  addToNav: Schema.Boolean,
  defaultNav: Schema.Boolean,
  slug: Schema.String,
  icon: Schema.String,
  uid: Schema.String
})
export const PluginInclude: Schema.Schema<PluginInclude> = pluginInclude

/** How a plugin is set up in the current organization. Of its secrets only the names are shown. */
export interface PluginSettings extends Schema.Schema.Type<typeof pluginSettings> {}
const pluginSettings = Schema.Struct({
  ...fields,
  autoEnabled: Schema.optional(Schema.Boolean),
  module: Schema.String,
  baseUrl: Schema.String,
  includes: Endpoint.nullAsEmpty(Schema.Array(PluginInclude)),
  // A list in older releases, a record of lists in 12.3.0.
  extensions: Schema.optional(Schema.Unknown),
  jsonData: Schema.NullOr(JsonObject),
  secureJsonFields: Schema.Record({ key: Schema.String, value: Schema.Boolean }),
  loadingStrategy: Schema.optional(Schema.String),
  moduleHash: Schema.optional(Schema.String),
  translations: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String }))
})
export const PluginSettings: Schema.Schema<PluginSettings> = pluginSettings

/** Why a plugin was not loaded. */
export interface PluginProblem extends Schema.Schema.Type<typeof pluginProblem> {}
const pluginProblem = Schema.Struct({
  errorCode: OpenEnum(
    "signatureMissing",
    "signatureModified",
    "signatureInvalid",
    "failedBackendStart",
    "angular"
  ),
  pluginId: Schema.optional(Schema.String),
  status: Schema.optional(Schema.String)
})
export const PluginProblem: Schema.Schema<PluginProblem> = pluginProblem

/** The id of a plugin: `grafana-testdata-datasource`. */
export const PluginId = Schema.NonEmptyString

/**
 * Lists the installed plugins, `core: 0` those that were added; `embedded: 0` leaves out the parts of apps. Who may
 * not administer plugins sees those that Grafana brings along.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const list = Endpoint.list(
  "getPlugins",
  "/api/plugins",
  {
    query: {
      type: Schema.optional(Schema.Literal("app", "datasource", "panel", "renderer")),
      core: Schema.optional(Schema.Literal(0, 1)),
      embedded: Schema.optional(Schema.Literal(0)),
      enabled: Schema.optional(Schema.Literal(1))
    },
    success: Schema.Array(Plugin)
  },
  Pagination.whole({ items: "" })
)

/**
 * Finds an installed plugin by its id.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const find = (id: string) =>
  Effect.map(list(), (plugins) => Option.fromNullable(plugins.find((it) => it.id === id)))

/**
 * Lists the plugins that the server could not load.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const listProblems = Endpoint.get("getPluginErrors", "/api/plugins/errors", {
  success: Endpoint.nullAsEmpty(Schema.Array(PluginProblem))
})

/**
 * Reads how a plugin is set up.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const getSettings = Endpoint.get("getPluginSettings", "/api/plugins/{id}/settings", {
  params: { id: PluginId },
  success: PluginSettings,
  error: [NotFound]
})

/**
 * Sets a plugin up. Everything has to be given, because Grafana switches off and empties what is left out; only the
 * secrets that are not named stay.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const updateSettings = Endpoint.post("updatePluginSettings", "/api/plugins/{id}/settings", {
  kind: "idempotent",
  params: { id: PluginId },
  payload: {
    enabled: Schema.Boolean,
    pinned: Schema.Boolean,
    jsonData: Schema.NullOr(JsonObject),
    secureJsonData: Schema.optional(
      Schema.Record({ key: Schema.String, value: Schema.Redacted(Schema.String) })
    )
  },
  success: Schema.Struct({ message: Schema.String }),
  error: [BadRequest, NotFound]
})

// grafana.com's own refusals come through with their status.
const refused = when(BadRequest, { status: 400 }, { status: 409 }, { status: 422 })

/**
 * Installs a plugin from grafana.com, the newest that fits or `version`. Grafana removes another version before it
 * downloads this one, so that a failure may leave neither (12.3.0), and the download takes its time: allow it more
 * than a call mostly needs. `RouteNotFound` where the server's configuration keeps plugins as they are.
 * @see https://grafana.com/docs/grafana/latest/administration/plugin-management/
 */
export const install = Endpoint.verified(
  Endpoint.post("installPlugin", "/api/plugins/{id}/install", {
    params: { id: PluginId },
    payload: { version: Schema.optional(Schema.NonEmptyString) },
    error: [refused, NotFound, AlreadyInstalled, Preinstalled, Incompatible, CorePlugin]
  }),
  {
    read: getSettings,
    // Without a version nothing tells the plugin from an older one that stood there.
    input: ({ id, version }) => (version === undefined ? undefined : { id }),
    decide: (sent, found) => judgeInstall(sent, found)
  }
)

/**
 * Installs a plugin where it is missing or of another version; true where that was so.
 * @see https://grafana.com/docs/grafana/latest/administration/plugin-management/
 */
export const ensure = (input: Endpoint.Input<typeof install>) =>
  install(input).pipe(
    Effect.as(true),
    Effect.catchTag("AlreadyInstalled", () => Effect.succeed(false))
  )

/**
 * Removes a plugin. What it was set up with stays for a later installation.
 * @see https://grafana.com/docs/grafana/latest/administration/plugin-management/
 */
export const uninstall = Endpoint.verified(
  Endpoint.post("uninstallPlugin", "/api/plugins/{id}/uninstall", {
    params: { id: PluginId },
    error: [NotFound, Preinstalled, CorePlugin]
  }),
  {
    read: getSettings,
    input: ({ id }) => ({ id }),
    decide: (_, found) => (Option.isNone(found) ? Endpoint.done(undefined) : Endpoint.notDone)
  }
)
