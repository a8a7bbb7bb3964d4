/** `--invite-users`: users whom the target lacks are invited, instead of being a conflict. */
import type { Kind } from "../Kind.js"
import * as Kinds from "../Kinds.js"
import type { Plan } from "../Plan.js"

export const inviting = (kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> =>
  kinds.map((kind) => (kind.name === Kinds.invitedUsers.name ? Kinds.invitedUsers : kind))

/** All kinds, as a plan was made with them: only one that invites makes users. */
export const kindsOfPlan = ({ organizations }: Plan): ReadonlyArray<Kind> => {
  const invites = organizations.some(({ actions }) =>
    actions.some(({ change, kind }) => kind === Kinds.invitedUsers.name && change === "create")
  )
  return invites ? inviting(Kinds.all) : Kinds.all
}
