import * as Health from "@effect-grafana/elements/Health"
import * as Kubernetes from "@effect-grafana/elements/Kubernetes"
import * as Organization from "@effect-grafana/elements/Organization"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Named = Schema.Struct({ namespace: Schema.NonEmptyString })

/** The namespace of the organization under `/apis`, which Grafana's pages are told; in Grafana Cloud no id tells it. */
export const namespace = Effect.flatMap(Health.getFrontendSettings(), (settings) =>
  Schema.is(Named)(settings)
    ? Effect.succeed(settings.namespace)
    : Effect.map(Organization.get(), ({ id }) => Kubernetes.namespaceOf(id))
)

/** What `namespace` calls. */
export const namespaceReads = [Health.getFrontendSettings, Organization.get]
