/** The public keys with which others check what Grafana signed. */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Schema from "effect/Schema"
import { OpenEnum } from "./Common.js"

/** A public key as RFC 7517 has it (the OpenAPI shows the server's own fields); which of the rest it has, `kty` tells. */
export interface JsonWebKey extends Schema.Schema.Type<typeof jsonWebKey> {}
const jsonWebKey = Schema.Struct({
  kty: OpenEnum("EC", "RSA", "OKP"),
  use: Schema.optional(Schema.String),
  kid: Schema.optional(Schema.String),
  alg: Schema.optional(Schema.String),
  crv: Schema.optional(Schema.String),
  x: Schema.optional(Schema.String),
  y: Schema.optional(Schema.String),
  n: Schema.optional(Schema.String),
  e: Schema.optional(Schema.String)
})
export const JsonWebKey: Schema.Schema<JsonWebKey> = jsonWebKey

/**
 * Lists the keys; no credential is needed. From Grafana 10.2 on.
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export const list = Endpoint.get("retrieveJWKS", "/api/signing-keys/keys", {
  success: Schema.Struct({ keys: Endpoint.nullAsEmpty(Schema.Array(JsonWebKey)) })
})
