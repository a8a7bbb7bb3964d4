import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Teams from "@effect-grafana/elements/Teams"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { counted, paged, twice } from "./listing.js"
import { sorted } from "./sorted.js"

const Member = Schema.Struct({
  /** The login. */
  user: Schema.String,
  permission: Schema.Literal("Member", "Admin")
})

type Member = typeof Member.Type

const TeamContent = Schema.Struct({
  /** `""` for none. */
  email: Schema.String,
  members: Schema.Array(Member)
})

type TeamContent = typeof TeamContent.Type

/** The teams of an organization, by name, with the ids that their instance reads them by. */
export const teamListing: Stream.Stream<Kind.Page, Kind.Problem, Grafana> = paged(
  Teams.search.pages({}, counted),
  ({ id, name }) => ({ key: name, title: name, id: String(id) })
)

/** The teams of an organization, by name, with their members by login. */
export const teams: Kind.Kind = Kind.make<TeamContent>({
  name: "teams",
  after: ["users"],
  byId: true,
  content: TeamContent,
  listings: twice(teamListing),
  reads: [Teams.search, Teams.get, Teams.listMembers],
  read: (item) =>
    Effect.gen(function* () {
      const id = Number(item.id)
      const { email, isProvisioned } = yield* Teams.get({ id })
      const members = yield* Teams.listMembers({ id })
      return {
        content: {
          email,
          members: sorted(
            members.map(({ login, permission }): Member => ({ user: login, permission: wordOf(permission) }))
          )
        },
        fixed: isProvisioned === true ? "provisioned by an identity provider" : undefined
      }
    }),
  references: ({ email, members }, rewrite) => ({
    email,
    members: sorted(
      members.flatMap(({ permission, user }, i) => {
        const login = rewrite("users", user, `members[${i}].user`)
        return login === undefined ? [] : [{ user: login, permission }]
      })
    )
  }),
  write: {
    lane: "teams",
    exclusive: true,
    inSteps: true,
    create: (name, { email, members }, writing) =>
      Effect.gen(function* () {
        const { teamId } = yield* Teams.create({ name, email })
        // Who creates a team has joined it.
        yield* setMembers(teamId, members, writing)
        return { id: String(teamId) }
      }),
    update: ({ content, id, key }, { email, members }, writing) =>
      Effect.gen(function* () {
        if (content.email !== email) yield* Teams.update({ id: Number(id), name: key, email })
        yield* setMembers(Number(id), members, writing)
      }),
    remove: ({ id }) => Teams.remove({ id: Number(id) })
  }
})

const wordOf = (permission: number): Member["permission"] => (permission === 4 ? "Admin" : "Member")

/** Lets join and leave who has to; where the target lacks somebody it fails after all others have joined. */
const setMembers = (
  id: number,
  members: ReadonlyArray<Member>,
  { idOf }: Kind.Writing
): Effect.Effect<void, Kind.Problem, Grafana> =>
  Effect.gen(function* () {
    const [[missing], wanted] = yield* Effect.partition(members, ({ permission, user }) =>
      Effect.map(idOf("users", user), (userId) => [Number(userId), permission === "Admin" ? 4 : 0] as const)
    )
    const there = new Map((yield* Teams.listMembers({ id })).map((it) => [it.userId, it.permission]))
    for (const [userId, permission] of wanted) {
      if (!there.has(userId)) yield* Teams.addMember({ id, userId })
      if ((there.get(userId) ?? 0) !== permission) yield* Teams.updateMember({ id, userId, permission })
    }
    const staying = new Set(wanted.map(([userId]) => userId))
    for (const userId of there.keys()) if (!staying.has(userId)) yield* Teams.removeMember({ id, userId })
    if (missing !== undefined) return yield* Effect.fail(missing)
  })
