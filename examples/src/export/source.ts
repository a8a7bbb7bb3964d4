/** The Grafana that is exported: the one that the environment names, or one that comes along. */
import * as Auth from "@effect-grafana/core/Auth"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import * as Node from "@effect-grafana/core/Node"
import * as Inventory from "@effect-grafana/migration/Inventory"
import { inWords, type Problem } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as ExitCode from "./exitCode.js"
import { Ended } from "./exitCode.js"
import type { Options } from "./options.js"

/** What stands for the address of the Grafana that comes along. */
export const embedded = "embedded"

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
  dataSources: 24,
  serviceAccounts: 10,
  permissions: 40,
  preferences: 20,
  alertRules: 200,
  contactPoints: 12,
  policies: 20,
  muteTimings: 6,
  templates: 6,
  playlists: 8,
  publicDashboards: 20,
  annotations: 100,
  snapshots: 5,
  organizations: 2
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
export const origin = (isEmbedded: boolean, options: Pick<Options, "kinds" | "organizations">) =>
  Effect.gen(function* () {
    const { origin, prefix } = yield* GrafanaConfig.GrafanaConfig
    const url = origin + prefix
    const kinds = Kinds.all.filter(({ name }) => options.kinds.includes(name))
    const ofOwn = yield* Inventory.origin({ kinds, url: isEmbedded ? embedded : url }).pipe(
      Effect.mapError(unlike(url))
    )
    if (options.organizations === "current") return ofOwn
    const organizations = yield* Inventory.organizations(options.organizations).pipe(
      Effect.mapError(notShown(url))
    )
    return { ...ofOwn, organizations }
  })

const notShown =
  (url: string) =>
  (problem: Problem): Ended => {
    if (GrafanaError.isAuth(problem))
      return new Ended({
        code: ExitCode.auth,
        message:
          `${url} does not show this credential its organizations: ${inWords(problem)}.\n` +
          "An admin of the server may see them, by GRAFANA_USER and GRAFANA_PASSWORD."
      })
    if (problem._tag === "NotFound")
      return new Ended({
        code: ExitCode.usage,
        message: `${url} has no such organization: ${inWords(problem)}.\nCheck --organizations.`
      })
    return unlike(url)(problem)
  }

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
