/** One edit of an object of each kind in `full`, as somebody makes it, and what a plan then has to say. */
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { full } from "./full.js"

interface Json {
  readonly [field: string]: unknown
}

export interface Edit {
  readonly change: "create" | "update" | "conflict"
  /** The object; undefined where Grafana has drawn its key. */
  readonly key: string | undefined
  readonly at?: ReadonlyArray<string>
  /** Kinds that show the edit as well. */
  readonly also?: ReadonlyArray<string>
  readonly make: (fake: FakeGrafana.Service) => void
}

const authorization = `Basic ${Buffer.from("admin:admin").toString("base64")}`

const send = (fake: FakeGrafana.Service, method: string, url: string, body?: unknown): Json => {
  const headers = { authorization, "content-type": "application/json", "x-disable-provenance": "true" }
  const answer = fake.handle({
    method,
    url,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`)
  // Sound: whatever Grafana's answer is, its fields are looked up by name.
  return JSON.parse(answer.body) as Json
}

/** Reads something, and writes it back with a change. */
const rewrite =
  (method: string, path: string, change: (it: Json) => Json) =>
  (fake: FakeGrafana.Service): void =>
    void send(fake, method, path, change(send(fake, "GET", path)))

const write =
  (method: string, path: string, body?: Json) =>
  (fake: FakeGrafana.Service): void =>
    void send(fake, method, path, body)

/** The first of a kind. */
const one = <A>([first]: ReadonlyArray<A>): A => {
  if (first === undefined) throw new Error("there is none")
  return first
}

const [folder, source, element, board] = [
  one(full.folders),
  one(full.sources),
  one(full.elements),
  one(full.boards)
]
const [point, timing, template, rule] = [
  one(full.contactPoints),
  one(full.muteTimings),
  one(full.templates),
  one(full.rules)
]
const [playlist, account, user] = [one(full.playlists), one(full.accounts), one(full.users)]
const shown = full.boards[one(full.publicBoards) % full.boards.length]?.uid ?? ""
const ruleFolder = full.folders[rule.folder % full.folders.length]?.uid ?? ""

const list = (it: unknown): ReadonlyArray<Json> => it as ReadonlyArray<Json>

const named = (fake: FakeGrafana.Service, path: string, name: string): unknown =>
  list(send(fake, "GET", path)[path.includes("team") ? "teams" : "serviceAccounts"]).find(
    (it) => it["name"] === name
  )?.["id"]

const team = (fake: FakeGrafana.Service): string => `/api/teams/${named(fake, "/api/teams/search", "Edited")}`

const saved = (change: (dashboard: Json) => Json) => (fake: FakeGrafana.Service) => {
  const { dashboard } = send(fake, "GET", `/api/dashboards/uid/${board.uid}`)
  send(fake, "POST", "/api/dashboards/db", { dashboard: change(dashboard as Json), overwrite: true })
}

const withoutFirstPanel = saved((it) => ({ ...it, panels: list(it["panels"]).slice(1) }))

export const edits: Readonly<Record<string, Edit>> = {
  organizations: {
    change: "update",
    key: "Main Org.",
    at: ["address.city"],
    make: write("PUT", "/api/org/address", { city: "Bonn" })
  },
  users: {
    change: "update",
    key: user.login,
    at: ["role"],
    make: (fake) => {
      const { id } = send(fake, "GET", `/api/users/lookup?loginOrEmail=${encodeURIComponent(user.login)}`)
      send(fake, "PATCH", `/api/org/users/${id}`, { role: "Editor" })
    }
  },
  teams: {
    change: "update",
    key: "Edited",
    at: ["email"],
    make: (fake) => write("PUT", team(fake), { name: "Edited", email: "new@example.com" })(fake)
  },
  "team-preferences": {
    change: "update",
    key: "Edited",
    at: ["theme"],
    make: (fake) => write("PUT", `${team(fake)}/preferences`, { theme: "light" })(fake)
  },
  "service-accounts": {
    change: "update",
    key: account.name,
    at: ["role"],
    make: (fake) => {
      const id = named(fake, "/api/serviceaccounts/search", account.name)
      send(fake, "PATCH", `/api/serviceaccounts/${id}`, { role: "Editor" })
    }
  },
  folders: {
    change: "update",
    key: folder.uid,
    at: ["title"],
    make: write("PUT", `/api/folders/${folder.uid}`, { title: "Renamed", overwrite: true })
  },
  "folder-permissions": {
    change: "update",
    key: folder.uid,
    at: ["permissions[role=Viewer].permission"],
    make: write("POST", `/api/folders/${folder.uid}/permissions`, {
      items: [{ role: "Viewer", permission: 2 }]
    })
  },
  "data-sources": {
    change: "update",
    key: source.uid,
    at: ["jsonData.timeInterval"],
    make: rewrite("PUT", `/api/datasources/uid/${source.uid}`, ({ jsonData, ...it }) => ({
      ...it,
      jsonData: { ...(jsonData as Json), timeInterval: "1m" }
    }))
  },
  "library-elements": {
    change: "update",
    key: element.uid,
    at: ["model.targets[refId=B].expr"],
    make: (fake) => {
      const { result } = send(fake, "GET", `/api/library-elements/${element.uid}`)
      const { meta, model, name, version } = result as { [field: string]: Json }
      const targets = list(model?.["targets"]).map((it) =>
        it["refId"] === "B" ? { ...it, expr: "down" } : it
      )
      const { folderUid } = meta ?? {}
      send(fake, "PATCH", `/api/library-elements/${element.uid}`, {
        name,
        kind: 1,
        version,
        folderUid,
        model: { ...model, targets }
      })
    }
  },
  dashboards: {
    change: "update",
    key: board.uid,
    at: ["dashboard.panels[id=1]"],
    also: ["dashboard-versions"],
    make: withoutFirstPanel
  },
  "dashboard-versions": {
    change: "conflict",
    key: board.uid,
    also: ["dashboards"],
    make: withoutFirstPanel
  },
  "dashboard-permissions": {
    change: "update",
    key: board.uid,
    at: ["permissions[role=Viewer].permission"],
    make: write("POST", `/api/dashboards/uid/${board.uid}/permissions`, {
      items: [{ role: "Viewer", permission: 2 }]
    })
  },
  "organization-preferences": {
    change: "update",
    key: "preferences",
    at: ["theme"],
    make: write("PATCH", "/api/org/preferences", { theme: "light" })
  },
  "mute-timings": {
    change: "update",
    key: timing.name,
    at: ["time_intervals[0].weekdays[0]"],
    make: rewrite("PUT", `/api/v1/provisioning/mute-timings/${encodeURIComponent(timing.name)}`, (it) => ({
      ...it,
      time_intervals: list(it["time_intervals"]).map((interval) => ({ ...interval, weekdays: ["sunday"] }))
    }))
  },
  templates: {
    change: "update",
    key: template.name,
    at: ["template"],
    make: rewrite("PUT", `/api/v1/provisioning/templates/${encodeURIComponent(template.name)}`, (it) => ({
      ...it,
      template: '{{ define "part-0" }}other{{ end }}'
    }))
  },
  "contact-points": {
    change: "update",
    key: point.uid,
    at: ["settings.addresses"],
    make: write("PUT", `/api/v1/provisioning/contact-points/${point.uid}`, {
      name: point.name,
      type: "email",
      settings: { addresses: "b@example.com" }
    })
  },
  "notification-policies": {
    change: "update",
    key: "policies",
    at: ["tree.routes"],
    make: write("DELETE", "/api/v1/provisioning/policies")
  },
  "alert-rules": {
    change: "update",
    key: rule.uid,
    at: ["labels.severity"],
    make: rewrite("PUT", `/api/v1/provisioning/alert-rules/${rule.uid}`, (it) => ({
      ...it,
      labels: { team: "one" }
    }))
  },
  "rule-groups": {
    change: "update",
    key: `${ruleFolder}/${rule.group}`,
    at: ["interval"],
    make: rewrite(
      "PUT",
      `/api/v1/provisioning/folder/${ruleFolder}/rule-groups/${encodeURIComponent(rule.group)}`,
      (it) => ({ ...it, interval: 300 })
    )
  },
  playlists: {
    change: "update",
    key: playlist.uid,
    at: ["interval"],
    make: rewrite("PUT", `/api/playlists/${playlist.uid}`, (it) => ({ ...it, interval: "9m" }))
  },
  "public-dashboards": {
    change: "update",
    key: shown,
    at: ["isEnabled"],
    make: (fake) => {
      const path = `/api/dashboards/uid/${shown}/public-dashboards`
      send(fake, "PATCH", `${path}/${String(send(fake, "GET", path)["uid"])}`, { isEnabled: false })
    }
  },
  // Its words are part of what an annotation is known by: the old one is missed.
  annotations: {
    change: "create",
    key: undefined,
    make: (fake) => {
      const all = list(send(fake, "GET", "/api/annotations?type=annotation"))
      send(fake, "PATCH", `/api/annotations/${String(one(all)["id"])}`, { text: "edited" })
    }
  },
  // Nobody can change one, only remove it.
  snapshots: {
    change: "create",
    key: undefined,
    make: (fake) => {
      const all = list(send(fake, "GET", "/api/dashboard/snapshots"))
      send(fake, "DELETE", `/api/snapshots/${String(one(all)["key"])}`)
    }
  }
}
