import type { Provenance } from "../notifications/alertmanagerModel.js"
import type { ListOptions } from "./apisList.js"
import { annotations, clusterUid, namespaceOf, typed, type KubeObject } from "./apisObject.js"
import type { Page } from "./apisRoutes.js"
import { failure, forbidden, type Attempt, type Resource } from "./apisStatus.js"
import { pick, type JsonObject } from "../bind.js"
import type { FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { allowedSomewhere } from "../access/permissions.js"
import { type Context } from "../route.js"

/** A resource of the group that holds what an Alertmanager is told. */
export const notificationResource = (plural: string, kind: string): Resource => ({
  group: "notifications.alerting.grafana.app",
  version: "v0alpha1",
  plural,
  kind
})

/** Part of an object's head. */
interface Head {
  readonly name: string
  /** A hash of what the object says; what Grafana comes with has none. */
  readonly version?: string
  readonly provenance: Provenance | "system"
  readonly annotations?: Readonly<Record<string, string>>
}

/** An object without its kind, as lists have it. */
export const notificationItem = (org: Org, head: Head, spec: JsonObject): KubeObject => ({
  metadata: {
    name: head.name,
    namespace: namespaceOf(org),
    // Its kind is not yet known where the uid is made (12.3.0).
    uid: clusterUid("", "", namespaceOf(org), head.name),
    ...(head.version === undefined ? {} : { resourceVersion: head.version }),
    annotations: annotations({ ...head.annotations, "grafana.com/provenance": head.provenance || "none" })
  },
  spec
})

export const withKind = (resource: Resource, item: KubeObject): KubeObject => ({
  ...typed(resource),
  ...item
})

/** The fields that a list can be narrowed by: the name, and the texts at the top of a spec. */
const fieldOf = ({ metadata, spec }: KubeObject, path: string): unknown => {
  const [top, name = ""] = path.split(".")
  const fields = top === "metadata" ? metadata : pick(spec, { title: "string", name: "string" })
  return fields === undefined ? undefined : Object.entries(fields).find(([key]) => key === name)?.[1]
}

/** A list of all that the field selector leaves; neither limit nor token is heeded (12.3.0). */
export const notificationPage = (items: ReadonlyArray<KubeObject>, { fields }: ListOptions): Page => ({
  metadata: {},
  items: items.filter((item) => [...fields].every(([path, value]) => fieldOf(item, path) === value))
})

const reasons: Readonly<Record<number, string>> = {
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  500: "InternalError"
}

// Sound: every refusal that is handed in is an error with a message id.
const read = ({ body }: FakeResponse) =>
  JSON.parse(body) as { readonly message: string; readonly messageId: string; readonly extra?: JsonObject }

/** An error of the alerting services, told as a status whose causes are the error's data. */
export const asNotificationStatus = (refused: FakeResponse): FakeResponse => {
  const { extra, message, messageId } = read(refused)
  const causes = Object.entries(extra ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([field, value]) => ({ message: JSON.stringify(value), field }))
  return failure(refused.status, message, {
    reason: reasons[refused.status] ?? "Unknown",
    details: { uid: messageId, ...(causes.length === 0 ? {} : { causes }) }
  })
}

/** The version that a deletion asks for. */
export const preconditionOf = ({ request }: Context): string => {
  try {
    const body: unknown = JSON.parse(request.body ?? "")
    const { preconditions } = pick(body, { preconditions: "object" }) ?? {}
    return pick(preconditions ?? {}, { resourceVersion: "string" })?.resourceVersion ?? ""
  } catch {
    return ""
  }
}

export const resourceVersionOf = ({ metadata }: KubeObject): string =>
  typeof metadata["resourceVersion"] === "string" ? metadata["resourceVersion"] : ""

/** Refuses what the caller's role does not allow: reading takes the one permission, all else the other. */
export const notificationAuthorize =
  (resource: Resource, reading: string) =>
  (context: Context, attempt: Attempt): FakeResponse | undefined => {
    const { caller, org } = context
    const writes = attempt.verb !== "get" && attempt.verb !== "list"
    const isAllowed =
      allowedSomewhere(caller, org, reading) &&
      (!writes || allowedSomewhere(caller, org, "alert.notifications:write"))
    return isAllowed ? undefined : forbidden(resource, caller, attempt, "")
  }
