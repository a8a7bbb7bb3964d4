import { managedFields } from "./apisManagedFields.js"
import { nameOf, callerName, namespaceOf, typed, type KubeObject } from "./apisObject.js"
import { resourceRoutes, type Storage } from "./apisRoutes.js"
import {
  alreadyExists,
  conflict,
  deleted,
  forbidden,
  invalid,
  notBuilt,
  notFound,
  type Attempt,
  type Resource
} from "./apisStatus.js"
import { createdColumn, nameColumn } from "./apisTable.js"
import { seconds } from "../words/format.js"
import { uuid } from "../words/identifiers.js"
import type { FakeResponse } from "../message.js"
import type { Context, Route } from "../route.js"
import { nextId } from "../state.js"

const resource: Resource = {
  group: "userstorage.grafana.app",
  version: "v0alpha1",
  plural: "user-storage",
  kind: "UserStorage"
}

/** `service:uid of the user`. */
const isOwn = ({ caller }: Context, name: string): boolean => {
  const [, uid, more] = name.split(":")
  return uid === (caller.user ?? caller.serviceAccount)?.uid && more === undefined
}

/** Nobody but a Grafana administrator sees what is another's, or a list. A new name is looked at later. */
const authorize = (context: Context, attempt: Attempt): FakeResponse | undefined =>
  context.caller.isGrafanaAdmin || attempt.verb === "create" || isOwn(context, attempt.name ?? "")
    ? undefined
    : forbidden(resource, context.caller, attempt, "forbidden")

/** In microseconds; no two writes have the same. */
const nextVersion = ({ state }: Context): string =>
  String(state.now() * 1000 + nextId(state, "resourceVersion"))

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse => {
  const { caller, org, state } = context
  const name = nameOf(object)
  if (name === "") {
    const why = "Required value: name or generateName is required"
    return invalid(resource, "", "metadata.name", "FieldValueRequired", why)
  }
  if (!isOwn(context, name)) {
    const why = "Forbidden: name must match service:user_uid"
    return invalid(resource, name, "metadata.name", "FieldValueForbidden", why)
  }
  if (org.userStorage.has(name)) return alreadyExists(resource, name)
  const stored: KubeObject = {
    ...typed(resource),
    metadata: {
      name,
      namespace: namespaceOf(org),
      uid: uuid(state.random),
      resourceVersion: nextVersion(context),
      generation: 1,
      creationTimestamp: seconds(state.now()),
      annotations: { "grafana.app/createdBy": callerName(caller) },
      managedFields: managedFields(context, resource, object, {})
    },
    spec: object["spec"]
  }
  org.userStorage.set(name, stored)
  return stored
}

const get = ({ org }: Context, name: string): KubeObject | FakeResponse =>
  org.userStorage.get(name) ?? notFound(resource, name)

const update = (context: Context, name: string, object: KubeObject): KubeObject | FakeResponse => {
  const { org } = context
  const current = org.userStorage.get(name)
  if (current === undefined) return notFound(resource, name)
  const { metadata } = current
  const { resourceVersion = "" } = object.metadata
  if (resourceVersion !== "" && resourceVersion !== metadata["resourceVersion"]) {
    return conflict(resource, name)
  }
  const next = { resourceVersion: nextVersion(context), generation: Number(metadata["generation"]) + 1 }
  const stored = { ...current, metadata: { ...metadata, ...next }, spec: object["spec"] }
  org.userStorage.set(name, stored)
  return stored
}

const storage: Storage = {
  resource,
  columns: [nameColumn, createdColumn],
  authorize,
  list: ({ org }) => {
    const items = [...org.userStorage.values()]
    const versions = items.map(({ metadata }) => Number(metadata["resourceVersion"]))
    return { metadata: { resourceVersion: String(Math.max(1, ...versions)) }, items }
  },
  get,
  create,
  update,
  createNamed: create,
  remove: ({ org }, name) => {
    const stored = org.userStorage.get(name)
    if (stored === undefined) return notFound(resource, name)
    org.userStorage.delete(name)
    return deleted(resource, name, String(stored.metadata["uid"]))
  },
  removeAll: () => notBuilt("the deletion of all that users store")
}

const plugins: Resource = {
  group: "plugins.grafana.app",
  version: "v0alpha1",
  plural: "plugins",
  kind: "Plugin"
}

/** The store of plugins that were installed through it: none. */
const pluginStorage: Storage = {
  resource: plugins,
  columns: [nameColumn, createdColumn],
  list: () => ({ metadata: { resourceVersion: "1" }, items: [] }),
  get: (_, name) => notFound(plugins, name),
  create: () => notBuilt("the creation of a plugin"),
  createNamed: () => notBuilt("the creation of a plugin"),
  update: (_, name) => notFound(plugins, name),
  remove: (_, name) => notFound(plugins, name),
  removeAll: () => notBuilt("the deletion of all plugins")
}

export const apisUserStorageRoutes: ReadonlyArray<Route> = [
  ...resourceRoutes(storage),
  ...resourceRoutes(pluginStorage)
]
