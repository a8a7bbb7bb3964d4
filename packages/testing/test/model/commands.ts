/** What is done to a server and to its model at once: each command knows how the server must answer. */
import { expect } from "@effect/vitest"
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Folders from "@effect-grafana/elements/Folders"
import * as LibraryElements from "@effect-grafana/elements/LibraryElements"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as fc from "fast-check"
import { childrenOf, elementsIn, type Model, removeFolder, usersOf } from "./model.js"

/** Runs an effect on the server. */
export interface Server {
  readonly run: <A, E>(effect: Effect.Effect<A, E, Grafana>) => Promise<A>
}

type Call<A> = Effect.Effect<A, { readonly _tag: string }, Grafana>

/** A step, or undefined where the model does not tell what would happen. */
type Step = (model: Model) => Effect.Effect<void, unknown, Grafana> | undefined

/** Calls, expects this failure or none, and lets the model follow a success. */
const answers = <A>(call: Call<A>, failure: string | undefined, follow: (value: A) => void) =>
  Effect.map(Effect.either(call), (result) => {
    if (Either.isLeft(result)) expect(result.left._tag).toBe(failure ?? result.left)
    else {
      expect(failure).toBeUndefined()
      follow(result.right)
    }
  })

const fresh = (model: Model, kind: string): string => `${model.prefix} ${kind} ${++model.count}`

const uidOf = (model: Model, kind: string, at: number): string => `${model.prefix}-${kind}${at}`

/** How many objects of a kind there are at most. */
const most = 5

/** One of those that are there, by number; the number `most` is one that never was. */
const oneOf = (model: Model, kind: string, there: ReadonlyMap<string, unknown>, at: number): string =>
  [...there.keys()][at === most ? most : at % there.size] ?? uidOf(model, kind, most)

/** A folder that is there, or the root. */
const placeOf = ({ folders }: Model, at: number): string =>
  ["", ...folders.keys()][at % (folders.size + 1)] ?? ""

/** A folder at the root, or the root. */
const parentOf = (model: Model, at: number): string => {
  const tops = ["", ...childrenOf(model, "")]
  return tops[at % tops.length] ?? ""
}

/** A version that the object had or will have; 0 counts as none. */
const notThe = (version: number): number => (version > 1 ? version - 1 : version + 1)

// ---- folders ---------------------------------------------------------------------------------------------

const createFolder =
  (at: number, parentAt: number): Step =>
  (model) => {
    const [uid, parent] = [uidOf(model, "f", at), parentOf(model, parentAt)]
    const title = fresh(model, "folder")
    return answers(
      Folders.create({ uid, title, ...(parent === "" ? {} : { parentUid: parent }) }),
      model.folders.has(uid) ? "UidTaken" : undefined,
      ({ version = 1 }) => model.folders.set(uid, { title, parent, version })
    )
  }

const renameFolder =
  (at: number, isStale: boolean): Step =>
  (model) => {
    const uid = oneOf(model, "f", model.folders, at)
    const known = model.folders.get(uid)
    const title = fresh(model, "folder")
    const version = isStale ? notThe(known?.version ?? 1) : (known?.version ?? 1)
    return answers(
      Folders.update({ uid, title, version }),
      known === undefined ? "NotFound" : isStale ? "VersionMismatch" : undefined,
      (renamed) => {
        expect(renamed.version).toBe(version + 1)
        if (known !== undefined) model.folders.set(uid, { ...known, title, version: version + 1 })
      }
    )
  }

const moveFolder =
  (at: number, parentAt: number): Step =>
  (model) => {
    const [uid, parent] = [oneOf(model, "f", model.folders, at), parentOf(model, parentAt)]
    const known = model.folders.get(uid)
    if (known === undefined || parent === known.parent || parent === uid) return undefined
    if (parent !== "" && childrenOf(model, uid).length > 0) return undefined
    return answers(Folders.move({ uid, parentUid: parent }), undefined, ({ version = known.version }) =>
      model.folders.set(uid, { ...known, parent, version })
    )
  }

const deleteFolder =
  (at: number): Step =>
  (model) => {
    const uid = oneOf(model, "f", model.folders, at)
    if (childrenOf(model, uid).some((child) => elementsIn(model, child).length > 0)) return undefined
    const inUse = elementsIn(model, uid).some((element) => usersOf(model, element).length > 0)
    return answers(
      Folders.remove({ uid }),
      inUse ? "FolderNotEmpty" : model.folders.has(uid) ? undefined : "NotFound",
      () => removeFolder(model, uid)
    )
  }

// ---- dashboards ------------------------------------------------------------------------------------------

const panelOf = (uid: string, id: number) => ({
  id,
  libraryPanel: { uid, name: uid },
  gridPos: { x: 0, y: 0, w: 12, h: 8 }
})

const saveDashboard =
  (
    at: number,
    folderAt: number,
    how: "version" | "stale" | "overwrite",
    shows: ReadonlyArray<number>
  ): Step =>
  (model) => {
    const [uid, folder] = [uidOf(model, "d", at), placeOf(model, folderAt)]
    const known = model.dashboards.get(uid)
    const title = fresh(model, "dashboard")
    const elements = shows.map((one) => uidOf(model, "e", one)).filter((one) => model.elements.has(one))
    const version =
      known === undefined || how === "overwrite"
        ? {}
        : { version: how === "stale" ? notThe(known.version) : known.version }
    return answers(
      Dashboards.save({
        dashboard: { uid, title, panels: elements.map(panelOf), ...version },
        folderUid: folder,
        overwrite: how === "overwrite"
      }),
      known !== undefined && how === "stale" ? "VersionMismatch" : undefined,
      (saved) => {
        expect(saved.version).toBe((known?.version ?? 0) + 1)
        model.dashboards.set(uid, { title, folder, elements, version: saved.version })
      }
    )
  }

