/**
 * Contact points by the provisioning API: each is one integration (an e-mail address, a webhook), and those of one
 * name together are what policies and rules notify.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { InUse, NotFound, UidTaken, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Provenance } from "./Alerting.js"
import { JsonObject, Message, Uid } from "./Common.js"
import { refused } from "./internal/alerting.js"
import { judgeCreate } from "./internal/judgeContactPoint.js"
import { provenance } from "./internal/provenance.js"

/** A contact point; its `type` decides what `settings` hold. Secrets are `[REDACTED]`: sent back, they stay. */
export interface ContactPoint extends Schema.Schema.Type<typeof contactPoint> {}
const contactPoint = Schema.Struct({
  // "" for the one that Grafana comes with.
  uid: Schema.String,
  name: Schema.String,
  type: Schema.String,
  settings: JsonObject,
  disableResolveMessage: Schema.Boolean,
  provenance: Schema.optional(Provenance)
})
export const ContactPoint: Schema.Schema<ContactPoint> = contactPoint

/**
 * Lists the contact points, or those of one name.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-get-contactpoints
 */
export const list = Endpoint.get("RouteGetContactpoints", "/api/v1/provisioning/contact-points", {
  query: { name: Schema.optional(Schema.NonEmptyString) },
  success: Schema.Array(ContactPoint)
})

// The types are those of `types`; Grafana's OpenAPI lacks some of them.
const fields = {
  name: Schema.NonEmptyString,
  type: Schema.NonEmptyString,
  settings: JsonObject,
  disableResolveMessage: Schema.optional(Schema.Boolean)
}

/**
 * Creates a contact point; under a name that is there already it joins the others of it. With a `uid` of one's own,
 * an unknown outcome is read back.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-post-contactpoints
 */
export const create = Endpoint.keyed(
  Endpoint.post("RoutePostContactpoints", "/api/v1/provisioning/contact-points", {
    headers: provenance,
    payload: { uid: Schema.optional(Uid), ...fields },
    success: ContactPoint,
    error: [
      ...refused,
      when(UidTaken, { status: 409, messageId: "alerting.notifications.contact-points.uidInUse" })
    ]
  }),
  {
    read: list,
    input: ({ name, uid }) => (uid === undefined ? undefined : { name }),
    // The list is never missing, only empty.
    decide: (sent, found) =>
      judgeCreate(
        sent,
        Option.getOrElse(found, () => [])
      )
  }
)

/**
 * Replaces a contact point; without a version, so that the last one wins.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-put-contactpoint
 */
export const update = Endpoint.put("RoutePutContactpoint", "/api/v1/provisioning/contact-points/{uid}", {
  params: { uid: Uid },
  headers: provenance,
  payload: fields,
  success: Message,
  error: [...refused, NotFound]
})

/**
 * Deletes a contact point; one that is not there is no error. `InUse`: it is the last of its name, and a policy or a
 * rule notifies that; an earlier one goes without a word.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route-delete-contactpoints
 */
export const remove = Endpoint.delete(
  "RouteDeleteContactpoints",
  "/api/v1/provisioning/contact-points/{uid}",
  { params: { uid: Uid }, success: Message, error: [...refused, InUse] }
)

// ---- types -----------------------------------------------------------------------------------------------

/** A setting of a type of contact points, as a form shows it. */
export interface Setting extends Schema.Schema.Type<typeof setting> {
  readonly subformOptions?: ReadonlyArray<Setting> | null | undefined
}
const setting = Schema.Struct({
  element: Schema.String,
  inputType: Schema.String,
  label: Schema.String,
  description: Schema.String,
  placeholder: Schema.String,
  propertyName: Schema.String,
  selectOptions: Schema.NullOr(
    Schema.Array(
      Schema.Struct({
        value: Schema.String,
        label: Schema.String,
        description: Schema.optional(Schema.String)
      })
    )
  ),
  showWhen: Schema.Struct({ field: Schema.String, is: Schema.String }),
  required: Schema.Boolean,
  validationRule: Schema.String,
  secure: Schema.Boolean,
  dependsOn: Schema.optional(Schema.String)
})
export const Setting: Schema.Schema<Setting> = Schema.Struct({
  ...setting.fields,
  subformOptions: Schema.optional(
    Schema.NullOr(Schema.Array(Schema.suspend((): Schema.Schema<Setting> => Setting)))
  )
})

/** A type of contact points (`email`, `slack`, ...) and the settings that it takes. */
export interface ContactPointType extends Schema.Schema.Type<typeof contactPointType> {}
const contactPointType = Schema.Struct({
  type: Schema.String,
  name: Schema.String,
  heading: Schema.String,
  description: Schema.String,
  info: Schema.String,
  options: Schema.Array(Setting)
})
export const ContactPointType: Schema.Schema<ContactPointType> = contactPointType

/**
 * Lists the types of contact points that this Grafana has, with their settings.
 * @see https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
 */
export const types = Endpoint.get("getAlertNotifiers", "/api/alert-notifiers", {
  success: Schema.Array(ContactPointType)
})
