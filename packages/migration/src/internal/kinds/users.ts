import type { Grafana } from "@effect-grafana/core/Grafana"
import * as Invites from "@effect-grafana/elements/Invites"
import * as Organization from "@effect-grafana/elements/Organization"
import * as User from "@effect-grafana/elements/User"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { counted, once, paged, twice } from "./listing.js"
import { sentRole } from "./role.js"

const UserContent = Schema.Struct({ role: Schema.String })

/** Name and e-mail are for the invite: those of a user who is there are never changed. */
const InvitedContent = Schema.Struct({
  role: Schema.String,
  email: Schema.optional(Schema.String),
  name: Schema.optional(Schema.String)
})

type InvitedContent = typeof InvitedContent.Type

/** A user whom a listing has shown is in the organization no longer. */
class UserLeft extends Data.TaggedError("NotFound")<{ readonly login: string }> {
  override get message(): string {
    return `the organization has no user ${this.login}`
  }
}

/** A migration does not change the rights that it is carried out with. */
class OwnRole extends Data.TaggedError("OwnRole")<{ readonly login: string }> {
  override get message(): string {
    return `the migration is carried out as ${this.login}, whose role it does not change`
  }
}

const item = ({ email, login, name, userId }: Organization.OrganizationUser): Kind.Item => ({
  key: login,
  title: name === "" ? login : name,
  aliases: email === "" ? [] : [email.toLowerCase()],
  id: String(userId)
})

/** Grafana before 9.4 has no search, and lists all at once. */
const members: Stream.Stream<Kind.Page, Kind.Problem, Grafana> = paged(
  Organization.searchUsers.pages({}, counted),
  item
).pipe(
  Stream.catchAll((problem) =>
    problem._tag === "RouteNotFound"
      ? once(Effect.map(Organization.listUsers(), (users) => users.map(item)))
      : Stream.fail(problem)
  )
)

const find = (login: string) =>
  Effect.flatMap(Organization.listUsers({ query: login }), (users) => {
    const user = users.find((it) => it.login === login)
    return user === undefined ? new UserLeft({ login }) : Effect.succeed(user)
  })

const fixed = ({ isExternallySynced, isProvisioned }: Organization.OrganizationUser): string | undefined =>
  isExternallySynced === true || isProvisioned === true ? "synced from an identity provider" : undefined

const changeRole = ({ id, key }: Kind.There, role: string) =>
  Effect.gen(function* () {
    const me = yield* User.get()
    if (me.login === key) return yield* new OwnRole({ login: key })
    yield* Organization.updateUser({ userId: Number(id), role: sentRole(role) })
  })

const shared = {
  name: "users",
  after: [],
  listings: twice(members),
  byId: true,
  reads: [Organization.searchUsers, Organization.listUsers]
} as const

/**
 * The members of an organization, by login, or by e-mail where an instance has another login for it. A migration makes
 * none, and changes nothing of one but the role.
 */
export const users: Kind.Kind = Kind.make<typeof UserContent.Type>({
  ...shared,
  content: UserContent,
  read: ({ key }) =>
    Effect.map(find(key), (user) => ({
      content: { role: user.role },
      fixed: fixed(user),
      aside: { email: user.email, name: user.name }
    })),
  references: (content) => content,
  missing: () => "the target's organization has no user of this login or e-mail: invite or add them",
  write: {
    lane: "users",
    create: (login) => new UserLeft({ login }),
    update: (there, { role }) => changeRole(there, role)
  }
})

/**
 * The same, in place of {@link users}: who is missing is invited by e-mail, and a user of the target's other
 * organizations joins at once. The others are known to the target only when they have accepted.
 */
export const invitedUsers: Kind.Kind = Kind.make<InvitedContent>({
  ...shared,
  content: InvitedContent,
  read: ({ key }) =>
    Effect.map(find(key), (user) => ({
      content: { role: user.role, email: user.email, name: user.name },
      fixed: fixed(user)
    })),
  references: (content) => content,
  arrive: (content, there) => (there === undefined ? content : { ...there, role: content.role }),
  write: {
    lane: "users",
    exclusive: true,
    create: (login, content) => invite(login, content),
    update: (there, { role }) => changeRole(there, role)
  }
})

const invite = (login: string, { email = "", name = "", role }: InvitedContent) =>
  Effect.gen(function* () {
    const loginOrEmail = email === "" ? login : email
    const pending = yield* Invites.list()
    if (pending.some((it) => it.email.toLowerCase() === loginOrEmail.toLowerCase())) return {}
    const { userId } = yield* Invites.create({ loginOrEmail, name, role: sentRole(role), sendEmail: true })
    return userId === undefined ? {} : { id: String(userId) }
  }).pipe(
    // The invite stands, and who administers the organization can hand its link on.
    Effect.catchTag("SmtpNotConfigured", () => Effect.succeed({}))
  )
