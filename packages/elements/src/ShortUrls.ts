/** Short links into Grafana's own pages. Not in its OpenAPI. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import { BadRequest, NotFound } from "@effect-grafana/core/GrafanaError"
import * as Schema from "effect/Schema"
import { Uid } from "./Common.js"

/** A short link; `lastSeenAt` is when somebody last followed it, in epoch seconds, or 0. */
export interface ShortUrl extends Schema.Schema.Type<typeof shortUrl> {}
const shortUrl = Schema.Struct({ uid: Schema.String, path: Schema.String, lastSeenAt: Schema.Int })
export const ShortUrl: Schema.Schema<ShortUrl> = shortUrl

/** A new short link; `url` is what to hand out. */
export interface CreatedShortUrl extends Schema.Schema.Type<typeof createdShortUrl> {}
const createdShortUrl = Schema.Struct({ uid: Schema.String, url: Schema.String })
export const CreatedShortUrl: Schema.Schema<CreatedShortUrl> = createdShortUrl

/**
 * Reads one short link.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/short_url/
 */
export const get = Endpoint.get("getShortURL", "/api/short-urls/{uid}", {
  params: { uid: Uid },
  success: ShortUrl,
  error: [BadRequest, NotFound]
})

/**
 * Creates a short link to a page, by its path from the root and without the first slash: `d/<uid>?from=now-1h`.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/short_url/#create-short-url
 */
export const create = Endpoint.post("createShortURL", "/api/short-urls", {
  payload: { path: Schema.NonEmptyString },
  success: CreatedShortUrl,
  error: [BadRequest]
})
