/** Instances that have some of another one's objects, and some of these otherwise. */
import * as fc from "fast-check"
import type { Instance } from "./instance.js"

/** What is left out leaves references to others, by position. Users stay: a migration makes none. */
export const thinned = (instance: Instance, chances: () => number): Instance => {
  const some = <A>(items: ReadonlyArray<A>, least = 0): Array<A> => {
    const kept = items.filter(() => chances() < 0.6)
    return kept.length >= least ? kept : [...items]
  }
  const otherwise = <A>(items: ReadonlyArray<A>, change: (item: A) => A): Array<A> =>
    items.map((item) => (chances() < 0.4 ? change(item) : item))
  const titled = <A extends { readonly title: string }>(item: A): A => ({
    ...item,
    title: `${item.title} once`
  })
  return {
    ...instance,
    address: {},
    folders: otherwise(some(instance.folders, 1), titled),
    sources: otherwise(some(instance.sources, 1), (it) => ({ ...it, database: `${it.database}2` })),
    elements: some(instance.elements),
    boards: otherwise(some(instance.boards, 1), titled),
    newBoards: some(instance.newBoards),
    users: otherwise(instance.users, (it) => ({ ...it, role: "Viewer" })),
    teams: otherwise(some(instance.teams, 1), (it) => ({
      ...it,
      email: "once@example.com",
      members: [0, 1]
    })),
    accounts: otherwise(some(instance.accounts, 1), (it) => ({ ...it, isDisabled: !it.isDisabled })),
    muteTimings: otherwise(some(instance.muteTimings), (it) => ({ ...it, weekdays: "friday" })),
    templates: some(instance.templates),
    contactPoints: otherwise(some(instance.contactPoints, 1), (it) => ({
      ...it,
      disableResolveMessage: !it.disableResolveMessage
    })),
    routes: [],
    rules: otherwise(some(instance.rules), titled),
    playlists: otherwise(some(instance.playlists), (it) => ({ ...it, tag: "once" })),
    publicBoards: [],
    annotations: some(instance.annotations),
    snapshots: []
  }
}

/** The people alone, as a target has them that is new. */
export const empty = (instance: Instance): Instance => ({
  ...instance,
  address: {},
  folders: [],
  sources: [],
  elements: [],
  boards: [],
  newBoards: [],
  teams: [],
  accounts: [],
  folderGrants: [],
  preferences: {},
  muteTimings: [],
  templates: [],
  contactPoints: [],
  routes: [],
  rules: [],
  playlists: [],
  publicBoards: [],
  annotations: [],
  snapshots: []
})

/** A source, and a target that is new or has some of it. */
export interface Pair {
  readonly source: Instance
  readonly target: Instance
  readonly seed: number
}

export const pairs = (instance: fc.Arbitrary<Instance>): fc.Arbitrary<Pair> =>
  fc.tuple(instance, fc.nat(), fc.integer({ min: 0, max: 2 })).map(([source, seed, fullness]) => {
    const chances = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed, numRuns: 200 })
    let i = 0
    const next = () => chances[i++ % chances.length] ?? 0
    return { source, seed, target: fullness === 0 ? empty(source) : thinned(source, next) }
  })
