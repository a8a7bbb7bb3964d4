/**
 * The Grafanas that the pages of the docs talk to. The one at `http://localhost:3000`, which the environment names too,
 * has the folder `team-a` with the dashboard `latency`, and some made-up content; the one at `http://localhost:3001`
 * is empty.
 */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { format } from "node:util"

const content = {
  folders: 12,
  dashboards: 40,
  libraryElements: 10,
  dataSources: 3,
  users: 1200,
  teams: 5,
  alertRules: 8,
  contactPoints: 2
}

/** Asks a fake as its `admin`, and gives what it answers. */
const ask = (fake: FakeGrafana.Service, url: string, body: object): unknown =>
  JSON.parse(
    fake.handle({
      method: "POST",
      url,
      headers: { authorization: `Basic ${btoa("admin:admin")}`, "content-type": "application/json" },
      body: JSON.stringify(body)
    }).body
  )

const furnish = (fake: FakeGrafana.Service): void => {
  fake.seed(content)
  ask(fake, "/api/folders", { uid: "team-a", title: "Team A" })
  const dashboard = { uid: "latency", title: "Latency", tags: ["golden"], panels: [] }
  ask(fake, "/api/dashboards/db", { dashboard, folderUid: "team-a" })
}

/** A new token that may do what an admin of the organization may. */
const tokenOf = (fake: FakeGrafana.Service): string => {
  // Sound: the fake answers both requests as Grafana does, with an id and a key.
  const { id } = ask(fake, "/api/serviceaccounts", { name: "docs", role: "Admin" }) as { id: number }
  return (ask(fake, `/api/serviceaccounts/${id}/tokens`, { name: "docs" }) as { key: string }).key
}

const open = (seed: number, fill: (fake: FakeGrafana.Service) => void) =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make({ seed })
    fill(fake)
    const { url } = yield* FakeServer.listen(fake)
    return { GRAFANA_URL: url, GRAFANA_SERVICE_ACCOUNT_TOKEN: tokenOf(fake) }
  })

const home = process.cwd()
const environment = { ...process.env }
const log = console.log.bind(console)

let scope: Scope.CloseableScope | undefined
let said: Array<string> = []
let block = 0

/** Opens both Grafanas, names them in the environment, and goes into an empty directory. */
export const enter = async (): Promise<void> => {
  scope = Effect.runSync(Scope.make())
  const { source, target } = await Effect.runPromise(
    Effect.all({ source: open(1, furnish), target: open(2, () => {}) }).pipe(Scope.extend(scope))
  )
  for (const name of Object.keys(process.env))
    if (/^(https?|no)_proxy$/i.test(name) || name.includes("GRAFANA_")) delete process.env[name]
  Object.assign(process.env, source)
  for (const [name, value] of Object.entries(source)) process.env[`SOURCE_${name}`] = value
  for (const [name, value] of Object.entries(target)) process.env[`TARGET_${name}`] = value
  process.chdir(mkdtempSync(join(tmpdir(), "docs-")))
  said = []
  console.log = (...words: ReadonlyArray<unknown>) => {
    said[block] = `${said[block] ?? ""}${format(...words)}\n`
  }
}

/** What is printed from now on, is printed by this block. */
export const begin = (index: number): void => {
  block = index
}

/** What a block has printed, with the addresses that the page names. */
export const printed = (index: number): string =>
  (said[index] ?? "")
    .replaceAll(process.env["SOURCE_GRAFANA_URL"] ?? "", "http://localhost:3000")
    .replaceAll(process.env["TARGET_GRAFANA_URL"] ?? "", "http://localhost:3001")

/** Closes both, and leaves all as it was. */
export const leave = async (): Promise<void> => {
  console.log = log
  const directory = process.cwd()
  process.chdir(home)
  rmSync(directory, { recursive: true })
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, environment)
  if (scope !== undefined) await Effect.runPromise(Scope.close(scope, Exit.void))
}
