import { middlewareJson, ok, text, unauthorized } from "../message.js"
import { route, type Route } from "../route.js"

export const version = "12.3.0"

const database = { database: "ok", version, commit: "NA" }

export const buildInfo = {
  hideVersion: false,
  version,
  versionString: `Grafana v${version} (NA)`,
  commit: "NA",
  commitShort: "NA",
  buildstamp: 1795326782,
  edition: "Open Source",
  latestVersion: "",
  hasUpdate: false,
  env: "production"
}

export const healthRoutes: ReadonlyArray<Route> = [
  route(
    { method: "GET", path: "/api/health" },
    // Unlike every other route this one is lost behind a trailing slash (12.3.0).
    ({ request }) =>
      request.url.startsWith("/api/health/") ? unauthorized() : middlewareJson(200, database),
    { open: true }
  ),
  route({ method: "GET", path: "/healthz" }, () => text(200, "Ok"), { open: true }),
  route({ method: "GET", path: "/api/search/sorting" }, () => ok({ sortOptions }))
]

const sortOptions = [
  {
    description: "Sort results in an alphabetically ascending order",
    displayName: "Alphabetically (A–Z)",
    meta: "",
    name: "alpha-asc"
  },
  {
    description: "Sort results in an alphabetically descending order",
    displayName: "Alphabetically (Z–A)",
    meta: "",
    name: "alpha-desc"
  }
]
