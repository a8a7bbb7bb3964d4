import { iamMetadata, iamResource, iamStorage, isAdministrator, unauthorized } from "./apisIamStorage.js"
import { resourceRoutes } from "./apisRoutes.js"
import type { KubeObject } from "./apisObject.js"
import type { TeamMember } from "../model.js"
import { toInt } from "../query.js"
import type { Context, Route } from "../route.js"

interface Binding extends TeamMember {
  readonly teamUid: string
}

const resource = iamResource("teambindings", "TeamBinding")

/** Who is in which team, team by team. */
const bindings = ({ org }: Context): ReadonlyArray<Binding> =>
  org.teams
    .sorted("id", (left, right) => left.id - right.id)
    .flatMap((team) =>
      [...team.members.values()]
        .sort((left, right) => left.id - right.id)
        .map((member) => ({ ...member, teamUid: team.uid }))
    )

const view = (context: Context, binding: Binding): KubeObject => ({
  metadata: iamMetadata(context, binding, {}),
  spec: {
    subject: { name: context.state.users.byId(binding.userId)?.uid ?? "" },
    teamRef: { name: binding.teamUid },
    permission: binding.permission === 4 ? "admin" : "member",
    external: false
  }
})

const defaultLimit = 50

export const apisTeamBindingRoutes: ReadonlyArray<Route> = resourceRoutes({
  ...iamStorage({ resource, rows: bindings, allowed: isAdministrator, view }),
  authorize: (context, attempt) =>
    isAdministrator(context) ? undefined : unauthorized(context, resource, attempt),
  // A page has one more than was asked for, and the next one begins with the same (12.3.0).
  list: (context, { limit, token }) => {
    const size = limit > 0 ? limit : defaultLimit
    const found = bindings(context)
      .filter(({ id }) => id >= toInt(token))
      .slice(0, size + 1)
    const last = found.at(-1)
    return {
      metadata: found.length < size || last === undefined ? {} : { continue: String(last.id) },
      items: found.map((binding) => view(context, binding))
    }
  }
})
