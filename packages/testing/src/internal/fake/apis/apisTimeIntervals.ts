import type { MuteTiming } from "../notifications/alertmanagerModel.js"
import { nameToUid, provenanceOf } from "../notifications/alertmanagerStore.js"
import {
  asNotificationStatus,
  notificationAuthorize,
  notificationItem,
  notificationPage,
  notificationResource,
  preconditionOf,
  resourceVersionOf,
  withKind
} from "./apisNotifications.js"
import { nameOf, type KubeObject } from "./apisObject.js"
import { resourceRoutes, type Storage } from "./apisRoutes.js"
import { badRequest, notFound, notSupported } from "./apisStatus.js"
import { nameColumn } from "./apisTable.js"
import { json, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import { createMuteTiming, removeMuteTiming, updateMuteTiming } from "../notifications/muteTimings.js"
import { sortedMuteTimings } from "../notifications/muteTimingsExport.js"
import { muteTimingVersion, readMuteTiming } from "../notifications/muteTimingsInterval.js"
import type { Context, Route } from "../route.js"

const resource = notificationResource("timeintervals", "TimeInterval")

const itemOf = (org: Org, timing: MuteTiming): KubeObject =>
  notificationItem(
    org,
    {
      name: nameToUid(timing.name),
      version: muteTimingVersion(timing),
      provenance: provenanceOf(org, "muteTimeInterval", timing.name)
    },
    { ...timing }
  )

const view = (org: Org, timing: MuteTiming): KubeObject => withKind(resource, itemOf(org, timing))

const invalid = (problem: string): FakeResponse =>
  publicError(
    400,
    "alerting.notifications.time-intervals.invalidFormat",
    "Time interval is in invalid format. Correct the payload and try again.",
    { Error: problem }
  )

const read = (object: KubeObject): MuteTiming | FakeResponse => {
  const timing = readMuteTiming(object["spec"] ?? {})
  if (timing === undefined) return invalid("time interval cannot be read")
  return timing.name === "" ? invalid("missing name in mute time interval") : timing
}

const find = (org: Org, uid: string): MuteTiming | undefined =>
  org.alertmanager.config.muteTimings.find(({ name }) => nameToUid(name) === uid)

/** Does something with a time interval that is there. */
const withTiming =
  <A>(use: (context: Context, timing: MuteTiming) => A) =>
  (context: Context, uid: string): A | FakeResponse => {
    const timing = find(context.org, uid)
    return timing === undefined ? notFound(resource, uid) : use(context, timing)
  }

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  if (nameOf(object) !== "") return badRequest("object's metadata.name should be empty")
  const timing = read(object)
  if ("status" in timing) return asNotificationStatus(timing)
  const refused = createMuteTiming(context, timing, "")
  return refused === undefined ? view(context.org, timing) : asNotificationStatus(refused)
}

const storage: Storage = {
  resource,
  columns: [nameColumn],
  authorize: notificationAuthorize(resource, "alert.notifications.time-intervals:read"),
  list: ({ org }, options) =>
    notificationPage(
      sortedMuteTimings(org).map((timing) => itemOf(org, timing)),
      options
    ),
  get: withTiming(({ org }, timing) => view(org, timing)),
  // A dry run creates (12.3.0).
  create,
  update: (context, uid, object) =>
    withTiming((_, old) => {
      const timing = read(object)
      if ("status" in timing) return asNotificationStatus(timing)
      const refused = updateMuteTiming(context, old, { timing, version: resourceVersionOf(object) }, "")
      return refused === undefined ? view(context.org, timing) : asNotificationStatus(refused)
    })(context, uid),
  remove: withTiming((context, timing) => {
    const deleted = view(context.org, timing)
    const refused = removeMuteTiming(context, timing, preconditionOf(context), "")
    return refused === undefined ? json(200, deleted) : asNotificationStatus(refused)
  }),
  removeAll: () => notSupported(resource, "deleteCollection")
}

export const apisTimeIntervalRoutes: ReadonlyArray<Route> = resourceRoutes(storage)
