import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type { Found } from "@effect-grafana/migration/Origin"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import {
  archive,
  client,
  directory,
  filesIn,
  type Options,
  platform,
  type Run,
  showing,
  sum,
  type Tamper,
  untouched
} from "../support/archiving.js"
import { build } from "../support/build.js"
import { full } from "../support/full.js"
import { seeded } from "../support/instances.js"
import { kindOf } from "../support/moving.js"

/** The fake has no plugins but its own. */
const kinds = Kinds.inOrder(Kinds.all).filter(({ name }) => name !== "plugins")

/** One instance for all tests: an archive changes nothing in it. */
const everything = Effect.runSync(Effect.cached(build(full)))

/** They are always there, and listed without asking. */
const unasked = ["notification-policies", "organization-preferences"]

/** What the instance holds of a kind. */
const itemsOf = (fake: Options["fake"], kind: Kind) =>
  Effect.gen(function* () {
    const origin = yield* Inventory.origin({ kinds: [kind] })
    return (yield* Inventory.collect(Inventory.pages(origin))).items
  }).pipe(Effect.provide(client(fake)))

/** The last one: of folders it has none below it. */
const victimOf = (fake: Options["fake"], kind: Kind) =>
  Effect.map(itemsOf(fake, kind), (items) => {
    const victim = items.findLast(({ key }) => items.every(({ folder }) => folder !== key)) ?? items.at(-1)
    if (victim === undefined) throw new Error(`the instance has no ${kind.name}`)
    return victim
  })

const about = ({ findings }: Run, kind: string) => findings.filter((finding) => finding.kind === kind)

/** What is archived with something amiss, and what without. */
interface Both extends Pick<Options, "tamper"> {
  readonly amiss: ReadonlyArray<Kind>
  readonly whole: ReadonlyArray<Kind>
}

/** Archives into one directory twice: with something amiss, and then without. */
const twice = (fake: Options["fake"], { amiss, tamper = untouched, whole }: Both) =>
  Effect.gen(function* () {
    const out = yield* directory
    const first = yield* archive({ fake, directory: out, kinds: amiss, tamper })
    const left = yield* filesIn(out)
    const second = yield* archive({ fake, directory: out, kinds: whole })
    return { first, left, second }
  })

const expectGoneOn = ({ first, left, second }: Effect.Effect.Success<ReturnType<typeof twice>>): void => {
  expect(first.complete).toBe(false)
  expect(left).not.toContain("manifest.json")
  expect(second.findings).toEqual([])
  expect(second.complete).toBe(true)
  expect(sum(second, "kept")).toBe(sum(first, "exported"))
  expect(second.read).toHaveLength(sum(second, "exported"))
}

/** Answers that are all the same. */
const answering =
  (status: number, message: string): Tamper =>
  (it) =>
    Effect.succeed({ ...it, status, body: JSON.stringify({ message }) })

/** A kind that cannot read one of its objects. */
const breaking = (fake: Options["fake"], kind: Kind, { key }: Found): Kind => ({
  ...kind,
  read: (item) =>
    item.key === key ? Effect.provide(kind.read(item), client(fake, answering(500, "boom"))) : kind.read(item)
})

const unread = ({ key, kind, title }: Found) =>
  expect.objectContaining({ kind, key, title, problem: "could not be read: boom (ServerError, 500)" })

it.scoped("what cannot be read is named for all kinds at once, and all that the next run reads", () =>
  Effect.gen(function* () {
    const fake = yield* everything
    const [victims, broken]: [Array<Found>, Array<Kind>] = [[], []]
    for (const kind of kinds) {
      const victim = yield* victimOf(fake, kind)
      victims.push(victim)
      broken.push(breaking(fake, kind, victim))
    }
    const result = yield* twice(fake, { amiss: broken, whole: kinds })
    expectGoneOn(result)
    expect(result.first.findings).toHaveLength(kinds.length)
    expect(result.first.findings).toEqual(expect.arrayContaining(victims.map(unread)))
    expect([...result.second.read].sort()).toEqual(victims.map(({ key, kind }) => `${kind}/${key}`).sort())
  }).pipe(Effect.provide(platform))
)

/** A kind, and those next to it. */
const neighbours = (kind: Kind): ReadonlyArray<Kind> => {
  const at = kinds.indexOf(kind)
  return kinds.filter((_, i) => Math.abs(i - at) <= 1)
}

