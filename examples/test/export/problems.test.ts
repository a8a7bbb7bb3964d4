import { describe, expect, it } from "@effect/vitest"
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import {
  directory,
  type Exchange,
  filesIn,
  idsOf,
  objectPath,
  objectsRead,
  organizationOf,
  platform,
  run,
  type Run,
  seeded,
  type Tamper
} from "./support.js"

/** Where each kind is listed. */
const lists: Record<string, RegExp> = {
  folders: /^\/api\/search\?.*type=dash-folder/,
  dashboards: /^\/api\/search\?.*type=dash-db/,
  "library-elements": /^\/api\/library-elements\?/,
  users: /^\/api\/users\/search\?/,
  teams: /^\/api\/teams\/search\?/,
  "data-sources": /^\/api\/datasources$/
}

type Row = Readonly<Record<string, unknown>>

/** Changes the rows of a list, wherever in a response they stand. */
const rows = (body: string, change: (rows: ReadonlyArray<Row>) => ReadonlyArray<Row>): string => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return change(value)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return JSON.stringify(walk(JSON.parse(body)))
}

const inList =
  (kind: string, change: (rows: ReadonlyArray<Row>) => ReadonlyArray<Row>): Tamper =>
  (it) =>
    Effect.succeed(lists[kind]?.test(it.path) === true ? { ...it, body: rows(it.body, change) } : it)

const isRow =
  (id: string) =>
  (row: Row): boolean =>
    row["uid"] === id || String(row["id"]) === id

const hide = (kind: string, id: string): Tamper => inList(kind, (all) => all.filter((row) => !isRow(id)(row)))

const double = (kind: string, id: string): Tamper =>
  inList(kind, (all) => all.flatMap((row) => (isRow(id)(row) ? [row, row] : [row])))

const failing =
  (path: string, status: number): Tamper =>
  (it) =>
    Effect.succeed(it.path.split("?")[0] === path ? { ...it, status, body: '{"message":"boom"}' } : it)

/** Grafana's settings name its data sources; those of the fake do not. */
const named =
  (fake: FakeGrafana.Service, tamper: Tamper): Tamper =>
  (it) =>
    tamper(it.path === "/api/frontend/settings" ? { ...it, body: settings(fake, it) } : it)

const settings = (fake: FakeGrafana.Service, { body }: Exchange): string => {
  const shown = organizationOf(fake).dataSources.map(({ id, name, uid }) => [name, { id, uid, name }])
  const builtIn = ["-- Mixed --", { type: "datasource", name: "-- Mixed --" }]
  return JSON.stringify({ ...JSON.parse(body), datasources: Object.fromEntries([builtIn, ...shown]) })
}

/** One object of a kind; of folders one without folders below, of others one in a folder. */
const victimOf = (fake: FakeGrafana.Service, kind: string): string => {
  const { dashboards, folders, libraryElements } = organizationOf(fake)
  const leaf = folders.find(({ uid }) => folders.every(({ parentUid }) => parentUid !== uid))
  const inFolder = {
    dashboards,
    "library-elements": libraryElements,
    folders: leaf && [{ ...leaf, folderUid: "x" }]
  }
  const chosen = Object.entries(inFolder).find(([name]) => name === kind)?.[1]
  return chosen?.find(({ folderUid }) => folderUid !== "")?.uid ?? idsOf(fake)[kind]?.[2] ?? ""
}

const about = ({ findings }: Run, kind: string) => findings.filter((finding) => finding.kind === kind)

/** Runs twice over the same directory: once tampered with, once not. */
const twice = (kind: string, tamper: (victim: string) => Tamper) =>
  Effect.gen(function* () {
    const [fake, out] = [yield* seeded, yield* directory]
    const victim = victimOf(fake, kind)
    const first = yield* run({ fake, directory: out, tamper: named(fake, tamper(victim)) })
    const left = yield* filesIn(out)
    const second = yield* run({ fake, directory: out, tamper: named(fake, (it) => Effect.succeed(it)) })
    return { victim, first, left, second }
  }).pipe(Effect.provide(platform))

