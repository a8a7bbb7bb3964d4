import * as ServiceAccounts from "@effect-grafana/elements/ServiceAccounts"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Kind from "../../Kind.js"
import { counted, twice } from "./listing.js"
import { sentRole } from "./role.js"

const AccountContent = Schema.Struct({ role: Schema.String, isDisabled: Schema.Boolean })

type AccountContent = typeof AccountContent.Type

/**
 * The service accounts of an organization, by name, but for those that plugins have made for themselves. Grafana shows
 * no token twice: their names stand aside, and new ones have to be made.
 */
export const serviceAccounts: Kind.Kind = Kind.make<AccountContent>({
  name: "service-accounts",
  after: [],
  byId: true,
  content: AccountContent,
  listings: twice(
    Stream.map(ServiceAccounts.search.pages({}, counted), ({ items }) => ({
      items: items
        .filter(({ isExternal }) => isExternal !== true)
        .map(({ id, name }) => ({ key: name, title: name, id: String(id) }))
    }))
  ),
  reads: [ServiceAccounts.search, ServiceAccounts.get, ServiceAccounts.listTokens],
  read: (item) =>
    Effect.gen(function* () {
      const id = Number(item.id)
      const { isDisabled, role } = yield* ServiceAccounts.get({ id })
      const tokens = yield* ServiceAccounts.listTokens({ id })
      return { content: { role, isDisabled }, aside: { tokens: tokens.filter(isGood).map(named) } }
    }),
  references: (content) => content,
  write: {
    lane: "service-accounts",
    exclusive: true,
    create: (name, { isDisabled, role }) =>
      Effect.map(ServiceAccounts.create({ name, role: sentRole(role), isDisabled }), ({ id }) => ({
        id: String(id)
      })),
    update: ({ id }, { isDisabled, role }) =>
      ServiceAccounts.update({ id: Number(id), role: sentRole(role), isDisabled }),
    remove: ({ id }) => ServiceAccounts.remove({ id: Number(id) })
  }
})

const isGood = ({ hasExpired, isRevoked }: ServiceAccounts.Token): boolean =>
  !hasExpired && isRevoked !== true

const named = ({ expiration, name }: ServiceAccounts.Token) => ({
  name,
  ...(expiration === null ? {} : { expiration })
})
