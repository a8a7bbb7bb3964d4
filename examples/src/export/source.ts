/** The Grafana that is exported: the one that the environment names, or one that comes along. */
import * as Auth from "@effect-grafana/core/Auth"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Node from "@effect-grafana/core/Node"
import * as Health from "@effect-grafana/elements/Health"
import * as Organization from "@effect-grafana/elements/Organization"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as ExitCode from "./exitCode.js"
import { Ended } from "./exitCode.js"
import { inWords, type Problem } from "./kind.js"
import { embedded, type Source } from "./model.js"

/** Whether the environment names a Grafana. */
export const isNamed = Effect.map(
  Effect.all([
    Effect.option(Config.nonEmptyString("GRAFANA_URL")),
    Effect.option(Config.nonEmptyString("GRAFANA_SERVER"))
  ]),
  Option.firstSomeOf
).pipe(Effect.map(Option.isSome))

/** What the embedded Grafana holds. */
export const content = {
  folders: 200,
  dashboards: 2000,
  libraryElements: 1000,
  users: 3000,
  teams: 300,
  dataSources: 24
}

/** The Grafana of the environment, with where it is. */
export const fromEnvironment = Layer.mapError(
  Layer.merge(Node.layerConfig(), GrafanaConfig.layerConfig()),
  (error) => misconfigured(error._tag === "ConfigError" ? wordConfig(error) : error.message)
)

const misconfigured = (message: string): Ended => new Ended({ code: ExitCode.usage, message })

const wordConfig = (error: ConfigError.ConfigError): string => {
  if (error._op === "And" || error._op === "Or") return [error.left, error.right].map(wordConfig).join("\n")
  const name = error.path.join(".")
  return error._op === "MissingData" ? `${name} is not set. ${error.message}.` : `${name}: ${error.message}.`
}

/** A Grafana on a loopback port, for as long as the layer's scope is open. */
export const fromScratch = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  fake.seed(content)
  const { url } = yield* FakeServer.listen(fake)
  const auth = Auth.basic({ username: "admin", password: "admin" })
  return Layer.merge(Node.layer({ url, auth, transport: { proxy: "none" } }), GrafanaConfig.layer({ url }))
}).pipe(
  Layer.unwrapScoped,
  Layer.mapError(({ message }) => misconfigured(message))
)

/** Asks Grafana who it is, which also shows whether the credential is good. */
export const identify = (isEmbedded: boolean) =>
  Effect.gen(function* () {
    const { origin, prefix } = yield* GrafanaConfig.GrafanaConfig
    const url = origin + prefix
    const { id, name } = yield* Effect.mapError(Organization.get(), unlike(url))
    const version = yield* Effect.mapError(Health.version(), unlike(url))
    const source: Source = {
      url: isEmbedded ? embedded : url,
      version: Option.getOrNull(version),
      organization: { id, name }
    }
    return source
  })

const unlike =
  (url: string) =>
  (problem: Problem): Ended => {
    if (GrafanaError.isAuth(problem))
      return new Ended({
        code: ExitCode.auth,
        message:
          `${url} does not let this credential in: ${inWords(problem)}.\nCheck GRAFANA_SERVICE_ACCOUNT_TOKEN, ` +
          "or GRAFANA_USER and GRAFANA_PASSWORD,\nand GRAFANA_ORG_ID if it is set."
      })
    const message =
      problem._tag === "TransportError" || problem._tag === "TimedOut"
        ? `No Grafana can be reached at ${url}: ${problem.message}`
        : `${url} does not answer as a Grafana: ${inWords(problem)}`
    return new Ended({ code: ExitCode.failed, message: `${message}.\nCheck GRAFANA_URL.` })
  }