/** With its neighbours: a kind that has something amiss, in place of itself. */
const among = (kind: Kind, amiss: Kind): Both => {
  const whole = neighbours(kind)
  return { amiss: whole.map((it) => (it === kind ? amiss : it)), whole }
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))("of all %s", (name, kind) => {
  it.scoped("one that cannot be read is named, and all of its kind that the next run reads", () =>
    Effect.gen(function* () {
      const fake = yield* everything
      const victim = yield* victimOf(fake, kind)
      const result = yield* twice(fake, among(kind, breaking(fake, kind, victim)))
      expectGoneOn(result)
      expect(result.first.findings).toEqual([unread(victim)])
      expect(result.first.tallies.get(name)).toMatchObject({ failed: 1 })
      expect(result.second.read).toEqual([`${name}/${victim.key}`])
    }).pipe(Effect.provide(platform))
  )

  it.scoped("one that a listing shows twice is named, and archived once", () =>
    Effect.gen(function* () {
      const fake = yield* everything
      const victim = yield* victimOf(fake, kind)
      const doubled = showing(kind, 0, (items) =>
        items.flatMap((item) => (item.key === victim.key ? [item, item] : [item]))
      )
      const result = yield* twice(fake, among(kind, doubled))
      expectGoneOn(result)
      expect(result.first.findings).toEqual([
        expect.objectContaining({
          kind: name,
          key: victim.key,
          problem: `listed twice by ${kind.listings[0]?.name}`
        })
      ])
      expect(result.first.read.filter((it) => it === `${name}/${victim.key}`)).toHaveLength(1)
      expect(result.second.read).toEqual([])
    }).pipe(Effect.provide(platform))
  )

  it.scoped.skipIf(unasked.includes(name))(
    "a listing that cannot be read is named, and the others are archived",
    () =>
      Effect.gen(function* () {
        const fake = yield* everything
        const refused: Kind = {
          ...kind,
          listings: kind.listings.map((listing) => ({
            ...listing,
            pages: Stream.provideLayer(listing.pages, client(fake, answering(403, "no")))
          }))
        }
        const result = yield* twice(fake, among(kind, refused))
        expectGoneOn(result)
        expect(about(result.first, name)[0]?.problem).toMatch(
          /did not come to its end: no \(Forbidden, 403\)$/
        )
        expect(result.first.findings).toEqual(about(result.first, name))
        expect(result.second.read.filter((it) => !it.startsWith(`${name}/`))).toEqual([])
      }).pipe(Effect.provide(platform))
  )

  it.scoped.runIf(kind.listings.filter(({ partial }) => partial === undefined).length > 1)(
    "one that only one of the listings shows is archived and named",
    () =>
      Effect.gen(function* () {
        const fake = yield* everything
        const victim = yield* victimOf(fake, kind)
        for (const [i, { name: hiding }] of kind.listings.entries()) {
          const hidden = showing(kind, i, (items) => items.filter(({ key }) => key !== victim.key))
          const { first } = yield* twice(fake, among(kind, hidden))
          expect(first.findings).toEqual([
            expect.objectContaining({
              kind: name,
              key: victim.key,
              problem: expect.stringMatching(new RegExp(`^shown by .*, not by ${hiding}$`))
            })
          ])
          expect(first.read).toContain(`${name}/${victim.key}`)
        }
      }).pipe(Effect.provide(platform))
  )
})

/** Where Grafana says how many there are, or counts them elsewhere: the answers themselves lack one. */
describe("one that Grafana's listing lacks is told in numbers", () => {
  const content = { folders: 12, dashboards: 40, libraryElements: 15, users: 20, teams: 8, dataSources: 6 }

  const hiding =
    (list: RegExp, key: string): Tamper =>
    (it) =>
      Effect.succeed(list.test(it.path) ? { ...it, body: without(it.body, key) } : it)

  it.scoped.each([
    ["users", /^\/api\/org\/users\/search/, /stated 21 items and gave 20/],
    ["teams", /^\/api\/teams\/search/, /stated 8 items and gave 7/],
    ["library-elements", /^\/api\/library-elements\?/, /stated 15 items and gave 14/],
    [
      "dashboards",
      /^\/api\/search\?.*type=dash-db/,
      /Grafana counts \d+ below the folder \S+ ".*", and listed \d+/
    ],
    ["folders", /^\/api\/search\?.*type=dash-folder/, /^shown by the folder tree, not by the search$/],
    ["folders", /^\/api\/folders\?/, /^shown by the search, not by the folder tree$/],
    ["data-sources", /^\/api\/datasources$/, /^shown by the settings of Grafana's pages, not by the listing$/]
  ] as const)("%s", ([name, list, words]) =>
    Effect.gen(function* () {
      const fake = yield* seeded(content)
      const kind = kindOf(name)
      const items = yield* itemsOf(fake, kind)
      const inFolder = items.find(({ folder }) => folder !== undefined && name !== "folders")
      const victim = inFolder ?? items.findLast(({ key }) => items.every(({ folder }) => folder !== key))
      const tamper = hiding(list, victim?.key ?? "")
      const { first, second } = yield* twice(fake, { amiss: [kind], whole: [kind], tamper })
      expect(about(first, name)[0]?.problem).toMatch(words)
      expect(first.complete).toBe(false)
      expect(second.complete).toBe(true)
    }).pipe(Effect.provide(platform))
  )
})

type Row = Readonly<Record<string, unknown>>

/** Takes a row out of a list, wherever in an answer that stands. */
const without = (body: string, key: string): string => {
  const isOther = (row: Row): boolean => ![row["uid"], row["login"], row["name"]].includes(key)
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(isOther)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, walk(inner)]))
  }
  return JSON.stringify(walk(JSON.parse(body)))
}
