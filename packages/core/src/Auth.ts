/** Who is calling: the headers that prove it, asked for once per attempt, so that a credential may rotate. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { LazyArg } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { source, type Variable } from "./internal/environment.js"
import * as Rules from "./internal/headerRules.js"
import { checked, checkedHeaders, type InvalidConfig, invalid } from "./internal/invalidConfig.js"

/** The credential could not be had: a token file that cannot be read, a secret store that does not answer. */
export class CredentialUnavailable extends Data.TaggedError("CredentialUnavailable")<{
  readonly message: string
  readonly cause?: unknown
}> {}

/** Request headers with lower-case names. The same object again means: the same credential. */
export type Credential = Redacted.Redacted<Readonly<Record<string, string>>>

/** The service. `credential` is run once per attempt. */
export class Auth extends Context.Tag("@effect-grafana/core/Auth")<
  Auth,
  { readonly credential: Effect.Effect<Credential, CredentialUnavailable> }
>() {}

/** A secret as a program has it at hand. */
export type Secret = Rules.Secret

// ---- credentials that stay -------------------------------------------------------------------------------

/**
 * A service account's token, or an API key. Fails with `InvalidConfig` where the text cannot be one.
 * @see https://grafana.com/docs/grafana/latest/administration/service-accounts/
 */
export const token = (token: Secret): Layer.Layer<Auth, InvalidConfig> =>
  constant(() => Either.map(checked("token", token, Rules.tokenProblem), bearer))

/**
 * A user with a password. Fails with `InvalidConfig` where either cannot be one: a user name holds no colon.
 * @see https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/authentication/
 */
export const basic = (user: {
  readonly username: Secret
  readonly password: Secret
}): Layer.Layer<Auth, InvalidConfig> =>
  constant(() =>
    Either.gen(function* () {
      const username = yield* checked("username", user.username, Rules.usernameProblem)
      const password = yield* checked("password", user.password, Rules.passwordProblem)
      return { authorization: `Basic ${Encoding.encodeBase64(`${username}:${password}`)}` }
    })
  )

/**
 * One header, such as the `X-WEBAUTH-USER` of an auth proxy or the `X-JWT-Assertion` of a JWT. Fails with
 * `InvalidConfig` where the client sets that header itself, or where name or value cannot be sent.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/auth-proxy/
 */
export const header = (name: string, value: Secret): Layer.Layer<Auth, InvalidConfig> =>
  constant(() => checkedHeaders({ [name]: value }, Rules.nameProblem))

/**
 * The session of a user who has logged in: the value of the cookie `grafana_session`, or of one named otherwise.
 * Grafana wants the value changed every ten minutes, and then answers 401 with the message id
 * `session.token.rotate`; what runs longer needs a token. Fails with `InvalidConfig` where it cannot be sent.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/grafana/
 */
export const cookieSession = (cookie: {
  readonly value: Secret
  readonly name?: string | undefined
}): Layer.Layer<Auth, InvalidConfig> =>
  constant(() =>
    Either.gen(function* () {
      const name = yield* checked("name", cookie.name ?? "grafana_session", Rules.cookieNameProblem)
      const value = yield* checked("value", cookie.value, Rules.cookieProblem)
      if (value.startsWith(`${name}=`))
        return yield* invalid("value", "repeats the name; give the value alone")
      return { cookie: `${name}=${value}` }
    })
  )

/** No credential: what Grafana shows to everybody. */
export const anonymous: Layer.Layer<Auth> = Layer.sync(Auth, () => ({
  credential: Effect.succeed(Redacted.make({}))
}))

/** The check waits until the layer is built, so that neither the layer nor its failure holds a secret in the open. */
const constant = (
  headers: LazyArg<Either.Either<Readonly<Record<string, string>>, InvalidConfig>>
): Layer.Layer<Auth, InvalidConfig> =>
  Layer.effect(
    Auth,
    Effect.suspend(() =>
      Either.map(headers(), (plain) => ({ credential: Effect.succeed(Redacted.make(plain)) }))
    )
  )

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

// ---- credentials that rotate -----------------------------------------------------------------------------

/**
 * A credential of one's own: an effect that gives headers, run once per attempt, so it caches what is costly to get.
 * As long as the headers stay the same they count as the same credential. Headers that cannot be sent are
 * `CredentialUnavailable`.
 */
export const make = <R>(
  headers: Effect.Effect<Readonly<Record<string, Secret>>, CredentialUnavailable, R>
): Effect.Effect<Context.Tag.Service<Auth>, never, R> =>
  Effect.map(Effect.context<R>(), (context) => {
    let last: Credential = Redacted.make({})
    const credential = Effect.map(Effect.flatMap(headers, sendable), (plain) => {
      if (!same(Redacted.value(last), plain)) last = Redacted.make(plain)
      return last
    })
    return { credential: Effect.mapInputContext(credential, (call) => Context.merge(context, call)) }
  })

