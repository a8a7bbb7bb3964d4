/** Playlists: dashboards shown in turn. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Count, OpenEnum, Uid } from "./Common.js"

/** What a playlist shows: the dashboard of a uid, or all that bear a tag. Ids are of one Grafana only, and old. */
export interface PlaylistItem extends Schema.Schema.Type<typeof playlistItem> {}
const playlistItem = Schema.Struct({
  type: OpenEnum("dashboard_by_uid", "dashboard_by_tag", "dashboard_by_id"),
  value: Schema.String,
  title: Schema.optional(Schema.String)
})
export const PlaylistItem: Schema.Schema<PlaylistItem> = playlistItem

/** A playlist; a creation answers without its items before Grafana 10. */
export interface Playlist extends Schema.Schema.Type<typeof playlist> {}
const playlist = Schema.Struct({
  uid: Schema.String,
  name: Schema.String,
  interval: Schema.String,
  items: Schema.optional(Endpoint.nullAsEmpty(Schema.Array(PlaylistItem)))
})
export const Playlist: Schema.Schema<Playlist> = playlist

/** A playlist as listings show it. */
export interface PlaylistHit extends Schema.Schema.Type<typeof playlistHit> {}
const playlistHit = Schema.Struct({
  id: Schema.optional(Schema.Int),
  uid: Schema.String,
  name: Schema.String,
  interval: Schema.String
})
export const PlaylistHit: Schema.Schema<PlaylistHit> = playlistHit

/**
 * Lists the playlists, all or those whose name holds `query`. Grafana 12.3.0 gives all, whatever the `limit`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#search-playlist
 */
export const list = Endpoint.list(
  "searchPlaylists",
  "/api/playlists",
  {
    query: { query: Schema.optional(Schema.String), limit: Schema.optional(Count) },
    success: Endpoint.nullAsEmpty(Schema.Array(PlaylistHit))
  },
  Pagination.limit({ size: "limit", pageSize: 1000, items: "", id: "uid" })
)

/**
 * Reads one playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#get-one-playlist
 */
export const get = Endpoint.get("getPlaylist", "/api/playlists/{uid}", {
  params: { uid: Uid },
  success: Playlist,
  error: [NotFound]
})

/**
 * Reads the items of a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#get-playlist-items
 */
export const getItems = Endpoint.get("getPlaylistItems", "/api/playlists/{uid}/items", {
  params: { uid: Uid },
  success: Endpoint.nullAsEmpty(Schema.Array(PlaylistItem)),
  error: [NotFound]
})

const payload = {
  name: Schema.NonEmptyString,
  // A time as in "5m".
  interval: Schema.NonEmptyString,
  // None at all is a 500 (12.3.0).
  items: Schema.NonEmptyArray(
    Schema.Struct({
      type: Schema.Literal("dashboard_by_uid", "dashboard_by_tag", "dashboard_by_id"),
      value: Schema.NonEmptyString,
      title: Schema.optional(Schema.String)
    })
  )
}

/**
 * Creates a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#create-a-playlist
 */
export const create = Endpoint.post("createPlaylist", "/api/playlists", {
  payload,
  success: Playlist,
  error: [BadRequest, NotFound]
})

/**
 * Replaces a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#update-a-playlist
 */
export const update = Endpoint.put("updatePlaylist", "/api/playlists/{uid}", {
  params: { uid: Uid },
  payload,
  success: Playlist,
  error: [BadRequest, NotFound]
})

/**
 * Deletes a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/#delete-a-playlist
 */
export const remove = Endpoint.verified(
  // What a success's body holds depends on the version and tells nothing.
  Endpoint.delete("deletePlaylist", "/api/playlists/{uid}", { params: { uid: Uid }, error: [NotFound] }),
  {
    read: get,
    input: ({ uid }) => ({ uid }),
    decide: (_, found) => (Option.isNone(found) ? Endpoint.done(undefined) : Endpoint.notDone)
  }
)
