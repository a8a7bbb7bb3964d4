/** Where Grafana is and how it is spoken to: everything but the credential, which is `Auth`. */
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Schedule from "effect/Schedule"
import * as Check from "./Check.js"
import type { CallError } from "./GrafanaError.js"
import type * as Hooks from "./Hooks.js"
import { parseBaseUrl } from "./internal/baseUrl.js"
import { place } from "./internal/environment.js"
import { extraNameProblem, type Secret, valueProblem } from "./internal/headerRules.js"
import { checked, checkedHeaders, type InvalidConfig, invalid } from "./internal/invalidConfig.js"
import type * as Redirects from "./Redirects.js"
import * as Retry from "./Retry.js"

export { InvalidConfig } from "./internal/invalidConfig.js"

/** What every call goes by, checked. `make` gives one; spread it to change a field. */
export interface Settings {
  /** Scheme, host and port, without a trailing slash: `https://grafana.example.com`. */
  readonly origin: string
  /** Where Grafana is not at the root: `/grafana`, percent-encoded, without a trailing slash; else empty. */
  readonly prefix: string
  /** Sent as `X-Grafana-Org-Id`; undefined: the organization that the credential belongs to. */
  readonly organization: number | undefined
  /** Extra headers of every request, with lower-case names. */
  readonly headers: Redacted.Redacted<Readonly<Record<string, string>>>
  /** The header `User-Agent`. */
  readonly userAgent: string
  /** One request with its response: headers, body and decoding. */
  readonly attemptTimeout: Duration.Duration
  /** A whole call with its retries and the waits between them. */
  readonly callTimeout: Duration.Duration
  /** Which failure is tried again, when and how often. */
  readonly retry: Retry.Policy
  /** How many requests may be under way at once. */
  readonly slots: number
  /** How much of a response is read, after decompression. */
  readonly maxBodyBytes: number
  /** How inputs and answers are checked. */
  readonly check: Check.Check
  /** Undefined: none is followed. */
  readonly redirects: Redirects.Redirects | undefined
  /** What sees each request and each response. */
  readonly hooks: Hooks.Hooks | undefined
}

/** The service. */
export class GrafanaConfig extends Context.Tag("@effect-grafana/core/GrafanaConfig")<
  GrafanaConfig,
  Settings
>() {}

/** What a program says; all but the address has a default. */
export interface Options {
  /** Grafana's address, with its path where it is not at the root: `https://example.com/grafana`. */
  readonly url: string
  /** The organization's id; without it, the one that the credential belongs to. A token knows no other. */
  readonly organization?: number | undefined
  /** Extra headers of every request, such as those that a proxy in front of Grafana asks for. */
  readonly headers?: Readonly<Record<string, Secret>> | undefined
  /** `effect-grafana/<version>` unless told. */
  readonly userAgent?: string | undefined
  /** 30 seconds for one attempt, 2 minutes for a call with its retries; `Infinity`: no clock. */
  readonly timeout?:
    | {
        readonly attempt?: Duration.DurationInput | undefined
        readonly call?: Duration.DurationInput | undefined
      }
    | undefined
  /** `Retry.standard` unless told; a bare schedule takes the place of its schedule. */
  readonly retry?: Retry.Policy | Schedule.Schedule<unknown, CallError> | undefined
  /** How many requests may be under way at once: 16 unless told. */
  readonly slots?: number | undefined
  /** How much of a response is read, in bytes after decompression: 50 MiB unless told. */
  readonly maxBodyBytes?: number | undefined
  /** How inputs and answers are checked: `Check.standard` unless told; on Node `Check.compiled`. */
  readonly check?: Check.Check | undefined
  /** Redirects are not followed unless told (`Redirects.sameOrigin`): Grafana has one that writes (12.3.0: `GET /api/org?orgId=2`). */
  readonly redirects?: Redirects.Redirects | undefined
  /** What sees each request and each response: `Hooks.make({ ... })`. */
  readonly hooks?: Hooks.Hooks | undefined
}

/**
 * Checks the options and fills in the defaults. Fails with `InvalidConfig` where an option cannot be used.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#serve_from_sub_path
 */
export const make = (options: Options): Effect.Effect<Settings, InvalidConfig> =>
  Effect.gen(function* () {
    const { origin, prefix } = yield* parseBaseUrl(options.url)
    return {
      origin,
      prefix,
      organization:
        options.organization === undefined
          ? undefined
          : yield* positive("organization", options.organization),
      headers: Redacted.make(yield* checkedHeaders(options.headers ?? {}, extraNameProblem)),
      userAgent: yield* checked("userAgent", options.userAgent ?? `effect-grafana/${version}`, valueProblem),
      attemptTimeout: yield* clock("timeout.attempt", options.timeout?.attempt ?? Duration.seconds(30)),
      callTimeout: yield* clock("timeout.call", options.timeout?.call ?? Duration.minutes(2)),
      retry: Retry.from(options.retry ?? Retry.standard),
      slots: yield* positive("slots", options.slots ?? 16),
      maxBodyBytes: yield* positive("maxBodyBytes", options.maxBodyBytes ?? 50 * 1024 * 1024),
      check: options.check ?? Check.standard,
      redirects: options.redirects,
      hooks: options.hooks
    }
  })

/** The service from values. Fails with `InvalidConfig` where an option cannot be used. */
export const layer = (options: Options): Layer.Layer<GrafanaConfig, InvalidConfig> =>
  Layer.effect(GrafanaConfig, make(options))

/** What the environment does not say. */
export interface EnvironmentOptions extends Omit<Options, "url" | "organization"> {
  /** Stands before the name of every variable: `SOURCE_` reads `SOURCE_GRAFANA_URL`. */
  readonly prefix?: string | undefined
}

/**
 * The service from the environment: `GRAFANA_URL` (or `GRAFANA_SERVER`) and, if it is set, `GRAFANA_ORG_ID`. A
 * variable that is empty counts as unset. Fails with a `ConfigError` that names the variable that is missing or
 * unusable, or both of two that differ, and with `InvalidConfig` where an option cannot be used.
 */
export const layerConfig = ({ prefix = "", ...options }: EnvironmentOptions = {}): Layer.Layer<
  GrafanaConfig,
  ConfigError.ConfigError | InvalidConfig
> =>
  Layer.effect(
    GrafanaConfig,
    Effect.flatMap(place(prefix), ({ organization, url }) =>
      Effect.mapError(
        make({
          ...options,
          url: Redacted.value(url.value),
          organization: Option.getOrUndefined(
            Option.map(organization, ({ value }) => digits(Redacted.value(value)))
          )
        }),
        (error) => {
          if (error.field === "url") return ConfigError.InvalidData([url.name], error.problem)
          if (error.field === "organization")
            return ConfigError.InvalidData([`${prefix}GRAFANA_ORG_ID`], error.problem)
          return error
        }
      )
    )
  )

const version = "0.1.0"

const positive = (field: string, value: number): Either.Either<number, InvalidConfig> =>
  Number.isSafeInteger(value) && value > 0
    ? Either.right(value)
    : invalid(field, "is not a whole number above zero")

const clock = (
  field: string,
  input: Duration.DurationInput
): Either.Either<Duration.Duration, InvalidConfig> => {
  const read = Duration.decodeUnknown(input)
  return Option.isSome(read) && Duration.toMillis(read.value) > 0
    ? Either.right(read.value)
    : invalid(field, "is not a duration above zero")
}

const digits = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN)