/** `make` as a layer. */
export const layer = <R>(
  headers: Effect.Effect<Readonly<Record<string, Secret>>, CredentialUnavailable, R>
): Layer.Layer<Auth, never, R> => Layer.effect(Auth, make(headers))

const sendable = (headers: Readonly<Record<string, Secret>>) =>
  Either.mapLeft(
    checkedHeaders(headers, Rules.nameProblem),
    ({ message }) => new CredentialUnavailable({ message: `The credential cannot be sent: ${message}` })
  )

const same = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value)

/**
 * A token in a file, looked at before each attempt and read again when it has changed; line breaks at its end do not
 * count. A file that cannot be read, or holds no token, is `CredentialUnavailable`; nothing is read before the first
 * call. Fails with `InvalidConfig` where the path is empty.
 */
export const tokenFile = (path: string): Layer.Layer<Auth, InvalidConfig, FileSystem.FileSystem> =>
  Layer.effect(
    Auth,
    Effect.gen(function* () {
      if (path === "") return yield* invalid("path", "is empty")
      return yield* make(tokenIn(path, yield* FileSystem.FileSystem))
    })
  )

const tokenIn = (path: string, files: FileSystem.FileSystem) => {
  let last: { readonly stamp: string | undefined; readonly token: Redacted.Redacted<string> } | undefined
  const read = Effect.gen(function* () {
    // Before reading: what is written meanwhile has another stamp.
    const stamp = stampOf(yield* files.stat(path))
    if (last === undefined || stamp === undefined || last.stamp !== stamp) {
      const text = yield* files.readFileString(path)
      last = { stamp, token: Redacted.make(text.replace(/[\r\n]+$/, "")) }
    }
    return last.token
  })
  return read.pipe(
    Effect.mapError(
      (cause) => new CredentialUnavailable({ message: `The token file ${path} cannot be read`, cause })
    ),
    Effect.flatMap((token) => checked(`The token in ${path}`, token, Rules.tokenProblem)),
    Effect.map(bearer),
    Effect.catchTag("InvalidConfig", ({ message }) => new CredentialUnavailable({ message }))
  )
}

/** Undefined where the file system keeps no time of change: then nothing tells that a file is the same. */
const stampOf = ({ ino, mtime, size }: FileSystem.File.Info): string | undefined =>
  Option.getOrUndefined(
    Option.map(mtime, (time) => `${time.getTime()} ${size} ${Option.getOrElse(ino, () => "")}`)
  )

// ---- from the environment --------------------------------------------------------------------------------

/**
 * The one credential that the environment holds: `GRAFANA_SERVICE_ACCOUNT_TOKEN` (or `GRAFANA_TOKEN`, or
 * `GRAFANA_API_KEY`), or `GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE`, or `GRAFANA_USER` (or `GRAFANA_USERNAME`) with
 * `GRAFANA_PASSWORD`, each name after `prefix` where that is given. An empty variable counts as unset. Fails with a
 * `ConfigError`: missing data only where nothing is set, and invalid data that names both of two variables that
 * contradict each other, or the one that is absent or unusable. A token file alone needs a `FileSystem`, provided to
 * this layer.
 */
export const layerConfig = ({ prefix = "" }: { readonly prefix?: string | undefined } = {}): Layer.Layer<
  Auth,
  ConfigError.ConfigError
> =>
  Layer.unwrapEffect(
    Effect.map(source(prefix), (found): Layer.Layer<Auth, ConfigError.ConfigError> => {
      switch (found._tag) {
        case "Token":
          return Layer.mapError(token(found.token.value), blame({ token: found.token }))
        case "TokenFile":
          return fileNamedBy(found.path)
        case "Basic":
          return Layer.mapError(
            basic({ username: found.username.value, password: found.password.value }),
            blame({ username: found.username, password: found.password })
          )
      }
    })
  )

const blame =
  (variables: Readonly<Record<string, Variable>>) =>
  ({ field, problem }: InvalidConfig): ConfigError.ConfigError =>
    ConfigError.InvalidData([variables[field]?.name ?? field], problem)

/** Asked for only here: a program without a token file should not have to bring a FileSystem. */
const fileNamedBy = ({ name, value }: Variable): Layer.Layer<Auth, ConfigError.ConfigError> =>
  Layer.effect(
    Auth,
    Effect.gen(function* () {
      const files = yield* Effect.serviceOption(FileSystem.FileSystem)
      if (Option.isSome(files)) return yield* make(tokenIn(Redacted.value(value), files.value))
      return yield* Effect.fail(
        ConfigError.Unsupported([name], "needs a FileSystem, such as NodeFileSystem.layer")
      )
    })
  )
