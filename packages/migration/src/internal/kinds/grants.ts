/** Who may do what with a folder or a dashboard: its own grants, without those that it inherits. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { AccessEntry, AccessItem } from "@effect-grafana/elements/Common"
import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Problem, Rewrite, Spec, Writing } from "../../Kind.js"
import { comesAlong } from "./comesAlong.js"
import { sentRole } from "./role.js"
import { sorted } from "./sorted.js"

/** To one of a role, a team, a user and a service account. */
const Grant = Schema.Struct({
  role: Schema.optional(Schema.String),
  /** The name. */
  team: Schema.optional(Schema.String),
  /** The login. */
  user: Schema.optional(Schema.String),
  /** The name. */
  serviceAccount: Schema.optional(Schema.String),
  permission: Schema.Literal("View", "Edit", "Admin")
})

type Grant = typeof Grant.Type

const Content = Schema.Struct({ permissions: Schema.Array(Grant) })

export type GrantsContent = typeof Content.Type

type Item = typeof AccessItem.Type

/** How the grants of an object are listed, and all of them replaced. */
export interface Access {
  /** The kind of the objects. */
  readonly of: string
  readonly list: (uid: string) => Effect.Effect<ReadonlyArray<AccessEntry>, Problem, Grafana>
  readonly set: (uid: string, items: ReadonlyArray<Item>) => Effect.Effect<unknown, Problem, Grafana>
}

/** What the grants of folders and those of dashboards share. */
export const grants = (
  lane: string,
  { list, of, set }: Access
): Pick<Spec<GrantsContent>, "content" | "read" | "references" | "write"> => {
  const write = (uid: string, { permissions }: GrantsContent, writing: Writing) =>
    Effect.gen(function* () {
      const [[missing], items] = yield* Effect.partition(permissions, (grant) => itemOf(grant, writing))
      // What can be given is given all the same: until then the object is open to all whom Grafana itself lets in.
      yield* set(uid, items)
      if (missing !== undefined) return yield* Effect.fail(missing)
    })
  return {
    content: Content,
    read: ({ key }) =>
      Effect.map(Effect.flatMap(list(key), Effect.forEach(grantsOf)), (grants) => ({
        content: { permissions: sorted(grants.flat()) }
      })),
    references,
    write: {
      lane,
      ...comesAlong(of, { sameKey: true }),
      create: (uid, content, writing) => Effect.as(write(uid, content, writing), {}),
      update: ({ key }, content, writing) => write(key, content, writing)
    }
  }
}

const kinds = { team: "teams", user: "users", serviceAccount: "service-accounts" } as const

/** The kinds whose objects can be given something. */
export const holders: ReadonlyArray<string> = Object.values(kinds)

/** What reading grants calls, besides their list. */
export const grantsReads = [ServiceAccounts.get]

/** Undefined for a role, which every Grafana has. */
const holderOf = ({ serviceAccount, team, user }: Grant) => {
  if (team !== undefined) return { field: "team", key: team } as const
  if (user !== undefined) return { field: "user", key: user } as const
  return serviceAccount === undefined
    ? undefined
    : ({ field: "serviceAccount", key: serviceAccount } as const)
}

const references = ({ permissions }: GrantsContent, rewrite: Rewrite): GrantsContent => ({
  permissions: sorted(
    permissions.flatMap((grant, i) => {
      const holder = holderOf(grant)
      if (holder === undefined) return [grant]
      const { field, key } = holder
      const known = rewrite(kinds[field], key, `permissions[${i}].${field}`)
      return known === undefined ? [] : [{ [field]: known, permission: grant.permission }]
    })
  )
})

// ---- reading ---------------------------------------------------------------------------------------------

const words = new Map<number, Grant["permission"]>([
  [1, "View"],
  [2, "Edit"],
  [4, "Admin"]
])

/** None of an inherited one, nor of a level that gives nothing, which 12.3.0 stores too. */
const grantsOf = (entry: AccessEntry): Effect.Effect<ReadonlyArray<Grant>, Problem, Grafana> => {
  const { inherited, role = "", team, userId, userLogin } = entry
  const permission = words.get(entry.permission)
  if (inherited || permission === undefined) return Effect.succeed([])
  if (role !== "") return Effect.succeed([{ role, permission }])
  if (team !== "") return Effect.succeed([{ team, permission }])
  const toUser = Effect.succeed([{ user: userLogin, permission }])
  // Nothing but the login tells a service account from a user, and a user may have such a login.
  if (!userLogin.startsWith("sa-")) return toUser
  return ServiceAccounts.get({ id: userId }).pipe(
    Effect.map(({ name }): ReadonlyArray<Grant> => [{ serviceAccount: name, permission }]),
    Effect.catchTag("NotFound", () => toUser)
  )
}

// ---- writing ---------------------------------------------------------------------------------------------

const levels = { View: 1, Edit: 2, Admin: 4 } as const

const itemOf = (grant: Grant, { idOf }: Writing): Effect.Effect<Item, Problem, Grafana> => {
  const permission = levels[grant.permission]
  const holder = holderOf(grant)
  if (holder === undefined) return Effect.succeed({ role: sentRole(grant.role ?? ""), permission })
  const { field, key } = holder
  return Effect.map(idOf(kinds[field], key), (id) => ({
    [field === "team" ? "teamId" : "userId"]: Number(id),
    permission
  }))
}
