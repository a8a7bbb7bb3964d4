import {
  clusterUid,
  internalId,
  namespaceOf,
  nameOf,
  typed,
  updatedAnnotation,
  type KubeObject
} from "./apisObject.js"
import { resourceRoutes, type Storage } from "./apisRoutes.js"
import { failure, forbidden, notFound, type Attempt, type Resource } from "./apisStatus.js"
import { createdColumn, nameColumn, textColumn } from "./apisTable.js"
import { pick } from "../bind.js"
import { hasRole } from "../caller.js"
import { seconds } from "../words/format.js"
import { json, type FakeResponse } from "../message.js"
import {
  addPlaylist,
  changePlaylist,
  type Playlist,
  type PlaylistFields,
  type PlaylistProblem
} from "../dashboards/playlistsModel.js"
import type { Context, Route } from "../route.js"

export const playlistResource: Resource = {
  group: "playlist.grafana.app",
  version: "v0alpha1",
  plural: "playlists",
  kind: "Playlist"
}

const itemOf = ({ org }: Context, playlist: Playlist): KubeObject => ({
  metadata: {
    name: playlist.uid,
    namespace: namespaceOf(org),
    // Its kind is not yet known where the uid is made (12.3.0).
    uid: clusterUid("", "", namespaceOf(org), playlist.uid),
    resourceVersion: String(playlist.updated),
    creationTimestamp: seconds(playlist.created),
    labels: internalId(playlist.id),
    annotations: updatedAnnotation(playlist.updated)
  },
  spec: { title: playlist.title, interval: playlist.interval, items: playlist.items },
  status: {}
})

const view = (context: Context, playlist: Playlist): KubeObject => ({
  ...typed(playlistResource),
  ...itemOf(context, playlist)
})

const reads = ["get", "list"]

const role = ({ caller }: Context): string => caller.role ?? "None"

/** Why a role does not allow something; a role that may write may not delete all at once. */
export const playlistRefusal = (
  context: Context,
  attempt: Attempt,
  path: string
): FakeResponse | undefined => {
  const allowed = hasRole(context.caller, attempt.verb === "deletecollection" ? "Admin" : "Editor")
  if (allowed || reads.includes(attempt.verb)) return undefined
  const why = `Grafana org role (${role(context)}) didn't allow ${attempt.verb} access on requested resource=playlists, path=${path}`
  return forbidden(playlistResource, context.caller, attempt, why)
}

const authorize = (context: Context, attempt: Attempt): FakeResponse | undefined => {
  const [path = ""] = context.request.url.split("?")
  return playlistRefusal(context, attempt, path)
}

const fieldsOf = (object: KubeObject): PlaylistFields => {
  const spec = pick(object["spec"] ?? {}, { title: "string", interval: "string", items: "array" })
  const items = (spec?.items ?? []).map((item) => pick(item, { type: "string", value: "string" }))
  return {
    title: spec?.title ?? "",
    interval: spec?.interval ?? "",
    items: items.map((item) => ({ type: item?.type ?? "", value: item?.value ?? "" }))
  }
}

const stored = (context: Context, result: Playlist | PlaylistProblem): KubeObject | FakeResponse =>
  "problem" in result ? failure(500, result.problem) : view(context, result)

const create = (context: Context, object: KubeObject): KubeObject | FakeResponse =>
  stored(context, addPlaylist(context.state, context.org, nameOf(object), fieldsOf(object)))

/** Does something with a playlist that is there. */
const withPlaylist =
  <A>(use: (context: Context, playlist: Playlist) => A) =>
  (context: Context, name: string): A | FakeResponse => {
    const playlist = context.org.playlists.get(name)
    return playlist === undefined ? notFound(playlistResource, name) : use(context, playlist)
  }

const storage: Storage = {
  resource: playlistResource,
  columns: [
    nameColumn,
    textColumn("Title", "The playlist name", (object) => fieldsOf(object).title),
    textColumn("Interval", "How often the playlist will update", (object) => fieldsOf(object).interval),
    createdColumn
  ],
  authorize,
  // Neither limit nor token is heeded (12.3.0).
  list: (context) => ({
    metadata: {},
    items: [...context.org.playlists.values()].map((playlist) => itemOf(context, playlist))
  }),
  get: withPlaylist(view),
  create,
  // Heeds no `resourceVersion`: the last one wins (12.3.0).
  update: (context, name, object) =>
    withPlaylist((_, playlist) => stored(context, changePlaylist(context.state, playlist, fieldsOf(object))))(
      context,
      name
    ),
  remove: withPlaylist((context, playlist) => {
    context.org.playlists.remove(playlist)
    return json(200, view(context, playlist))
  }),
  removeAll: () => failure(500, "DeleteCollection for playlists not implemented")
}

export const apisPlaylistRoutes: ReadonlyArray<Route> = resourceRoutes(storage)
