/** Routes of dashboards that Grafana has deprecated without a like, or dropped: `RouteNotFound` where they are gone. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Id, JsonObject, Message } from "./Common.js"
import { Dashboard, DashboardWithMeta } from "./Dashboards.js"

/**
 * Reads one dashboard by the slug of its title. Gone since Grafana 8.
 * @deprecated by Grafana 5.0: use `Dashboards.get`, or `Dashboards.getByName`.
 * @see https://grafana.com/docs/grafana/v7.5/http_api/dashboard/
 */
export const getBySlug = Endpoint.get("getDashboardBySlug", "/api/dashboards/db/{slug}", {
  params: { slug: Schema.NonEmptyString },
  success: DashboardWithMeta,
  error: [NotFound]
})

const Ids = Schema.transform(Schema.String, Schema.NonEmptyArray(Id), {
  strict: true,
  decode: (text): readonly [number, ...ReadonlyArray<number>] => {
    const [first = "", ...rest] = text.split(",")
    return [Number(first), ...rest.map(Number)]
  },
  encode: (ids) => ids.join(",")
})

/**
 * Gives the uids of dashboards that are known by their numeric ids. What is not found is left out, so the two lists
 * match only where all are found.
 * @deprecated by Grafana 10: nothing succeeds it; ids are on their way out.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
 */
export const getUids = Endpoint.get("getDashboardUIDs", "/api/dashboards/ids/{ids}", {
  params: { ids: Ids },
  success: Schema.Array(Schema.String)
})

/**
 * Gives a dashboard back: what it was made for, to take default values out, no release from 9.3 on does. Gone since
 * Grafana 10.
 * @deprecated by Grafana 10: nothing succeeds it.
 * @see https://grafana.com/docs/grafana/v9.5/developers/http_api/dashboard/
 */
export const trim = Endpoint.post("trimDashboard", "/api/dashboards/trim", {
  kind: "safe",
  payload: {
    dashboard: Dashboard,
    meta: Schema.optional(JsonObject)
  },
  success: Schema.Struct({
    dashboard: Dashboard,
    meta: Schema.NullOr(JsonObject)
  }),
  error: [BadRequest]
})

/**
 * Stars a dashboard that is named by its numeric id. Gone since Grafana 12.
 * @deprecated by Grafana 9.3: use `Dashboards.star`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/user/#star-a-dashboard
 */
export const starById = Endpoint.post("starDashboard", "/api/user/stars/dashboard/{id}", {
  kind: "idempotent",
  params: { id: Id },
  success: Message,
  error: [BadRequest, NotFound]
})

/**
 * Takes the user's star from a dashboard that is named by its numeric id. Gone since Grafana 12.
 * @deprecated by Grafana 9.3: use `Dashboards.unstar`.
 * @see https://grafana.com/docs/grafana/v10.4/developers/http_api/user/#unstar-a-dashboard
 */
export const unstarById = Endpoint.delete("unstarDashboard", "/api/user/stars/dashboard/{id}", {
  params: { id: Id },
  success: Message,
  error: [BadRequest]
})
