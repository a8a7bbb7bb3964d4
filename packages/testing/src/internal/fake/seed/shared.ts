/** What refers to dashboards, and who may use them. */
import { dashboardData } from "../dashboards/dashboardStore.js"
import type { Dashboard, Folder, Team, User } from "../model.js"
import { accessToken, longKey } from "../words/identifiers.js"
import * as Words from "./words.js"
import { inTurn, many, minute, pickFrom, send, uidOf, type Work } from "./making.js"

export const makePlaylist = (work: Work, dashboards: ReadonlyArray<Dashboard>, index: number): void => {
  const { random } = work
  const shown = inTurn(dashboards, index * 11)
  const items = [
    { type: "dashboard_by_tag", value: pickFrom(random, Words.tags, "prod") },
    ...(shown === undefined ? [] : [{ type: "dashboard_by_uid", value: shown.uid }])
  ]
  const name = `${pickFrom(random, Words.departments, "Platform")} wall ${index}`
  send(work, "POST", "/api/playlists", { name, interval: "1m", items })
}

export const makePublicDashboard = (work: Work, { uid }: Dashboard, index: number): void => {
  const body = {
    uid: uidOf(work.random, index),
    accessToken: accessToken(work.random),
    isEnabled: index % 3 !== 2,
    annotationsEnabled: index % 2 === 0,
    timeSelectionEnabled: index % 2 === 1,
    share: "public"
  }
  send(work, "POST", `/api/dashboards/uid/${uid}/public-dashboards`, body)
}

export const makeAnnotation = (work: Work, dashboards: ReadonlyArray<Dashboard>, index: number): void => {
  const { now, random } = work
  const dashboard = index % 2 === 0 ? inTurn(dashboards, index) : undefined
  const time = now - (index + 1) * minute
  const tag = pickFrom(random, Words.tags, "prod")
  send(work, "POST", "/api/annotations", {
    ...(dashboard === undefined ? {} : { dashboardUID: dashboard.uid, panelId: 1 + (index % 12) }),
    time,
    ...(index % 4 < 2 ? {} : { timeEnd: time + minute }),
    tags: ["deployment", tag],
    text: `${pickFrom(random, Words.services, "Service")} deployed, number ${index}`
  })
}

export const makeSnapshot = (work: Work, dashboards: ReadonlyArray<Dashboard>, index: number): void => {
  const { random } = work
  const taken = inTurn(dashboards, index * 13)
  const name = `${taken?.title ?? "Empty"} on day ${index}`
  send(work, "POST", "/api/snapshots", {
    dashboard: taken === undefined ? { title: name, panels: [] } : dashboardData(taken),
    name,
    key: longKey(random, 32),
    deleteKey: longKey(random, 32),
    expires: index % 2 === 0 ? 0 : 86_400
  })
}

const grantees = ({ random }: Work, teams: ReadonlyArray<Team>, users: ReadonlyArray<User>) => {
  const team = teams[Math.floor(random() * teams.length)]
  const user = users[Math.floor(random() * users.length)]
  return [
    { role: "Viewer", permission: 1 },
    { role: "Editor", permission: 2 },
    ...(team === undefined ? [] : [{ teamId: team.id, permission: 2 }]),
    ...(user === undefined ? [] : [{ userId: user.id, permission: 4 }])
  ]
}

/** Folders and dashboards in turn. */
export const makePermissions = (
  work: Work,
  folders: ReadonlyArray<Folder>,
  dashboards: ReadonlyArray<Dashboard>,
  teams: ReadonlyArray<Team>,
  users: ReadonlyArray<User>,
  count: number
): void => {
  many(count, (index) => {
    const turn = Math.floor(index / 2)
    const items = grantees(work, teams, users)
    const folder = index % 2 === 0 ? folders[turn] : undefined
    const dashboard = index % 2 === 1 ? dashboards[turn] : undefined
    if (folder !== undefined) send(work, "POST", `/api/folders/${folder.uid}/permissions`, { items })
    if (dashboard !== undefined) {
      send(work, "POST", `/api/dashboards/uid/${dashboard.uid}/permissions`, { items })
    }
  })
}
