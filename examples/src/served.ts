/** Grafanas that a command finds on loopback ports, where its environment names no real ones. */
import type * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

export const isNamed = (variables: ReadonlyArray<string>): boolean =>
  variables.some((name) => (process.env[name] ?? "") !== "")

/**
 * Serves a fake for as long as the scope is open, and tells its address. The port is the same in every run, so that
 * what was begun can go on, and another one where that is taken.
 */
export const serve = (fake: FakeGrafana.Service, port: number): Effect.Effect<string, never, Scope.Scope> =>
  Effect.gen(function* () {
    // A proxy knows nothing of this machine's ports.
    process.env["NO_PROXY"] = process.env["no_proxy"] = "127.0.0.1"
    const elsewhere = () => FakeServer.listen(fake)
    return (yield* Effect.catchAllDefect(FakeServer.listen(fake, { port }), elsewhere)).url
  })

/** Runs a command with a configuration of its own: addresses by what the names of their variables begin with. */
export const asAdmin = <A, E, R>(
  command: Effect.Effect<A, E, R>,
  urls: Readonly<Record<string, string>>
): Effect.Effect<A, E, R> => {
  const variables = Object.entries(urls).flatMap(([prefix, url]) => [
    [`${prefix}GRAFANA_URL`, url] as const,
    [`${prefix}GRAFANA_USER`, "admin"] as const,
    [`${prefix}GRAFANA_PASSWORD`, "admin"] as const
  ])
  return Effect.withConfigProvider(command, ConfigProvider.fromMap(new Map(variables)))
}
