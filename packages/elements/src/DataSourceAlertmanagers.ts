/**
 * Alertmanagers that are data sources, through Grafana. What one refuses has its own words; Prometheus' own takes no
 * configuration (`BadRequest`), Mimir's and Cortex' do.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { Labels } from "./Alerting.js"
import { AlertGroup, AlertmanagerStatus, Configuration, HeldAlert } from "./Alertmanager.js"
import { JsonObject, Message, Uid } from "./Common.js"
import { alertFilter } from "./internal/alertFilter.js"
import { proxied } from "./internal/proxied.js"
import { SavedSilence, Silence, SilenceInput } from "./Silences.js"

const params = { uid: Uid }
const ofSilence = { uid: Uid, id: Schema.NonEmptyString }

/**
 * Lists the alerts that an Alertmanager holds.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const listAlerts = Endpoint.get("RouteGetAMAlerts", "/api/alertmanager/{uid}/api/v2/alerts", {
  params,
  query: alertFilter,
  success: Endpoint.nullAsEmpty(Schema.Array(HeldAlert)),
  error: proxied
})

/**
 * Gives alerts to an Alertmanager, from and to RFC 3339 times.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const postAlerts = Endpoint.post("RoutePostAMAlerts", "/api/alertmanager/{uid}/api/v2/alerts", {
  kind: "idempotent",
  params,
  payload: Schema.NonEmptyArray(
    Schema.Struct({
      labels: Labels,
      annotations: Schema.optional(Labels),
      startsAt: Schema.optional(Schema.NonEmptyString),
      endsAt: Schema.optional(Schema.NonEmptyString),
      generatorURL: Schema.optional(Schema.NonEmptyString)
    })
  ),
  success: Message,
  error: proxied
})

/**
 * Lists the alerts that an Alertmanager holds, as they are notified together.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const listGroups = Endpoint.get(
  "RouteGetAMAlertGroups",
  "/api/alertmanager/{uid}/api/v2/alerts/groups",
  { params, query: alertFilter, success: Endpoint.nullAsEmpty(Schema.Array(AlertGroup)), error: proxied }
)

/**
 * Reads the state of an Alertmanager. A configuration that Grafana finds fault with is a `ServerError`.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const status = Endpoint.get("RouteGetAMStatus", "/api/alertmanager/{uid}/api/v2/status", {
  params,
  success: AlertmanagerStatus,
  error: proxied
})

// ---- silences --------------------------------------------------------------------------------------------

/**
 * Lists the silences of an Alertmanager; `filter` holds matchers like `severity="critical"`.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const listSilences = Endpoint.get("RouteGetSilences", "/api/alertmanager/{uid}/api/v2/silences", {
  params,
  query: { filter: Schema.optional(Schema.Array(Schema.NonEmptyString)) },
  success: Endpoint.nullAsEmpty(Schema.Array(Silence)),
  error: proxied
})

/**
 * Reads one silence of an Alertmanager.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const getSilence = Endpoint.get("RouteGetSilence", "/api/alertmanager/{uid}/api/v2/silence/{id}", {
  params: ofSilence,
  success: Silence,
  error: proxied
})

/**
 * Creates a silence of an Alertmanager, or changes the one of its `id`.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const saveSilence = Endpoint.post("RouteCreateSilence", "/api/alertmanager/{uid}/api/v2/silences", {
  params,
  payload: SilenceInput.fields,
  success: SavedSilence,
  error: proxied
})

/**
 * Ends a silence of an Alertmanager now.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const removeSilence = Endpoint.delete(
  "RouteDeleteSilence",
  "/api/alertmanager/{uid}/api/v2/silence/{id}",
  { params: ofSilence, success: Message, error: proxied }
)

// ---- configuration ---------------------------------------------------------------------------------------

const configuration = "/api/alertmanager/{uid}/config/api/v1/alerts"

/**
 * Reads the configuration of a Mimir or Cortex Alertmanager.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const getConfiguration = Endpoint.get("RouteGetAlertingConfig", configuration, {
  params,
  success: Configuration,
  error: proxied
})

/**
 * Replaces the configuration of a Mimir or Cortex Alertmanager. Older Grafana takes one for its own as well, under
 * the uid `grafana`; 12.3.0 answers `NotFound`.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const replaceConfiguration = Endpoint.post("RoutePostAlertingConfig", configuration, {
  kind: "idempotent",
  params,
  payload: { template_files: Schema.optional(Labels), alertmanager_config: JsonObject },
  success: Message,
  error: proxied
})

/**
 * Deletes the configuration of a Mimir or Cortex Alertmanager.
 * @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/
 */
export const removeConfiguration = Endpoint.delete("RouteDeleteAlertingConfig", configuration, {
  params,
  success: Message,
  error: proxied
})
