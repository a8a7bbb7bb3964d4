import { parseMatcher } from "../notifications/alertmanagerMatchers.js"
import type { Matcher, Policy } from "../notifications/alertmanagerModel.js"
import { provenanceOf, versionConflict } from "../notifications/alertmanagerStore.js"
import {
  asNotificationStatus,
  notificationAuthorize,
  notificationItem,
  notificationResource,
  resourceVersionOf,
  withKind
} from "./apisNotifications.js"
import type { KubeObject } from "./apisObject.js"
import { resourceRoutes, type Storage } from "./apisRoutes.js"
import { notFound, notSupported } from "./apisStatus.js"
import { nameColumn } from "./apisTable.js"
import { isObject, pick, type JsonObject } from "../bind.js"
import { Fingerprint } from "../words/fingerprint.js"
import { json, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { invalidPolicies, resetPolicies, savePolicies } from "../notifications/policies.js"
import { parseDuration } from "../words/prometheusDuration.js"
import { readPolicies } from "../notifications/policiesTree.js"
import type { Context, Route } from "../route.js"

const resource = notificationResource("routingtrees", "RoutingTree")

/** The only tree that there is. */
const onlyName = "user-defined"

const matcherView = ([label, type, value]: Matcher): JsonObject => ({ type, label, value })

/** All matchers of a policy, whichever of the four ways they are spelled in. */
const matchersOf = (policy: Policy): ReadonlyArray<Matcher> => [
  ...Object.entries(policy.match ?? {}).map(([label, value]): Matcher => [label, "=", value]),
  ...Object.entries(policy.match_re ?? {}).map(([label, value]): Matcher => [label, "=~", value]),
  ...(policy.matchers ?? []).map(parseMatcher).filter((matcher) => matcher !== undefined),
  ...(policy.object_matchers ?? [])
]

const timesOf = ({ group_interval, group_wait, repeat_interval }: Policy): JsonObject => ({
  group_wait,
  group_interval,
  repeat_interval
})

/** Fields that are `undefined` are left out where the answer is written. */
const routeView = (policy: Policy): JsonObject => {
  const matchers = matchersOf(policy).map(matcherView)
  return {
    receiver: policy.receiver,
    matchers: matchers.length === 0 ? undefined : matchers,
    continue: policy.continue ?? false,
    group_by: policy.group_by,
    mute_time_intervals: policy.mute_time_intervals,
    active_time_intervals: policy.active_time_intervals,
    routes: policy.routes?.map(routeView),
    ...timesOf(policy)
  }
}

const nanoseconds = 1_000_000

const hashPolicy = (hash: Fingerprint, policy: Policy): void => {
  const texts = (values: ReadonlyArray<string> = []) => values.forEach((value) => hash.text(value))
  hash.text(policy.receiver ?? "")
  texts(policy.group_by)
  texts(policy.group_by?.filter((label) => label !== "..."))
  hash.integer(policy.group_by?.includes("...") === true ? 1 : 0)
  for (const [label, operator, value] of matchersOf(policy))
    hash.text(`${label}${operator}${JSON.stringify(value)}`)
  texts(policy.mute_time_intervals)
  texts(policy.active_time_intervals)
  hash.integer(policy.continue === true ? 1 : 0)
  for (const text of [policy.group_wait, policy.group_interval, policy.repeat_interval]) {
    if (text === undefined) hash.bytes([255])
    else hash.integer((parseDuration(text) ?? 0) * nanoseconds)
  }
  policy.routes?.forEach((below) => hashPolicy(hash, below))
}

/** The hash by which Grafana tells the versions of the tree. */
const versionOf = (policy: Policy): string => {
  const hash = new Fingerprint("multiply last")
  hashPolicy(hash, policy)
  return hash.toString()
}

const item = (org: Org): KubeObject => {
  const { policy } = org.alertmanager.config
  return notificationItem(
    org,
    { name: onlyName, version: versionOf(policy), provenance: provenanceOf(org, "route", "") },
    {
      defaults: { receiver: policy.receiver, group_by: policy.group_by, ...timesOf(policy) },
      routes: (policy.routes ?? []).map(routeView)
    }
  )
}

const view = (org: Org): KubeObject => withKind(resource, item(org))

/** A route of a spec as the body of a policy. */
const policyBody = (route: unknown): unknown => {
  if (!isObject(route)) return route
  const { matchers, routes, ...fields } = route
  return {
    ...fields,
    ...(Array.isArray(matchers)
      ? {
          object_matchers: matchers.map((matcher) => {
            const {
              label = "",
              type = "",
              value = ""
            } = pick(matcher, { label: "string", type: "string", value: "string" }) ?? {}
            return [label, type, value]
          })
        }
      : {}),
    ...(Array.isArray(routes) ? { routes: routes.map(policyBody) } : {})
  }
}

const read = (object: KubeObject): Policy | undefined => {
  const { defaults, routes = [] } = pick(object["spec"] ?? {}, { defaults: "object", routes: "array" }) ?? {}
  return readPolicies({ ...defaults, routes: routes.map(policyBody) })
}

const withTree =
  <A>(use: (context: Context) => A) =>
  (context: Context, name: string): A | FakeResponse =>
    name === onlyName ? use(context) : notFound(resource, name)

const update = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  const { org } = context
  const policy = read(object)
  if (policy === undefined) return asNotificationStatus(invalidPolicies("routing tree cannot be read"))
  const version = resourceVersionOf(object)
  if (version !== "" && version !== versionOf(org.alertmanager.config.policy))
    return asNotificationStatus(versionConflict)
  const refused = savePolicies(context, policy, "")
  return refused === undefined ? view(org) : asNotificationStatus(refused)
}

const storage: Storage = {
  resource,
  columns: [nameColumn],
  authorize: notificationAuthorize(resource, "alert.notifications.routes:read"),
  list: ({ org }) => ({ metadata: {}, items: [item(org)] }),
  get: withTree(({ org }) => view(org)),
  create: () => notSupported(resource, "create"),
  update: (context, name, object) => withTree(() => update(context, object))(context, name),
  remove: withTree((context) => {
    const deleted = view(context.org)
    const refused = resetPolicies(context, "")
    return refused === undefined ? json(200, deleted) : asNotificationStatus(refused)
  }),
  removeAll: () => notSupported(resource, "deleteCollection")
}

export const apisRoutingTreeRoutes: ReadonlyArray<Route> = resourceRoutes(storage)
