/** Playlists by the Kubernetes-style API; `metadata.name` is the playlist's uid. */
import { BadRequest, when } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { OpenEnum } from "./Common.js"
import * as Kubernetes from "./Kubernetes.js"
import { type KubernetesObject, objectOf } from "./KubernetesObjects.js"

const item = Schema.Struct({
  type: OpenEnum("dashboard_by_tag", "dashboard_by_uid", "dashboard_by_id"),
  value: Schema.String
})

/** What a playlist shows, and for how long each: `interval` is `5m`. */
export interface PlaylistSpec extends Schema.Schema.Type<typeof playlistSpec> {}
const playlistSpec = Schema.Struct({
  title: Schema.String,
  interval: Schema.String,
  items: Schema.Array(item)
})
export const PlaylistSpec: Schema.Schema<PlaylistSpec> = playlistSpec

/** A playlist. */
export interface PlaylistResource extends KubernetesObject<PlaylistSpec> {}
export const PlaylistResource: Schema.Schema<PlaylistResource> = objectOf({ spec: PlaylistSpec })

const playlists = Kubernetes.resource({
  group: "playlist.grafana.app",
  version: "v0alpha1",
  plural: "playlists",
  spec: Schema.Struct({
    title: Schema.NonEmptyString,
    interval: Schema.NonEmptyString,
    items: Schema.Array(item).pipe(Schema.minItems(1))
  }),
  object: PlaylistResource
})

/**
 * Lists the playlists, in one response whatever the `limit` (12.3.0).
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const list = Kubernetes.list("listPlaylistResources", playlists)

/**
 * Reads one playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const get = Kubernetes.get("getPlaylistResource", playlists)

/**
 * Creates a playlist of at least one item.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const create = Kubernetes.create("createPlaylistResource", playlists, get, [
  // The words of the database for a playlist of nothing (12.3.0).
  when(BadRequest, { status: 500, message: "no element on slice when insert" })
])

/**
 * Replaces a playlist. A stale `resourceVersion` is accepted and what somebody else wrote is lost (12.3.0); a `test`
 * in {@link patchJson} guards against that.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const update = Kubernetes.update("updatePlaylistResource", playlists, get)

/**
 * Changes a part of a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const patch = Kubernetes.patch("patchPlaylistResource", playlists, get)

/**
 * Changes a part of a playlist step by step, all of them or none.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const patchJson = Kubernetes.patchJson("patchPlaylistResourceByJson", playlists)

/**
 * Deletes a playlist.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/playlist/
 */
export const remove = Kubernetes.remove("deletePlaylistResource", playlists, get)
