import {
  annotations,
  clusterUid,
  internalId,
  namespaceOf,
  typed,
  updatedAnnotation,
  type KubeObject
} from "./apisObject.js"
import type { Resource } from "./apisStatus.js"
import type { JsonObject } from "../bind.js"
import { seconds } from "../words/format.js"
import { ancestorsOf } from "../folders/folderTree.js"
import type { Folder } from "../model.js"
import type { Context } from "../route.js"

export const folderResource: Resource = {
  group: "folder.grafana.app",
  version: "v1beta1",
  plural: "folders",
  kind: "Folder"
}

/** Folders name people by their ids, not by their uids as dashboards do. */
const who = ({ org, state }: Context, login: string): string | undefined => {
  const account = [...org.serviceAccounts.values()].find((one) => one.login === login)
  const id = account?.id ?? state.logins.get(login)?.id
  return id === undefined ? undefined : `user:${id}`
}

const objectOf = (
  { org }: Context,
  folder: Folder,
  generation: JsonObject,
  notes: Readonly<Record<string, string | undefined>>,
  description: string
): KubeObject => ({
  ...typed(folderResource),
  metadata: {
    name: folder.uid,
    namespace: namespaceOf(org),
    uid: clusterUid(folderResource.group, folderResource.kind, namespaceOf(org), folder.uid),
    resourceVersion: String(folder.updated),
    ...generation,
    creationTimestamp: seconds(folder.created),
    labels: internalId(folder.id),
    annotations: annotations({
      "grafana.app/folder": folder.parentUid,
      ...updatedAnnotation(folder.updated),
      ...notes
    })
  },
  spec: { title: folder.title, description },
  status: {}
})

/** A folder; the answer to its creation leaves the description out (12.3.0). */
export const folderObject = (
  context: Context,
  folder: Folder,
  description = folder.description
): KubeObject => {
  const people = {
    "grafana.app/createdBy": who(context, folder.createdBy),
    "grafana.app/updatedBy": who(context, folder.updatedBy)
  }
  return objectOf(context, folder, { generation: folder.version }, people, description)
}

/** A folder in a list, with its path, and without its generation and the people behind it (12.3.0). */
export const folderItem = (context: Context, folder: Folder, withPath: boolean): KubeObject => {
  const line = [...ancestorsOf(context.org, folder), folder]
  const path = {
    "grafana.app/fullpath": line.map(({ title }) => title.replaceAll("/", "\\/")).join("/"),
    "grafana.app/fullpathUIDs": line.map(({ uid }) => uid).join("/")
  }
  return objectOf(context, folder, {}, withPath ? path : {}, folder.description)
}
