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
import { badRequest, notSupported } from "./apisStatus.js"
import { nameColumn } from "./apisTable.js"
import { pick } from "../bind.js"
import { json, publicError, type FakeResponse } from "../message.js"
import type { Org } from "../model.js"
import type { Context, Route } from "../route.js"
import {
  createTemplate,
  definedTemplate,
  removeTemplate,
  sortedTemplates,
  templateVersion,
  updateTemplate
} from "../notifications/templates.js"

const resource = notificationResource("templategroups", "TemplateGroup")

const itemOf = (org: Org, title: string, content: string): KubeObject =>
  notificationItem(
    org,
    {
      name: nameToUid(title),
      version: templateVersion(content),
      provenance: provenanceOf(org, "template", title)
    },
    { title, content }
  )

const view = (org: Org, title: string, content: string): KubeObject =>
  withKind(resource, itemOf(org, title, content))

const builtInName = "__default__"

/** The templates that Grafana comes with; their text is not kept here. */
const builtIn = (org: Org): KubeObject =>
  notificationItem(
    org,
    { name: builtInName, provenance: "system" },
    { title: "Built-in Templates", content: "" }
  )

const notFound = asNotificationStatus(
  publicError(404, "alerting.notifications.templates.notFound", "NotFound")
)

const titleOf = (org: Org, uid: string): string | undefined =>
  sortedTemplates(org).find(([title]) => nameToUid(title) === uid)?.[0]

const read = (object: KubeObject): { readonly title: string; readonly content: string } => {
  const { content = "", title = "" } =
    pick(object["spec"] ?? {}, { title: "string", content: "string" }) ?? {}
  return { title, content }
}

const get = ({ org }: Context, uid: string): KubeObject | FakeResponse => {
  if (uid === builtInName) return withKind(resource, builtIn(org))
  const title = titleOf(org, uid)
  return title === undefined ? notFound : view(org, title, org.alertmanager.config.templates[title] ?? "")
}

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  if (nameOf(object) !== "") return badRequest("object's metadata.name should be empty")
  const { content, title } = read(object)
  const refused = createTemplate(context, title, content, "")
  return refused === undefined
    ? view(context.org, title, definedTemplate(title, content))
    : asNotificationStatus(refused)
}

const update = (context: Context, uid: string, object: KubeObject): KubeObject | FakeResponse => {
  const old = titleOf(context.org, uid)
  if (old === undefined) return notFound
  const { content, title } = read(object)
  const sent = { name: title, template: content, version: resourceVersionOf(object) }
  const refused = updateTemplate(context, old, sent, "")
  return refused === undefined
    ? view(context.org, title, definedTemplate(title, content))
    : asNotificationStatus(refused)
}

const remove = (context: Context, uid: string): FakeResponse => {
  const title = titleOf(context.org, uid)
  if (title === undefined) return notFound
  const deleted = get(context, uid)
  const refused = removeTemplate(context, title, preconditionOf(context), "")
  return refused === undefined ? json(200, deleted) : asNotificationStatus(refused)
}

const storage: Storage = {
  resource,
  columns: [nameColumn],
  authorize: notificationAuthorize(resource, "alert.notifications.templates:read"),
  list: ({ org }, options) =>
    notificationPage(
      [builtIn(org), ...sortedTemplates(org).map(([title, content]) => itemOf(org, title, content))],
      options
    ),
  get,
  // A dry run creates (12.3.0).
  create,
  update,
  remove,
  removeAll: () => notSupported(resource, "deleteCollection")
}

export const apisTemplateGroupRoutes: ReadonlyArray<Route> = resourceRoutes(storage)
