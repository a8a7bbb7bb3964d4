/** The receivers of Grafana's own Alertmanager, as they run, and tests of what they would send. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { AlertmanagerNotReady, BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Labels } from "./Alerting.js"
import { JsonObject, OpenEnum, Secret, Uid } from "./Common.js"

const error = [BadRequest, NotFound, AlertmanagerNotReady] as const

/** A receiver as it runs: when each of its integrations last notified, and what went wrong then. */
export interface RunningReceiver extends Schema.Schema.Type<typeof runningReceiver> {}
const runningReceiver = Schema.Struct({
  name: Schema.String,
  active: Schema.Boolean,
  integrations: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      sendResolved: Schema.Boolean,
      lastNotifyAttempt: Schema.optional(Schema.String),
      lastNotifyAttemptDuration: Schema.optional(Schema.String),
      lastNotifyAttemptError: Schema.optional(Schema.String)
    })
  )
})
export const RunningReceiver: Schema.Schema<RunningReceiver> = runningReceiver

/**
 * Lists the receivers that run.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
 */
export const list = Endpoint.get(
  "RouteGetGrafanaReceivers",
  "/api/alertmanager/grafana/config/api/v1/receivers",
  { success: Schema.Array(RunningReceiver), error }
)

// ---- tests -----------------------------------------------------------------------------------------------

/** How a test of receivers went: the alert that was sent, and what became of it at each integration. */
export interface ReceiverTest extends Schema.Schema.Type<typeof receiverTest> {}
const receiverTest = Schema.Struct({
  alert: Schema.Struct({ labels: Labels, annotations: Labels }),
  receivers: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      grafana_managed_receiver_configs: Schema.Array(
        Schema.Struct({
          name: Schema.String,
          uid: Schema.String,
          status: OpenEnum("ok", "failed"),
          error: Schema.optional(Schema.String)
        })
      )
    })
  ),
  notified_at: Schema.String
})
export const ReceiverTest: Schema.Schema<ReceiverTest> = receiverTest

/**
 * Sends a test alert to receivers that need not be saved; with the `uid` of a saved integration its secrets may be
 * left out. That a notification failed is a success here, told by each integration's `status`, though Grafana answers
 * 207, 400 or 408 then.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
 */
export const test = Endpoint.post(
  "RoutePostTestGrafanaReceivers",
  "/api/alertmanager/grafana/config/api/v1/receivers/test",
  {
    payload: {
      alert: Schema.optional(
        Schema.Struct({ labels: Schema.optional(Labels), annotations: Schema.optional(Labels) })
      ),
      receivers: Schema.NonEmptyArray(
        Schema.Struct({
          name: Schema.NonEmptyString,
          grafana_managed_receiver_configs: Schema.NonEmptyArray(
            Schema.Struct({
              uid: Schema.optional(Uid),
              name: Schema.NonEmptyString,
              type: Schema.NonEmptyString,
              disableResolveMessage: Schema.optional(Schema.Boolean),
              settings: JsonObject,
              secureSettings: Schema.optional(Schema.Record({ key: Schema.String, value: Secret }))
            })
          )
        })
      )
    },
    success: ReceiverTest,
    statuses: [200, 207, 400, 408],
    error
  }
)

/** What a template makes of alerts, or what is wrong with it. */
export interface TemplateTest extends Schema.Schema.Type<typeof templateTest> {}
const templateTest = Schema.Struct({
  results: Schema.optional(
    Schema.Array(Schema.Struct({ name: Schema.String, text: Schema.String, scope: Schema.String }))
  ),
  errors: Schema.optional(
    Schema.Array(
      Schema.Struct({
        kind: OpenEnum("invalid_template", "execution_error"),
        name: Schema.optional(Schema.String),
        message: Schema.String
      })
    )
  )
})
export const TemplateTest: Schema.Schema<TemplateTest> = templateTest

/**
 * Shows what a template makes of alerts; a template that is wrong is a success with `errors`.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/template-notifications/
 */
export const testTemplate = Endpoint.post(
  "RoutePostTestGrafanaTemplates",
  "/api/alertmanager/grafana/config/api/v1/templates/test",
  {
    kind: "safe",
    payload: {
      name: Schema.NonEmptyString,
      template: Schema.String,
      alerts: Schema.Array(
        Schema.Struct({
          labels: Labels,
          annotations: Schema.optional(Labels),
          startsAt: Schema.optional(Schema.NonEmptyString),
          endsAt: Schema.optional(Schema.NonEmptyString),
          generatorURL: Schema.optional(Schema.NonEmptyString)
        })
      )
    },
    success: TemplateTest,
    error
  }
)
