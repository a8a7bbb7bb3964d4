import { sessionCookie } from "./authenticate.js"
import { bind } from "../bind.js"
import { longKey } from "../words/identifiers.js"
import { message, ok, publicError, type FakeResponse } from "../message.js"
import { route, type Context, type Route } from "../route.js"
import { nextId } from "../state.js"

const login = ({ request, state }: Context): FakeResponse => {
  const body = bind(request, { user: "string", password: "string" })
  if (body === undefined) return publicError(400, "form-auth.invalid", "bad login data")
  const user = state.logins.get((body.user ?? "").toLowerCase())
  if (user?.password === undefined || user.password !== body.password) {
    return publicError(401, "password-auth.failed", "Invalid username or password")
  }
  const now = state.now()
  const token = longKey(state.random, 32)
  user.authTokens = [...user.authTokens, { id: nextId(state, "session"), token, created: now, seen: now }]
  const answer = ok({ message: "Logged in", redirectUrl: "/" })
  const cookie = `${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Lax`
  return { ...answer, headers: { ...answer.headers, "set-cookie": cookie } }
}

const ping = ({ caller }: Context): FakeResponse =>
  caller.id === 0 ? message(401, "Unauthorized") : message(200, "Logged in")

const rotate = ({ caller, state }: Context): FakeResponse => {
  const active = caller.user?.authTokens.find(({ token }) => token === caller.sessionToken)
  if (active === undefined) return message(401, "Unauthorized")
  active.seen = state.now()
  return ok({})
}

export const loginRoutes: ReadonlyArray<Route> = [
  route({ method: "POST", path: "/login" }, login, { open: true }),
  route({ method: "GET", path: "/api/login/ping" }, ping, { open: true }),
  route({ method: "POST", path: "/api/user/auth-tokens/rotate" }, rotate, { open: true })
]
