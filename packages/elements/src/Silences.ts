/** Silences of Grafana's own Alertmanager: alerts that fit are not notified from one moment to another. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { AlertmanagerNotReady, BadRequest, NotFound, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Message, OpenEnum } from "./Common.js"

/** A silence; one that is deleted or over stays for a while, `expired`. */
export interface Silence extends Schema.Schema.Type<typeof silence> {}
const silence = Schema.Struct({
  id: Schema.String,
  status: Schema.Struct({ state: OpenEnum("pending", "active", "expired") }),
  updatedAt: Schema.String,
  startsAt: Schema.String,
  endsAt: Schema.String,
  createdBy: Schema.String,
  comment: Schema.String,
  matchers: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      value: Schema.String,
      isRegex: Schema.Boolean,
      isEqual: Schema.optional(Schema.Boolean)
    })
  ),
  metadata: Schema.optional(
    Schema.Struct({
      rule_uid: Schema.optional(Schema.String),
      rule_title: Schema.optional(Schema.String),
      folder_uid: Schema.optional(Schema.String)
    })
  ),
  accessControl: Schema.optional(
    Schema.partial(Schema.Struct({ read: Schema.Boolean, write: Schema.Boolean, create: Schema.Boolean }))
  )
})
export const Silence: Schema.Schema<Silence> = silence

/** A silence to save, from and to RFC 3339 times; with the `id` of one that is there it takes that one's place. */
export const SilenceInput = Schema.Struct({
  id: Schema.optional(Schema.NonEmptyString),
  startsAt: Schema.NonEmptyString,
  endsAt: Schema.NonEmptyString,
  createdBy: Schema.String,
  comment: Schema.String,
  matchers: Schema.NonEmptyArray(
    Schema.Struct({
      name: Schema.NonEmptyString,
      value: Schema.String,
      isRegex: Schema.Boolean,
      isEqual: Schema.optional(Schema.Boolean)
    })
  )
})

/** The id of a silence that was saved: a new one where its matchers or a beginning in the past were changed. */
export interface SavedSilence extends Schema.Schema.Type<typeof savedSilence> {}
const savedSilence = Schema.Struct({ silenceID: Schema.String })
export const SavedSilence: Schema.Schema<SavedSilence> = savedSilence

/**
 * Lists the silences, also those that have expired lately; `filter` holds matchers like `severity="critical"`.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/create-silence/
 */
export const list = Endpoint.get("RouteGetGrafanaSilences", "/api/alertmanager/grafana/api/v2/silences", {
  query: {
    filter: Schema.optional(Schema.Array(Schema.NonEmptyString)),
    ruleMetadata: Schema.optional(Schema.Boolean),
    accesscontrol: Schema.optional(Schema.Boolean)
  },
  success: Endpoint.nullAsEmpty(Schema.Array(Silence)),
  error: [
    // A filter that is none is a 500 (12.3.0).
    when(BadRequest, { status: 400 }, { status: 500, message: /bad matcher format/ }),
    NotFound,
    AlertmanagerNotReady
  ]
})

const error = [BadRequest, NotFound, AlertmanagerNotReady] as const

/**
 * Reads one silence.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/create-silence/
 */
export const get = Endpoint.get("RouteGetGrafanaSilence", "/api/alertmanager/grafana/api/v2/silence/{id}", {
  params: { id: Schema.NonEmptyString },
  query: {
    ruleMetadata: Schema.optional(Schema.Boolean),
    accesscontrol: Schema.optional(Schema.Boolean)
  },
  success: Silence,
  error
})

/**
 * Creates a silence, or changes the one of its `id`.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/create-silence/
 */
export const save = Endpoint.post("RouteCreateGrafanaSilence", "/api/alertmanager/grafana/api/v2/silences", {
  payload: SilenceInput.fields,
  success: SavedSilence,
  error
})

/**
 * Ends a silence now; it stays for a while, `expired`.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/create-silence/
 */
export const remove = Endpoint.verified(
  Endpoint.delete("RouteDeleteGrafanaSilence", "/api/alertmanager/grafana/api/v2/silence/{id}", {
    params: { id: Schema.NonEmptyString },
    success: Message,
    error
  }),
  {
    read: get,
    input: ({ id }) => ({ id }),
    decide: (_, found) =>
      Option.exists(found, ({ status }) => status.state !== "expired")
        ? Endpoint.notDone
        : Endpoint.done({ message: "silence deleted" })
  }
)
