/** What Grafana answers for any resource under `/apis`. */
import { BadRequest, type ErrorCase, RouteNotFound, UidTaken, when } from "@effect-grafana/core/GrafanaError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

// A namespace that is not the credential's (12.3.0).
const namespaceMismatch = /^namespace mismatch: /

export const refused = when(
  BadRequest,
  { status: 400 },
  { status: 422 },
  { status: 500, message: namespaceMismatch }
)

export const listRefused = when(
  BadRequest,
  { status: 400 },
  { status: 500, message: namespaceMismatch },
  // Of a `fieldSelector` on dashboards (12.3.0; 12.4 takes it).
  { status: 500, message: "labels not yet supported" }
)

export const patchRefused = when(
  BadRequest,
  { status: 400 },
  { status: 415 },
  { status: 422 },
  { status: 500, message: namespaceMismatch }
)

/** A resource that this Grafana does not serve, or not with this verb. */
// Sound: every call can fail with RouteNotFound, so that no endpoint has to name it.
export const notServed = when(
  RouteNotFound,
  { status: 404, message: "the server could not find the requested resource" },
  { status: 405 }
) as ErrorCase<never>

/** Each storage has its own words for a name that is taken; those of a playlist are the database's (12.3.0). */
export const taken = when(
  UidTaken,
  { status: 409 },
  { status: 412 },
  { status: 500, message: /UNIQUE constraint failed|duplicate key|Duplicate entry/ }
)

/** A header or a query field that is the same in every request, and nobody's to give. */
export const constant = (text: string) =>
  Schema.requiredToOptional(Schema.String, Schema.Never, { decode: () => Option.none(), encode: () => text })
