import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Option from "effect/Option"
import type { Message } from "../Common.js"
import type { AddedUser, OrganizationUser } from "../Organization.js"

/** Judges an addition of a user to an organization by the users that stand there now. */
export const judgeMember = (
  sent: { readonly loginOrEmail: string; readonly role: string },
  found: Option.Option<ReadonlyArray<OrganizationUser>>
): Endpoint.Verdict<AddedUser> => {
  const name = sent.loginOrEmail.toLowerCase()
  const member = Option.getOrElse(found, () => []).find(
    ({ email, login }) => login.toLowerCase() === name || email.toLowerCase() === name
  )
  if (member === undefined) return Endpoint.notDone
  return member.role === sent.role
    ? Endpoint.done({ message: "User added to organization", userId: member.userId })
    : Endpoint.conflict
}

/** Judges a removal of a user from an organization by the users that stand there now. */
export const judgeRemoval = (
  sent: { readonly userId: number },
  found: Option.Option<ReadonlyArray<OrganizationUser>>
): Endpoint.Verdict<Message> =>
  Option.isSome(found) && found.value.every(({ userId }) => userId !== sent.userId)
    ? Endpoint.done({ message: "User removed from organization" })
    : Endpoint.notDone
