import { isValidUid, maxUidLength } from "../words/identifiers.js"
import type { Org } from "../model.js"
import { newUid, nextId, type State } from "../state.js"

export interface PlaylistItem {
  readonly type: string
  readonly value: string
}

/** A playlist: the legacy routes call the title its name, and those under `/apis` call the uid its name. */
export interface Playlist {
  readonly id: number
  readonly uid: string
  title: string
  interval: string
  items: ReadonlyArray<PlaylistItem>
  readonly created: number
  updated: number
}

export interface PlaylistFields {
  readonly title: string
  readonly interval: string
  readonly items: ReadonlyArray<PlaylistItem>
}

/** Why a playlist is not stored; both kinds of routes answer 500 with these words. */
export interface PlaylistProblem {
  readonly problem: string
}

/** Items that stand for a dashboard's id are refused; an empty list is noticed only by the database (12.3.0). */
const itemsProblem = (items: ReadonlyArray<PlaylistItem>): string | undefined =>
  items.length === 0
    ? "no element on slice when insert"
    : items.some(({ type }) => type === "dashboard_by_id")
      ? "unsupported item type: dashboard_by_id"
      : undefined

const uidProblem = (org: Org, uid: string): string | undefined =>
  !isValidUid(uid)
    ? "uid contains illegal characters"
    : uid.length > maxUidLength
      ? "uid too long, max 40 characters"
      : org.playlists.get(uid) !== undefined
        ? "UNIQUE constraint failed: playlist.org_id, playlist.uid"
        : undefined

/** Adds a playlist under the given uid, or a new one where it is empty. */
export const addPlaylist = (
  state: State,
  org: Org,
  uid: string,
  fields: PlaylistFields
): Playlist | PlaylistProblem => {
  const problem = uidProblem(org, uid) ?? itemsProblem(fields.items)
  if (problem !== undefined) return { problem }
  const now = state.now()
  const playlist: Playlist = {
    id: nextId(state, "playlist"),
    uid: uid || newUid(state),
    ...fields,
    created: now,
    updated: now
  }
  org.playlists.add(playlist)
  return playlist
}

/** Puts other fields in the place of a playlist's own. */
export const changePlaylist = (
  state: State,
  playlist: Playlist,
  fields: PlaylistFields
): Playlist | PlaylistProblem => {
  const problem = itemsProblem(fields.items)
  if (problem !== undefined) return { problem }
  return Object.assign(playlist, fields, { updated: state.now() })
}
