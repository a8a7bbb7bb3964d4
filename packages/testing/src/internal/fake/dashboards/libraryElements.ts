import { bind, type Bound, type JsonObject } from "../bind.js"
import { nanoseconds, seconds, sortKeys } from "../words/format.js"
import { isValidUid, maxUidLength } from "../words/identifiers.js"
import { elementView, personView, type Place } from "./libraryElementView.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { LibraryElement, Org } from "../model.js"
import { allowedInFolder } from "../access/permissions.js"
import { anywhere, param, route, type Access, type Context, type Handler, type Route } from "../route.js"
import { newUid, nextId } from "../state.js"
import { compareText } from "../words/table.js"

const notFound = message(404, "library element could not be found")
const exists = message(400, "library element with that name or UID already exists")
const notCreated = message(500, "Failed to create library element")
const noFolder = message(400, "failed to get folder")

const shape = {
  uid: "string",
  name: "string",
  kind: "number",
  folderUid: "string",
  version: "number",
  model: "object"
} as const

/** The folder that a body names: 0 is the root, `undefined` one that is missing or not the caller's to read. */
const folderId = ({ caller, org }: Context, folderUid: string | undefined): number | undefined => {
  if (folderUid === undefined || folderUid === "" || folderUid === "general") return 0
  const folder = org.folders.get(folderUid)
  return folder !== undefined && allowedInFolder(caller, org, "folders:read", folderUid)
    ? folder.id
    : undefined
}

/** A write's answer names the folder, but leaves the root nameless. */
const writtenPlace = (org: Org, id: number): Place => {
  const folder = org.folders.byId(id)
  return { folderId: id, folderUid: folder?.uid ?? "", folderName: folder?.title ?? "" }
}

const uidProblem = (uid: string): FakeResponse | undefined => {
  if (!isValidUid(uid)) return message(400, "uid contains illegal characters")
  return uid.length > maxUidLength ? message(400, "uid too long, max 40 characters") : undefined
}

/** The model with its type and description, which are the element's own fields, too. */
const synced = (model: JsonObject, type: string, description: string) => {
  const fields = {
    type: typeof model["type"] === "string" ? model["type"] : type,
    description: typeof model["description"] === "string" ? model["description"] : description
  }
  return { ...fields, model: sortKeys({ ...model, ...fields }) }
}

const create = (context: Context): FakeResponse => {
  const { caller, org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined || (body.kind ?? 0) === 0) return badRequestData
  const place = folderId(context, body.folderUid)
  if (place === undefined) return noFolder
  if (body.kind !== 1) return notCreated
  const wrong = uidProblem(body.uid ?? "")
  if (wrong !== undefined) return wrong
  const folderUid = body.folderUid === "" ? "general" : (body.folderUid ?? "")
  if (!allowedInFolder(caller, org, "library.panels:create", folderUid)) {
    return message(
      403,
      `insufficient permissions for creating library panel in folder with UID: '${folderUid}'`
    )
  }
  if (body.model === undefined) return notCreated
  if (org.libraryElements.get(body.uid ?? "") !== undefined) return exists
  const now = state.now()
  const element: LibraryElement = {
    id: nextId(state, "libraryElement"),
    uid: body.uid || newUid(state),
    name: body.name ?? "",
    kind: body.kind,
    folderId: place,
    folderUid,
    ...synced(body.model, "", ""),
    version: 1,
    created: now,
    createdBy: caller.id,
    updated: now,
    updatedBy: caller.id
  }
  org.libraryElements.add(element)
  const times = { created: nanoseconds, updated: nanoseconds }
  return ok({ result: elementView(context, element, writtenPlace(org, place), times) })
}

/** Reading one element says where it is by its folder's id, and calls the root "general". */
const readPlace = ({ caller, org }: Context, element: LibraryElement): Place | undefined => {
  if (element.folderId === 0) return { folderId: 0, folderUid: "general", folderName: "General" }
  const folder = org.folders.byId(element.folderId)
  if (folder === undefined || !allowedInFolder(caller, org, "folders:read", folder.uid)) return undefined
  return { folderId: folder.id, folderUid: folder.uid, folderName: folder.title }
}

const readable = (
  context: Context,
  elements: ReadonlyArray<LibraryElement>
): ReadonlyArray<JsonObject> | undefined => {
  const views = elements.map((element) => {
    const place = readPlace(context, element)
    return place === undefined ? undefined : elementView(context, element, place)
  })
  return views.every((view) => view !== undefined) ? views : undefined
}

