import * as Playlists from "@effect-grafana/elements/Playlists"
import { namespaceOf } from "../apis/apisObject.js"
import { playlistRefusal, playlistResource } from "../apis/apisPlaylists.js"
import { asClassic, notFound as missing } from "../apis/apisStatus.js"
import { bind, pick } from "../bind.js"
import { jsonApiError, middlewareJson, type FakeResponse } from "../message.js"
import { addPlaylist, changePlaylist } from "./playlistsModel.js"
import type { Playlist, PlaylistFields, PlaylistItem, PlaylistProblem } from "./playlistsModel.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"

const badRequest = jsonApiError(400, "bad request data")

/** These routes are clients of those under `/apis`, and hand on their words. */
const notFound = (uid: string): FakeResponse => asClassic(missing(playlistResource, uid))

const denied = (context: Context, verb: string, uid?: string): FakeResponse | undefined => {
  const { group, plural, version } = playlistResource
  const namespace = namespaceOf(context.org)
  const all = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`
  const path = uid === undefined ? all : `${all}/${uid}`
  const refusal = playlistRefusal(context, { verb, namespace, name: uid }, path)
  return refusal === undefined ? undefined : asClassic(refusal)
}

const view = ({ interval, items, title, uid }: Playlist) => ({ uid, name: title, interval, items })

const item = (value: unknown): PlaylistItem | undefined => {
  const fields = pick(value, { type: "string", value: "string" })
  return fields === undefined ? undefined : { type: fields.type ?? "", value: fields.value ?? "" }
}

interface Asked extends PlaylistFields {
  readonly uid: string
}

/** What a body asks for; a playlist has to have a name and an interval. */
const read = ({ request }: Context): Asked | undefined => {
  const body = bind(request, { uid: "string", name: "string", interval: "string", items: "array" })
  if (!body?.name || !body.interval) return undefined
  const items = (body.items ?? []).map(item)
  if (!items.every((one) => one !== undefined)) return undefined
  return { uid: body.uid ?? "", title: body.name, interval: body.interval, items }
}

const written = (result: Playlist | PlaylistProblem): FakeResponse =>
  "problem" in result ? jsonApiError(500, result.problem) : middlewareJson(200, view(result))

const create: Handler = (context) => {
  const asked = read(context)
  if (asked === undefined) return badRequest
  const { uid, ...fields } = asked
  return denied(context, "create") ?? written(addPlaylist(context.state, context.org, uid, fields))
}

const update: Handler = (context) => {
  const asked = read(context)
  if (asked === undefined) return badRequest
  const uid = param(context, "uid")
  const playlist = context.org.playlists.get(uid)
  if (playlist === undefined) return notFound(uid)
  const { uid: _, ...fields } = asked
  return denied(context, "update", uid) ?? written(changePlaylist(context.state, playlist, fields))
}

const remove: Handler = (context) => {
  const uid = param(context, "uid")
  const refused = denied(context, "delete", uid)
  if (refused !== undefined) return refused
  const playlist = context.org.playlists.get(uid)
  if (playlist === undefined) return notFound(uid)
  context.org.playlists.remove(playlist)
  return middlewareJson(200, "")
}

const one =
  (show: (playlist: Playlist) => unknown): Handler =>
  (context) => {
    const uid = param(context, "uid")
    const playlist = context.org.playlists.get(uid)
    return playlist === undefined ? notFound(uid) : middlewareJson(200, show(playlist))
  }

/** `limit` is not heeded (12.3.0). */
const list: Handler = ({ org, query }) => {
  const wanted = query.get("query").toUpperCase()
  const found = [...org.playlists.values()].filter(({ title }) => title.toUpperCase().includes(wanted))
  return middlewareJson(
    200,
    found.map(({ id, interval, title, uid }) => ({ id, uid, name: title, interval }))
  )
}

export const playlistRoutes: ReadonlyArray<Route> = [
  route(Playlists.list, list),
  route(Playlists.create, create),
  route(Playlists.get, one(view)),
  route(
    Playlists.getItems,
    one(({ items }) => items)
  ),
  route(Playlists.update, update),
  route(Playlists.remove, remove)
]
