/** Random instances as data: what stands in them, and who refers to whom. */
import * as fc from "fast-check"
import * as Boards from "./boards.js"
import * as Names from "./names.js"

const several = <A>(arbitrary: fc.Arbitrary<A>, minLength: number, maxLength: number) =>
  fc.array(arbitrary, { minLength, maxLength })

/** Things of a kind, no two of one key. */
const distinct = <A>(arbitrary: fc.Arbitrary<A>, key: (it: A) => string, min: number, max: number) =>
  fc.uniqueArray(arbitrary, { selector: key, minLength: min, maxLength: max })

const byUid = ({ uid }: { readonly uid: string }): string => uid
const byName = ({ name }: { readonly name: string }): string => name.toLowerCase()

const level = fc.constantFrom(1 as const, 2 as const, 4 as const)
const role = fc.constantFrom("Viewer" as const, "Editor" as const, "Admin" as const)

/** A grant: to one of a role, a user, a team and a service account, by position. */
const grant = fc.record({
  to: fc.constantFrom("role" as const, "user" as const, "team" as const, "serviceAccount" as const),
  index: fc.nat(),
  permission: level
})

const preferences = fc.record(
  {
    theme: fc.constantFrom("dark" as const, "light" as const),
    timezone: fc.constantFrom("utc" as const, "browser" as const),
    weekStart: fc.constantFrom("monday" as const, "sunday" as const),
    homeDashboard: fc.nat()
  },
  { requiredKeys: [] }
)

const source = fc.record({
  uid: Names.uid,
  name: Names.name,
  type: fc.constantFrom("prometheus", "loki", "tempo", "graphite"),
  database: fc.constantFrom("", "metrics"),
  basicAuthUser: fc.constantFrom("", "ünï"),
  isDefault: fc.boolean(),
  secrets: fc.uniqueArray(fc.constantFrom("basicAuthPassword", "httpHeaderValue1", "tlsClientKey"), {
    maxLength: 2
  }),
  links: fc.array(fc.nat(), { maxLength: 2 })
})

const weekdays = fc.constantFrom("monday:friday", "saturday", "sunday")

const contactPoint = fc.record({
  uid: Names.uid,
  name: Names.segment,
  type: fc.constantFrom("email" as const, "webhook" as const, "slack" as const),
  disableResolveMessage: fc.boolean(),
  inApi: fc.boolean()
})

const rule = fc.record({
  uid: Names.uid,
  title: Names.name,
  folder: fc.nat(),
  group: fc.constantFrom("fast", "a/b", "slöw"),
  source: fc.nat(),
  receiver: fc.option(fc.nat(), { nil: undefined }),
  labels: fc.dictionary(fc.constantFrom("team", "severity", "x"), Names.name, { maxKeys: 2 }),
  isPaused: fc.boolean(),
  inApi: fc.boolean()
})

const shape = fc.record({
  address: fc.constantFrom({}, { city: "Köln" }, { address1: "a/b", country: "DE" }),
  folders: distinct(
    fc.record({ uid: Names.uid, title: Names.name, parent: fc.option(fc.nat(), { nil: undefined }) }),
    byUid,
    3,
    4
  ),
  sources: fc.uniqueArray(source, {
    minLength: 2,
    maxLength: 3,
    comparator: (a, b) => a.uid === b.uid || byName(a) === byName(b)
  }),
  elements: distinct(
    fc.record({
      uid: Names.uid,
      name: Names.name,
      folder: fc.option(fc.nat(), { nil: undefined }),
      model: Boards.panel
    }),
    byUid,
    1,
    2
  ),
  boards: distinct(
    fc.record({
      uid: Names.uid,
      title: Names.name,
      folder: fc.option(fc.nat(), { nil: undefined }),
      body: Boards.classic,
      grants: fc.option(several(grant, 0, 2), { nil: undefined }),
      saves: fc.nat(1)
    }),
    byUid,
    3,
    4
  ),
  newBoards: fc.array(
    fc.record({ folder: fc.option(fc.nat(), { nil: undefined }), body: Boards.newSchema }),
    { maxLength: 1 }
  ),
  users: distinct(fc.record({ login: Names.login, name: Names.name, role }), ({ login }) => login, 2, 3),
  teams: distinct(
    fc.record({
      name: Names.name,
      email: fc.constantFrom("", "t@example.com"),
      members: several(fc.nat(), 0, 2),
      preferences
    }),
    byName,
    1,
    2
  ),
  accounts: distinct(
    fc.record({ name: Names.name, role, isDisabled: fc.boolean(), tokens: fc.nat(1) }),
    byName,
    1,
    2
  ),
  folderGrants: several(fc.option(several(grant, 0, 3), { nil: undefined }), 3, 3),
  preferences,
  muteTimings: distinct(fc.record({ name: Names.segment, weekdays, inApi: fc.boolean() }), byName, 1, 2),
  templates: distinct(
    fc.record({ name: Names.segment, text: Names.name, inApi: fc.boolean() }),
    byName,
    0,
    2
  ),
  contactPoints: distinct(contactPoint, byUid, 1, 3),
  routes: several(
    fc.record({ receiver: fc.nat(), mute: fc.option(fc.nat(), { nil: undefined }), value: Names.name }),
    0,
    2
  ),
  rules: distinct(rule, byUid, 1, 3),
  playlists: distinct(
    fc.record({ uid: Names.uid, name: Names.name, boards: several(fc.nat(), 1, 2), tag: Names.name }),
    byUid,
    0,
    2
  ),
  publicBoards: fc.uniqueArray(fc.nat(2), { maxLength: 1 }),
  annotations: several(
    fc.record({
      text: Names.short,
      time: fc.integer({ min: 1, max: 9e12 }),
      tags: several(Names.segment, 0, 2),
      board: fc.option(fc.nat(), { nil: undefined })
    }),
    0,
    2
  ),
  snapshots: several(fc.record({ name: Names.name }), 0, 1)
})

export type Instance = ReturnType<typeof settle>

/** Bodies get the objects that they refer to; a v2 dashboard a uid that no other one has. */
const settle = (it: typeof shape extends fc.Arbitrary<infer A> ? A : never) => {
  const around = {
    sources: it.sources,
    folders: it.folders,
    elements: it.elements.map(({ name, uid }) => ({ name, uid }))
  }
  return {
    ...it,
    elements: it.elements.map((element) => ({ ...element, model: element.model(around) })),
    boards: it.boards.map((board) => ({ ...board, body: board.body(around) })),
    newBoards: it.newBoards.map((board, i) => ({
      ...board,
      uid: `new-schema-${i}`,
      body: board.body(around)
    }))
  }
}

/** An instance of at least twenty objects of at least eight kinds. */
export const instance: fc.Arbitrary<Instance> = shape.map(settle)
