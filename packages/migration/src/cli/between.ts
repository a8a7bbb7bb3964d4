/** The Grafanas and archives that a command works on. */
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as GrafanaError from "@effect-grafana/core/GrafanaError"
import { type Client, Grafana } from "@effect-grafana/core/Grafana"
import * as Node from "@effect-grafana/core/Node"
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as ConfigProvider from "effect/ConfigProvider"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Archive from "../Archive.js"
import * as Inventory from "../Inventory.js"
import { inWords, type Kind, type Problem } from "../Kind.js"
import type { Origin } from "../Origin.js"
import { auth, Ended, failing, misused, usage } from "./ending.js"

/** A Grafana that can be called. */
export interface Instance {
  readonly url: string
  readonly client: Client
}

/** Runs the calls of an effect on an instance. */
export const on =
  ({ client }: Instance) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Grafana>> =>
    Effect.provideService(effect, Grafana, client)

/** Which of the two Grafanas, and how the environment's variables of it begin. */
export type Side = "source" | "target"
const prefixOf = (side: Side): string => `${side.toUpperCase()}_`

// ---- a Grafana -------------------------------------------------------------------------------------------

/** The Grafana at an address, or the one that the environment names; its credential is always the environment's. */
export const connect = (
  side: Side,
  given: string | undefined,
  prefix = prefixOf(side)
): Effect.Effect<Instance, Ended, Scope.Scope> =>
  Effect.gen(function* () {
    if (given !== undefined && !isAddress(given))
      return yield* misused(`--${side} ${given} is no address, which begins with http:// or https://`)
    const layers = Layer.merge(Node.layerConfig({ prefix }), GrafanaConfig.layerConfig({ prefix }))
    const context = yield* Layer.build(layers).pipe(
      naming(prefix, given),
      Effect.mapError((error) =>
        misconfigured(error._tag === "ConfigError" ? wordConfig(error) : error.message)
      )
    )
    const { origin, prefix: path } = Context.get(context, GrafanaConfig.GrafanaConfig)
    return { url: origin + path, client: Context.get(context, Grafana) }
  })

const isAddress = (text: string): boolean => /^https?:/i.test(text)

/** The address that was given goes before those of the environment. */
const naming =
  (prefix: string, given: string | undefined) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    given === undefined
      ? effect
      : Effect.configProviderWith((environment) => {
          const address = new Map([
            [`${prefix}GRAFANA_URL`, given],
            [`${prefix}GRAFANA_SERVER`, ""]
          ])
          const both = ConfigProvider.orElse(ConfigProvider.fromMap(address), () => environment)
          return Effect.withConfigProvider(effect, both)
        })

const misconfigured = (message: string): Ended => new Ended({ code: usage, message })

const wordConfig = (error: ConfigError.ConfigError): string => {
  if (error._op === "And" || error._op === "Or") return [error.left, error.right].map(wordConfig).join("\n")
  const name = error.path.join(".")
  return error._op === "MissingData" ? `${name} is not set. ${error.message}.` : `${name}: ${error.message}.`
}

// ---- what is read from -----------------------------------------------------------------------------------

export type Organizations = "current" | "all" | ReadonlyArray<string>

export interface Reading {
  readonly origin: Origin
  /** Undefined for an archive. */
  readonly instance: Instance | undefined
}

export interface ReadingOptions {
  readonly side: Side
  readonly given: string | undefined
  readonly kinds: ReadonlyArray<Kind>
  readonly organizations: Organizations
  /** How the variables begin, where that is not told by the side. */
  readonly prefix?: string
}

/** A Grafana or an archive, to be read. */
export const open = (
  options: ReadingOptions
): Effect.Effect<Reading, Ended, Scope.Scope | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const { given, kinds, organizations, side } = options
    if (given !== undefined && !isAddress(given))
      return { origin: yield* openArchive(given, organizations), instance: undefined }
    const instance = yield* connect(side, given, options.prefix)
    const { url } = instance
    const origin = yield* Inventory.origin({ kinds, organizations, url }).pipe(
      on(instance),
      Effect.mapError(refused(side, url))
    )
    return { origin, instance }
  })

/** All that an archive holds is its own organization and more. */
const openArchive = (directory: string, organizations: Organizations) =>
  Effect.gen(function* () {
    const archive = yield* Effect.mapError(Archive.open(directory), ({ message }) => failing(`${message}.`))
    if (organizations === "current" || organizations === "all") return archive
    const missing = organizations.find((name) => !archive.organizations.some((it) => it.name === name))
    if (missing !== undefined) return yield* misused(`${directory} holds no organization "${missing}".`)
    return {
      ...archive,
      organizations: archive.organizations.filter(({ name }) => organizations.includes(name))
    }
  })

/** Why a Grafana cannot be worked with at all. */
export const refused =
  (side: Side, url: string) =>
  (problem: Problem): Ended => {
    const prefix = prefixOf(side)
    if (GrafanaError.isAuth(problem))
      return new Ended({
        code: auth,
        message:
          `${url} does not let this credential in: ${inWords(problem)}.\n` +
          `Check the ${side}'s credential in the environment, such as ${prefix}GRAFANA_SERVICE_ACCOUNT_TOKEN;\n` +
          `for several organizations it has to be a server admin's user and password.`
      })
    if (problem._tag === "NotFound") return misused(`${url} has no such organization: ${inWords(problem)}.`)
    const message =
      problem._tag === "TransportError" || problem._tag === "TimedOut"
        ? `No Grafana can be reached at ${url}: ${problem.message}`
        : `${url} does not answer as a Grafana: ${inWords(problem)}`
    return failing(`${message}.\nCheck --${side} or ${prefix}GRAFANA_URL.`)
  }