describe.each(Object.keys(lists))("of all %s", (kind) => {
  it.scoped("one that cannot be read is named, and all that the next run asks for", () =>
    Effect.gen(function* () {
      const { first, left, second, victim } = yield* twice(kind, (id) => failing(objectPath(kind, id), 500))
      expect(first.complete).toBe(false)
      expect(first.findings).toEqual([
        expect.objectContaining({
          kind,
          item: expect.objectContaining({ id: victim }),
          problem: "could not be read: boom (ServerError, 500)"
        })
      ])
      expect(first.tallies.get(kind)).toMatchObject({ failed: 1 })
      expect(left).not.toContain("manifest.json")
      expect(second.complete).toBe(true)
      expect(objectsRead(second)).toEqual([`${kind}/${victim}`])
    })
  )

  it.scoped("one that a listing hides is noticed, and there after the next run", () =>
    Effect.gen(function* () {
      const { first, left, second, victim } = yield* twice(kind, (id) => hide(kind, id))
      expect(first.complete).toBe(false)
      expect(about(first, kind)).not.toEqual([])
      expect(first.findings).toEqual(about(first, kind))
      expect(left).not.toContain("manifest.json")
      expect(second.complete).toBe(true)
      const missed = objectsRead(first).includes(`${kind}/${victim}`) ? [] : [`${kind}/${victim}`]
      expect(objectsRead(second)).toEqual(missed)
    })
  )

  it.scoped("one that a listing shows twice is named, and exported once", () =>
    Effect.gen(function* () {
      const { first, left, second, victim } = yield* twice(kind, (id) => double(kind, id))
      expect(first.complete).toBe(false)
      expect(first.findings).toContainEqual(
        expect.objectContaining({
          kind,
          item: expect.objectContaining({ id: victim }),
          problem: expect.stringContaining("listed twice")
        })
      )
      expect(objectsRead(first).filter((object) => object === `${kind}/${victim}`)).toHaveLength(1)
      expect(left).not.toContain("manifest.json")
      expect(second.complete).toBe(true)
      expect(objectsRead(second)).toEqual([])
    })
  )

  it.scoped("the list that cannot be read is named, and the other kinds are exported", () =>
    Effect.gen(function* () {
      const forbid: Tamper = (it) =>
        Effect.succeed(
          lists[kind]?.test(it.path) === true ? { ...it, status: 403, body: '{"message":"no"}' } : it
        )
      const { first, second } = yield* twice(kind, () => forbid)
      expect(first.complete).toBe(false)
      expect(about(first, kind)[0]?.problem).toMatch(/did not come to its end: no \(Forbidden, 403\)/)
      expect(new Set(objectsRead(first).map((object) => object.split("/")[0])).size).toBeGreaterThanOrEqual(5)
      expect(second.complete).toBe(true)
      expect(objectsRead(second).filter((object) => !object.startsWith(`${kind}/`))).toEqual([])
    })
  )
})

describe("what does not add up is told in numbers", () => {
  it.scoped.each([
    ["users", /stated 21 items and gave 20/],
    ["teams", /stated 8 items and gave 7/],
    ["library-elements", /stated 15 items and gave 14/],
    ["dashboards", /Grafana counts \d+ below the folder \S+ ".*", and listed \d+/],
    ["folders", /^shown by the folder tree, not by the search$/],
    ["data-sources", /^shown by the settings of Grafana's pages, not by the listing$/]
  ] as const)("%s", ([kind, words]) =>
    Effect.gen(function* () {
      const { first } = yield* twice(kind, (id) => hide(kind, id))
      expect(about(first, kind)[0]?.problem).toMatch(words)
    })
  )

  it.scoped("a dashboard that only the second walk shows is exported and named", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const victim = victimOf(fake, "dashboards")
      let walks = 0
      const tamper: Tamper = (it) =>
        lists["dashboards"]?.test(it.path) === true && walks++ === 0
          ? hide("dashboards", victim)(it)
          : Effect.succeed(it)
      const first = yield* run({ fake, directory: out, tamper })
      expect(first.findings).toEqual([
        expect.objectContaining({ problem: "shown by the second search, not by the first search" })
      ])
      expect(objectsRead(first)).toContain(`dashboards/${victim}`)
    }).pipe(Effect.provide(platform))
  )

  it.scoped("a folder that the tree hides is exported and named", () =>
    Effect.gen(function* () {
      const [fake, out] = [yield* seeded, yield* directory]
      const victim = victimOf(fake, "folders")
      const tamper: Tamper = (it) =>
        Effect.succeed(
          it.path.startsWith("/api/folders?")
            ? { ...it, body: rows(it.body, (all) => all.filter((row) => !isRow(victim)(row))) }
            : it
        )
      const first = yield* run({ fake, directory: out, tamper })
      expect(first.findings).toEqual([
        expect.objectContaining({ problem: "shown by the search, not by the folder tree" })
      ])
      expect(objectsRead(first)).toContain(`folders/${victim}`)
    }).pipe(Effect.provide(platform))
  )
})
