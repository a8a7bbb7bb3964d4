import { assert, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Auth from "../src/Auth.js"
import * as Endpoint from "../src/Endpoint.js"
import * as Grafana from "../src/Grafana.js"
import * as GrafanaConfig from "../src/GrafanaConfig.js"
import { Transport } from "../src/Transport.js"

class Source extends Grafana.Tag("test/Source")<Source>() {}
class Target extends Grafana.Tag("test/Target")<Target>() {}

const ping = Endpoint.get("ping", "/ping", {})

/** A client of one address, and a transport that notes who is asked. */
const clientOf = (url: string, asked: Array<string>) =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url }),
    Auth.anonymous,
    Layer.succeed(Transport, {
      keepsTime: true,
      send: ({ onSend, origin }) =>
        Effect.sync(() => {
          onSend()
          asked.push(origin)
          return { status: 200, headers: {}, body: "" }
        })
    })
  ])

it.effect("two clients that are provided together go to one address each", () => {
  const asked: Array<string> = []
  const both = Layer.merge(
    Source.layer(clientOf("http://source.test", asked)),
    Target.layer(clientOf("http://target.test", asked))
  )
  return Effect.gen(function* () {
    yield* Source.on(ping())
    yield* Target.on(ping())
    assert.deepStrictEqual(asked, ["http://source.test", "http://target.test"])
  }).pipe(Effect.provide(both))
})

class Service extends Context.Tag("test/Service")<Service, Effect.Effect<void>>() {}
class Other extends Context.Tag("test/Other")<Other, Effect.Effect<void>>() {}

it.effect("two services that were given a client each keep their own", () => {
  const asked: Array<string> = []
  const asking = Effect.map(Grafana.Grafana, (client) => Effect.ignore(client.call(ping, undefined)))
  const both = Layer.merge(
    Layer.provide(Layer.effect(Service, asking), clientOf("http://one.test", asked)),
    Layer.provide(Layer.effect(Other, asking), clientOf("http://other.test", asked))
  )
  return Effect.gen(function* () {
    yield* yield* Service
    yield* yield* Other
    assert.deepStrictEqual(asked, ["http://one.test", "http://other.test"])
  }).pipe(Effect.provide(both))
})

it.effect("one client that is provided twice is one", () => {
  const asked: Array<string> = []
  const client = clientOf("http://one.test", asked)
  class Seen extends Context.Tag("test/Seen")<Seen, Grafana.Client>() {}
  class Again extends Context.Tag("test/Again")<Again, Grafana.Client>() {}
  const both = Layer.merge(
    Layer.provide(Layer.effect(Seen, Grafana.Grafana), client),
    Layer.provide(Layer.effect(Again, Grafana.Grafana), client)
  )
  return Effect.gen(function* () {
    assert.strictEqual(yield* Seen, yield* Again)
  }).pipe(Effect.provide(both))
})
