import { json, type FakeResponse } from "./message.js"
import { route, type Route } from "./route.js"

/** Routes that Grafana 12.3.0 has and the fake has not: verbs and path. `{}` is any one segment. */
const known: ReadonlyArray<string> = [
  "POST /api/admin/encryption/rollback-secrets",
  "GET /metrics",
  "GET /openapi/v3"
]

export const notBuilt = (method: string, path: string): FakeResponse =>
  json(501, { message: `${method} ${path} is a route of Grafana that this fake has not built yet` })

const unbuilt = (entry: string): ReadonlyArray<Route> => {
  const [methods = "", path = ""] = entry.split(" ")
  return methods.split(",").map((method) =>
    // Metrics are for everybody.
    route({ method, path }, () => notBuilt(method, path), { reads: true, open: path === "/metrics" })
  )
}

/** Answers for every route that is known and not built, so that it cannot be taken for one that does not exist. */
export const unbuiltRoutes: ReadonlyArray<Route> = known.flatMap(unbuilt)
