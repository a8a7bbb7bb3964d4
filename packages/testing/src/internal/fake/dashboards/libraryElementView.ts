import type { JsonObject } from "../bind.js"
import { avatarUrl, seconds } from "../words/format.js"
import type { LibraryElement } from "../model.js"
import type { Context } from "../route.js"

/** Who made or changed something: people by login, also long after. */
export const personView = ({ org, state }: Context, id: number): JsonObject => {
  const user = state.users.byId(id)
  const login = user?.login ?? org.serviceAccounts.byId(id)?.login ?? ""
  return { id, name: login, avatarUrl: avatarUrl(user?.email ?? login) }
}

export interface Place {
  readonly folderId: number
  readonly folderUid: string
  readonly folderName: string
}

/** A library element; `times` writes its moments, which differ between an answer to a write and a later one. */
export const elementView = (
  context: Context,
  element: LibraryElement,
  place: Place,
  times: { readonly created: (millis: number) => string; readonly updated: (millis: number) => string } = {
    created: seconds,
    updated: seconds
  }
): JsonObject => ({
  id: element.id,
  orgId: context.org.id,
  folderId: place.folderId,
  folderUid: place.folderUid,
  uid: element.uid,
  name: element.name,
  kind: element.kind,
  type: element.type,
  description: element.description,
  model: element.model,
  version: element.version,
  meta: {
    folderName: place.folderName,
    folderUid: place.folderUid,
    connectedDashboards: context.org.connections.get(element.uid)?.size ?? 0,
    created: times.created(element.created),
    updated: times.updated(element.updated),
    createdBy: personView(context, element.createdBy),
    updatedBy: personView(context, element.updatedBy)
  }
})
