import { message, ok, type FakeResponse } from "../message.js"
import { param, route, type Context, type Route } from "../route.js"

/** The uids of the dashboards that the caller has starred. */
export const starredBy = ({ caller, org }: Context): ReadonlyArray<string> => org.stars.get(caller.key) ?? []

const star = (context: Context): FakeResponse => {
  const uid = param(context, "uid")
  if (context.org.dashboards.get(uid) === undefined) return message(404, "Dashboard not found")
  const others = starredBy(context).filter((starred) => starred !== uid)
  context.org.stars.set(context.caller.key, [...others, uid])
  return message(200, "Dashboard starred!")
}

const unstar = (context: Context): FakeResponse => {
  const uid = param(context, "uid")
  const others = starredBy(context).filter((starred) => starred !== uid)
  context.org.stars.set(context.caller.key, others)
  return message(200, "Dashboard unstarred")
}

export const starRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: "/api/user/stars" }, (context) => ok(starredBy(context))),
  route({ method: "POST", path: "/api/user/stars/dashboard/uid/{uid}" }, star),
  route({ method: "DELETE", path: "/api/user/stars/dashboard/uid/{uid}" }, unstar)
]
