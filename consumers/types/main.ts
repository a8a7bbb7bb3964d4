/** What a strict program writes: failures handled to the last one, inputs and successes by name, a stream, a layer. */
import * as Auth from "@effect-grafana/core/Auth"
import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type { Grafana } from "@effect-grafana/core/Grafana"
import type { CallError } from "@effect-grafana/core/GrafanaError"
import type { PaginationError } from "@effect-grafana/core/Pagination"
import * as Node from "@effect-grafana/core/Node"
import * as Folders from "@effect-grafana/elements/Folders"
import * as Users from "@effect-grafana/elements/Users"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"

export type Made = Endpoint.Success<typeof Folders.create>
export const wanted: Endpoint.Input<typeof Folders.create> = { uid: "ops", title: "Operations" }

export const title: Effect.Effect<string, CallError, Grafana> = Folders.get({ uid: "ops" }).pipe(
  Effect.map((folder) => folder.title),
  Effect.catchTag("NotFound", (failure) => Effect.succeed(failure.message))
)

export const handled: Effect.Effect<string, never, Grafana> = Effect.catchTags(title, {
  Unauthorized: () => Effect.succeed("sign in"),
  Forbidden: () => Effect.succeed("ask an admin"),
  TooManyRequests: () => Effect.succeed("later"),
  ServerError: ({ status }) => Effect.succeed(`${status}`),
  TransportError: ({ outcome }) => Effect.succeed(outcome),
  TimedOut: ({ outcome }) => Effect.succeed(outcome),
  RouteNotFound: () => Effect.succeed("no such route"),
  UnexpectedResponse: ({ reason }) => Effect.succeed(reason),
  InvalidInput: ({ message }) => Effect.succeed(message)
})

type Failure = Endpoint.Error<typeof Users.search> | CallError | PaginationError
export const logins: Stream.Stream<string, Failure, Grafana> = Users.search
  .stream({ query: "ops" })
  .pipe(Stream.map((user) => user.login))

export const real = Node.layer({ url: "http://localhost:3000", auth: Auth.token("glsa_...") })
export const fake: Layer.Layer<Grafana | FakeGrafana.FakeGrafana> = FakeGrafana.layer({
  seeded: { users: 20 }
})

// @ts-expect-error: a folder is read by its uid, and that is a string
export const wrong = Folders.get({ uid: 1 })
