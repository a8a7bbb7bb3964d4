/**
 * Any sequence of commands leaves a server as a simple model of it says: a fresh fake, or the real one that
 * `GRAFANA_URL` names, where everything bears a prefix of its own and is removed in the end.
 */
import { expect, it } from "@effect/vitest"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Search from "@effect-grafana/elements/Search"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import * as Live from "../../src/Live.js"
import { commands } from "./commands.js"
import { emptyModel, type Model, usersOf } from "./model.js"

const collect = <A, E, R>(stream: Stream.Stream<A, E, R>) =>
  Effect.map(Stream.runCollect(stream), (items) => [...items])

const byUid = <A>(entries: Iterable<readonly [string, A]>): Record<string, A> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))

/** What the server shows of a prefix, by its lists. */
const shown = ({ folders, prefix }: Model) =>
  Effect.gen(function* () {
    const mine = (uid: string) => uid.startsWith(`${prefix}-`)
    const parents = ["", ...folders.keys()]
    const children = yield* Effect.forEach(parents, (parent) =>
      Effect.map(collect(Folders.list.stream(parent === "" ? {} : { parentUid: parent })), (found) =>
        found.filter(({ uid }) => mine(uid)).map(({ title, uid }) => [uid, { title, parent }] as const)
      )
    )
    const boards = yield* collect(Search.search.stream({ query: prefix, type: "dash-db" }))
    const elements = yield* collect(LibraryElements.list.stream({ searchString: prefix }))
    const teams = yield* collect(Teams.search.stream({ query: prefix }))
    return {
      folders: byUid(children.flat()),
      dashboards: byUid(boards.map((it) => [it.uid, { title: it.title, folder: it.folderUid ?? "" }])),
      elements: byUid(
        elements.map(({ folderUid, meta, name, uid, version }) => [
          uid,
          { name, version, folder: folderUid === "general" ? "" : folderUid, users: meta.connectedDashboards }
        ])
      ),
      teams: teams.map(({ name }) => name).sort()
    }
  })

/** The same of the model. */
const expected = (model: Model) => ({
  folders: byUid([...model.folders].map(([uid, { parent, title }]) => [uid, { title, parent }])),
  dashboards: byUid([...model.dashboards].map(([uid, { folder, title }]) => [uid, { title, folder }])),
  elements: byUid(
    [...model.elements].map(([uid, { folder, name, version }]) => [
      uid,
      { name, version, folder, users: usersOf(model, uid).length }
    ])
  ),
  teams: [...model.teams.keys()].sort()
})

const removeAll = ({ dashboards, elements, folders, teams }: Model) =>
  Effect.gen(function* () {
    const gone = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E, Grafana>) =>
      Effect.catchIf(
        effect,
        ({ _tag }) => _tag === "NotFound" || _tag === "Forbidden",
        () => Effect.void
      )
    yield* Effect.forEach(dashboards.keys(), (uid) => gone(Dashboards.remove({ uid })))
    yield* Effect.forEach(elements.keys(), (uid) => gone(LibraryElements.remove({ uid })))
    yield* Effect.forEach(folders.keys(), (uid) => gone(Folders.remove({ uid })))
    yield* Effect.forEach(teams.values(), (id) => gone(Teams.remove({ id })))
  })

const isReal = (process.env["GRAFANA_URL"] ?? "") !== ""

it(
  "any sequence of commands leaves folders, dashboards, library elements and teams as the model says",
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: "max" }), async (sequence) => {
        const runtime = ManagedRuntime.make(Live.layer)
        const server = { run: <A, E>(effect: Effect.Effect<A, E, Grafana>) => runtime.runPromise(effect) }
        const model = emptyModel(await runtime.runPromise(Live.name))
        try {
          await fc.asyncModelRun(() => ({ model, real: server }), sequence)
          expect(await server.run(shown(model))).toEqual(expected(model))
        } finally {
          await server.run(removeAll(model))
          await runtime.dispose()
        }
      }),
      // fast-check prints the seed and the path of a sequence that fails.
      { numRuns: isReal ? 5 : 100 }
    )
)