const folderNotFound = message(404, "folder not found")

const get = (context: Context): FakeResponse => {
  const element = context.org.libraryElements.get(param(context, "uid"))
  if (element === undefined) return notFound
  const views = readable(context, [element])
  return views === undefined ? folderNotFound : ok({ result: views[0] })
}

const getByName = (context: Context): FakeResponse => {
  const name = param(context, "name")
  const found = [...context.org.libraryElements.values()].filter((element) => element.name === name)
  if (found.length === 0) return notFound
  const views = readable(
    context,
    found.sort((left, right) => compareText(left.uid, right.uid))
  )
  return views === undefined ? folderNotFound : ok({ result: views })
}

const patchProblem = (
  org: Org,
  element: LibraryElement,
  body: Bound<typeof shape>
): FakeResponse | undefined => {
  if (body.version !== element.version)
    return message(412, "the library element has been changed by someone else")
  const uid = body.uid ?? ""
  if (uid === "" || uid === element.uid) return undefined
  return uidProblem(uid) ?? (org.libraryElements.get(uid) === undefined ? undefined : exists)
}

const patch: Handler = (context) => {
  const { caller, org, request, state } = context
  const body = bind(request, shape)
  if (body === undefined || (body.kind ?? 0) === 0 || (body.version ?? 0) === 0) return badRequestData
  const place = folderId(context, body.folderUid)
  if (place === undefined) return noFolder
  if (body.kind !== 1) return message(500, "Failed to update library element")
  const element = org.libraryElements.get(param(context, "uid"))
  if (element === undefined) return notFound
  const problem = patchProblem(org, element, body)
  if (problem !== undefined) return problem
  const changed: LibraryElement = {
    ...element,
    uid: body.uid || element.uid,
    name: body.name || element.name,
    // The answer says "General" where no folder is named, but the element stays where it is (12.3.0).
    folderId: place === 0 ? element.folderId : place,
    ...synced(body.model ?? element.model, element.type, element.description),
    version: element.version + 1,
    updated: state.now(),
    updatedBy: caller.id
  }
  org.libraryElements.replace(element, changed)
  const times = { created: seconds, updated: nanoseconds }
  return ok({ result: elementView(context, changed, writtenPlace(org, place), times) })
}

const remove: Handler = (context) => {
  const { org } = context
  const element = org.libraryElements.get(param(context, "uid"))
  if (element === undefined) return notFound
  if ((org.connections.get(element.uid)?.size ?? 0) > 0)
    return message(403, "the library element has connections")
  org.libraryElements.remove(element)
  return json(200, { id: element.id, message: "Library element deleted" })
}

const connections: Handler = (context) => {
  const { caller, org } = context
  const element = org.libraryElements.get(param(context, "uid"))
  if (element === undefined) return notFound
  const result = [...(org.connections.get(element.uid) ?? [])].flatMap(([uid, connection]) => {
    const dashboard = org.dashboards.get(uid)
    if (dashboard === undefined || !allowedInFolder(caller, org, "folders:read", dashboard.folderUid))
      return []
    return [
      {
        id: connection.id,
        kind: element.kind,
        elementId: element.id,
        connectionId: dashboard.id,
        connectionUid: uid,
        created: seconds(connection.created),
        createdBy: personView(context, connection.createdBy)
      }
    ]
  })
  return ok({ result })
}

/** The permission on the element itself. A missing one is denied to everybody, until it was found once (12.3.0). */
const onElement =
  (action: string): Access =>
  (context) => {
    const { caller, org } = context
    const uid = param(context, "uid")
    const element = org.libraryElements.get(uid)
    if (element === undefined)
      return caller.role === "Admin" && org.resolvedElements.has(uid) ? undefined : action
    org.resolvedElements.add(uid)
    const folder = org.folders.byId(element.folderId)
    return allowedInFolder(caller, org, action, folder?.uid ?? "") ? undefined : action
  }

const one = "/api/library-elements/{uid}"

export const libraryElementRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/api/library-elements" }, create, {
    access: anywhere("library.panels:create")
  }),
  route({ method: "GET", path: "/api/library-elements/name/{name}" }, getByName, { open: true }),
  route({ method: "GET", path: one }, get, { access: anywhere("library.panels:read") }),
  route({ method: "PATCH", path: one }, patch, { access: onElement("library.panels:write") }),
  route({ method: "DELETE", path: one }, remove, { access: onElement("library.panels:delete") }),
  route({ method: "GET", path: `${one}/connections` }, connections, {
    access: onElement("library.panels:read")
  })
]
