import { isPassword } from "./adminUsers.js"
import { bind } from "../bind.js"
import { isRole } from "../caller.js"
import { seconds } from "../words/format.js"
import { longKey } from "../words/identifiers.js"
import { badRequestData, json, message, ok, type FakeResponse } from "../message.js"
import type { Invite, Org } from "../model.js"
import { anywhere, param, route, type Context, type Handler, type Route } from "../route.js"
import { addUser, nextId, type State } from "../state.js"
import { isTaken } from "./userStore.js"

const notFound = message(404, "Invite not found")

const view = ({ org, state }: Context, invite: Invite) => {
  const sender = state.users.byId(invite.invitedBy)
  return {
    id: invite.id,
    orgId: org.id,
    name: invite.name,
    email: invite.email,
    role: invite.role,
    invitedByLogin: sender?.login ?? "",
    invitedByEmail: sender?.email ?? "",
    invitedByName: sender?.name ?? "",
    code: invite.code,
    status: invite.status,
    url: `http://localhost:3000/invite/${invite.code}`,
    emailSent: false,
    emailSentOn: seconds(invite.created),
    createdOn: seconds(invite.created)
  }
}

const list: Handler = (context) =>
  ok(
    context.org.invites
      .filter(({ status }) => status === "InvitePending")
      .map((invite) => view(context, invite))
  )

const addExisting = (org: Org, userId: number, name: string, role: Invite["role"]): FakeResponse => {
  if (org.members.has(userId)) return message(412, `User ${name} is already added to organization`)
  org.members.set(userId, role)
  return json(200, { message: `Existing Grafana user ${name} added to org ${org.name}`, userId })
}

const create: Handler = ({ caller, org, request, state }) => {
  const body = bind(request, { loginOrEmail: "string", name: "string", role: "string", sendEmail: "boolean" })
  if (body?.role === undefined || !isRole(body.role)) return badRequestData
  const email = body.loginOrEmail ?? ""
  const existing = state.logins.get(email.toLowerCase())
  if (existing !== undefined) return addExisting(org, existing.id, email, body.role)
  const invite: Invite = {
    id: nextId(state, "invite"),
    code: longKey(state.random, 30),
    name: body.name ?? "",
    email,
    role: body.role,
    invitedBy: caller.id,
    created: state.now(),
    status: "InvitePending"
  }
  org.invites = [...org.invites, invite]
  // The invitation stands all the same (12.3.0).
  if (body.sendEmail === true) {
    return message(412, "SMTP not configured, check your grafana.ini config file's [smtp] section")
  }
  return message(200, `Created invite for ${email}`)
}

const find = (state: State, code: string): readonly [Org, Invite] | undefined => {
  for (const org of state.orgs.values()) {
    const invite = org.invites.find((candidate) => candidate.code === code)
    if (invite !== undefined) return [org, invite]
  }
  return undefined
}

const revoke: Handler = (context) => {
  const found = find(context.state, param(context, "code"))
  if (found === undefined) return notFound
  found[1].status = "Revoked"
  return message(200, "Invite revoked")
}

const info: Handler = (context) => {
  const found = find(context.state, param(context, "code"))
  if (found === undefined) return notFound
  const [org, invite] = found
  const sender = context.state.users.byId(invite.invitedBy)
  const invitedBy = sender === undefined ? "" : sender.name || sender.login
  return ok({ email: invite.email, name: invite.name, username: invite.email, invitedBy, orgName: org.name })
}

const complete: Handler = ({ request, state }) => {
  const body = bind(request, {
    inviteCode: "string",
    username: "string",
    email: "string",
    name: "string",
    password: "string"
  })
  if (body?.inviteCode === undefined || body.inviteCode === "") return badRequestData
  const found = find(state, body.inviteCode)
  if (found === undefined) return notFound
  const [org, invite] = found
  if (invite.status !== "InvitePending")
    return message(412, `Invite cannot be used in status ${invite.status}`)
  const { email = "", name = "", username = "" } = body
  if (!isPassword(body.password)) return message(500, "failed to create user")
  if (isTaken(state, username, email)) {
    return message(412, `User with email '${email}' or username '${username}' already exists`)
  }
  const user = addUser(state, {
    login: username || email,
    email,
    name,
    password: body.password,
    orgId: org.id
  })
  org.members.set(user.id, invite.role)
  invite.status = "Completed"
  return ok({ id: user.id, message: "User created and logged in" })
}

const manages = { access: anywhere("org.users:add") }

export const inviteRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/org/invites" }, list, manages),
  route({ method: "POST", path: "/api/org/invites" }, create, manages),
  route({ method: "PATCH", path: "/api/org/invites/{code}/revoke" }, revoke, manages),
  route({ method: "GET", path: "/api/user/invite/{code}" }, info, { open: true }),
  route({ method: "POST", path: "/api/user/invite/complete" }, complete, { open: true })
]