const deleteDashboard =
  (at: number): Step =>
  (model) => {
    const uid = oneOf(model, "d", model.dashboards, at)
    return answers(Dashboards.remove({ uid }), model.dashboards.has(uid) ? undefined : "NotFound", () =>
      model.dashboards.delete(uid)
    )
  }

// ---- library elements ------------------------------------------------------------------------------------

const createElement =
  (at: number, folderAt: number): Step =>
  (model) => {
    const [uid, folder] = [uidOf(model, "e", at), placeOf(model, folderAt)]
    const name = fresh(model, "element")
    return answers(
      LibraryElements.create({ uid, folderUid: folder, name, kind: 1, model: { type: "text", title: name } }),
      model.elements.has(uid) ? "UidTaken" : undefined,
      ({ result }) => model.elements.set(uid, { name, folder, version: result.version })
    )
  }

const updateElement =
  (at: number, isStale: boolean): Step =>
  (model) => {
    const uid = oneOf(model, "e", model.elements, at)
    const known = model.elements.get(uid)
    if (known === undefined) return undefined
    const name = fresh(model, "element")
    const version = isStale ? notThe(known.version) : known.version
    return answers(
      LibraryElements.update({ currentUid: uid, folderUid: known.folder, kind: 1, name, version }),
      isStale ? "VersionMismatch" : undefined,
      ({ result }) => {
        expect(result.version).toBe(version + 1)
        model.elements.set(uid, { ...known, name, version: result.version })
      }
    )
  }

const deleteElement =
  (at: number): Step =>
  (model) => {
    const uid = oneOf(model, "e", model.elements, at)
    if (!model.elements.has(uid)) return undefined
    const inUse = usersOf(model, uid).length > 0
    return answers(LibraryElements.remove({ uid }), inUse ? "LibraryElementConnected" : undefined, () =>
      model.elements.delete(uid)
    )
  }

// ---- teams -----------------------------------------------------------------------------------------------

const createTeam =
  (at: number): Step =>
  (model) => {
    const name = uidOf(model, "t", at)
    return answers(Teams.create({ name }), model.teams.has(name) ? "NameTaken" : undefined, ({ teamId }) =>
      model.teams.set(name, teamId)
    )
  }

const renameTeam =
  (at: number, other: number): Step =>
  (model) => {
    const [name, next] = [oneOf(model, "t", model.teams, at), uidOf(model, "t", other)]
    const id = model.teams.get(name)
    if (id === undefined || name === next) return undefined
    return answers(
      Teams.update({ id, name: next, email: "" }),
      model.teams.has(next) ? "NameTaken" : undefined,
      () => {
        model.teams.delete(name)
        model.teams.set(next, id)
      }
    )
  }

const deleteTeam =
  (at: number): Step =>
  (model) => {
    const name = oneOf(model, "t", model.teams, at)
    const id = model.teams.get(name)
    return id === undefined
      ? undefined
      : answers(Teams.remove({ id }), undefined, () => model.teams.delete(name))
  }

// ---- any of them -----------------------------------------------------------------------------------------

type Command = fc.AsyncCommand<Model, Server>

/** A command that is told as `name(1, true)` where a sequence fails. */
const command =
  <Args extends ReadonlyArray<unknown>>(name: string, step: (...args: Args) => Step) =>
  (args: Args): Command => ({
    check: () => true,
    run: async (model, server) => {
      const effect = step(...args)(model)
      if (effect !== undefined) await server.run(effect)
    },
    toString: () => `${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`
  })

/** The number of a uid or a name of the pool, there or not. */
const own = fc.nat(most - 1)
/** The number of something that is there, or of what never was. */
const known = fc.nat(most)
const place = fc.nat(most)
const how = fc.constantFrom<"version" | "stale" | "overwrite">("version", "version", "stale", "overwrite")
const rarely = fc.nat(3).map((drawn) => drawn === 0)

const creating = [
  fc.tuple(own, place).map(command("createFolder", createFolder)),
  fc
    .tuple(own, place, how, fc.uniqueArray(own, { maxLength: 2 }))
    .map(command("saveDashboard", saveDashboard)),
  fc.tuple(own, place).map(command("createElement", createElement)),
  fc.tuple(own).map(command("createTeam", createTeam))
]

const changing = [
  fc.tuple(known, rarely).map(command("renameFolder", renameFolder)),
  fc.tuple(known, place).map(command("moveFolder", moveFolder)),
  fc.tuple(known, rarely).map(command("updateElement", updateElement)),
  fc.tuple(known, own).map(command("renameTeam", renameTeam))
]

const deleting = [
  fc.tuple(known).map(command("deleteFolder", deleteFolder)),
  fc.tuple(known).map(command("deleteDashboard", deleteDashboard)),
  fc.tuple(known).map(command("deleteElement", deleteElement)),
  fc.tuple(known).map(command("deleteTeam", deleteTeam))
]

/** More is created than deleted, so that there is something to work on. */
export const commands: Array<fc.Arbitrary<Command>> = [
  ...creating,
  ...creating,
  ...creating,
  ...changing,
  ...changing,
  ...deleting
]
