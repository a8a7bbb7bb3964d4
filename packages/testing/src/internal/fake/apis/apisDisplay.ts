import type { JsonObject } from "../bind.js"
import { avatarUrl } from "../words/format.js"
import { middlewareJson, type FakeResponse } from "../message.js"
import type { Context } from "../route.js"

const kinds = ["user", "service-account", "render-service", "access-policy"]

const constants: Readonly<Record<string, string>> = {
  anonymous: "Anonymous",
  "api-key": "API Key",
  provisioning: "Provisioning"
}

const constant = (type: string, name: string): JsonObject => ({
  identity: type === "api-key" ? { type, name } : { type },
  displayName: constants[type],
  avatarURL: avatarUrl(type)
})

/** People and service accounts of the organization, by uid or id. */
const members = ({ org, state }: Context, names: ReadonlySet<string>): ReadonlyArray<JsonObject> => {
  const people = [...org.members.keys()].flatMap((id) => state.users.byId(id) ?? [])
  const accounts = [...org.serviceAccounts.values()].map((account) => ({ ...account, email: account.login }))
  return [
    ...people.map((user) => ({ ...user, type: "user" })),
    ...accounts.map((account) => ({ ...account, type: "service-account" }))
  ]
    .filter(({ id, uid }) => names.has(uid) || names.has(String(id)))
    .sort((left, right) => left.id - right.id)
    .map(({ email, id, login, name, type, uid }) => ({
      identity: { type, name: uid },
      displayName: name || login,
      avatarURL: avatarUrl(email),
      internalId: id
    }))
}

/** How to show those whom annotations name as `user:uid`. */
export const displayNames = (context: Context): FakeResponse => {
  const keys = context.query.all("key")
  const names = new Set<string>()
  const invalid: Array<string> = []
  const constantsAsked: Array<JsonObject> = []
  for (const key of keys) {
    const colon = key.indexOf(":")
    const type = colon > 0 ? key.slice(0, colon) : "user"
    const name = key.slice(colon + 1)
    if (constants[type] !== undefined) constantsAsked.push(constant(type, name))
    else if (kinds.includes(type)) names.add(name)
    else invalid.push(key)
  }
  return middlewareJson(200, {
    metadata: {},
    keys,
    ...(invalid.length === 0 ? {} : { invalidKeys: invalid }),
    display: [...members(context, names), ...constantsAsked]
  })
}
