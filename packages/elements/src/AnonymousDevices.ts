/** The devices that visited without signing in, within thirty days, where the server lets them. From Grafana 10.3 on. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Pagination from "@effect-grafana/core/Pagination"
import * as Schema from "effect/Schema"
import { Count } from "./Common.js"

// No recording shows a device: the fields are those of the 12.3.0 server.
const fields = {
  deviceId: Schema.String,
  clientIp: Schema.String,
  userAgent: Schema.String,
  createdAt: Schema.String,
  updatedAt: Schema.String
}

/** A device; `lastSeenAt` is in words: `2 minutes`. */
export interface Device extends Schema.Schema.Type<typeof device> {}
const device = Schema.Struct({ ...fields, lastSeenAt: Schema.String, avatarUrl: Schema.String })
export const Device: Schema.Schema<Device> = device

/** A device that a search found. Of its times `updatedAt` is when it was last seen. */
export interface DeviceHit extends Schema.Schema.Type<typeof deviceHit> {}
const deviceHit = Schema.Struct(fields)
export const DeviceHit: Schema.Schema<DeviceHit> = deviceHit

/**
 * Lists all devices.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/anonymous-auth/
 */
export const list = Endpoint.get("listDevices", "/api/anonymous/devices", {
  success: Schema.Array(Device),
  error: [NotFound]
})

/**
 * Searches devices by a part of their IP address; the stated total counts all of them.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/anonymous-auth/
 */
export const search = Endpoint.list(
  "SearchDevices",
  "/api/anonymous/search",
  {
    // Not in Grafana's OpenAPI.
    query: {
      query: Schema.optional(Schema.String),
      sort: Schema.optional(
        Schema.Literal("userAgent-asc", "userAgent-desc", "updatedAt-asc", "updatedAt-desc")
      ),
      page: Schema.optional(Count),
      perpage: Schema.optional(Count)
    },
    success: Schema.Struct({
      totalCount: Schema.Int,
      devices: Endpoint.nullAsEmpty(Schema.Array(DeviceHit)),
      page: Schema.Int,
      perPage: Schema.Int
    }),
    error: [BadRequest, NotFound]
  },
  Pagination.number({
    page: "page",
    size: "perpage",
    first: 1,
    pageSize: 1000,
    items: "devices",
    total: { path: "totalCount", trusted: false },
    id: "deviceId"
  })
)
