/** What the environment says, read through `Config`. Every value is redacted; errors name variables, never values. */
import * as Arr from "effect/Array"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

/** A variable that is set, and not empty. */
export interface Variable {
  readonly name: string
  readonly value: Redacted.Redacted<string>
}

const variable = (name: string): Config.Config<Option.Option<Variable>> =>
  Config.redacted(name).pipe(
    Config.option,
    Config.map(Option.filter((value) => Redacted.value(value) !== "")),
    Config.map(Option.map((value) => ({ name, value })))
  )

const contradiction = (one: Variable, other: Variable): ConfigError.ConfigError =>
  ConfigError.InvalidData([one.name], `${one.name} and ${other.name} contradict each other; unset one`)

/** One setting under several names: the first that is set; two that differ fail. */
const oneOf = (prefix: string, names: ReadonlyArray<string>): Config.Config<Option.Option<Variable>> =>
  Config.mapOrFail(Config.all(names.map((name) => variable(prefix + name))), (options) => {
    const [first, ...others] = Arr.getSomes(options)
    if (first === undefined) return Either.right(Option.none())
    const other = others.find(({ value }) => !Equal.equals(value, first.value))
    return other === undefined ? Either.right(Option.some(first)) : Either.left(contradiction(first, other))
  })

/** The variables that say where Grafana is. */
export const place = (
  prefix: string
): Config.Config<{ readonly url: Variable; readonly organization: Option.Option<Variable> }> =>
  Config.all({
    url: Config.mapOrFail(
      oneOf(prefix, ["GRAFANA_URL", "GRAFANA_SERVER"]),
      Either.fromOption(() =>
        ConfigError.MissingData(
          [`${prefix}GRAFANA_URL`],
          "Set it to Grafana's address, such as https://grafana.example.com"
        )
      )
    ),
    organization: oneOf(prefix, ["GRAFANA_ORG_ID"])
  })

/** The one credential that the environment holds. */
export type Source =
  | { readonly _tag: "Token"; readonly token: Variable }
  | { readonly _tag: "TokenFile"; readonly path: Variable }
  | { readonly _tag: "Basic"; readonly username: Variable; readonly password: Variable }

/** The variables that say who is calling. */
export const source = (prefix: string): Config.Config<Source> =>
  Config.mapOrFail(
    Config.all([
      oneOf(prefix, ["GRAFANA_SERVICE_ACCOUNT_TOKEN", "GRAFANA_TOKEN", "GRAFANA_API_KEY"]),
      oneOf(prefix, ["GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE"]),
      oneOf(prefix, ["GRAFANA_USER", "GRAFANA_USERNAME"]),
      oneOf(prefix, ["GRAFANA_PASSWORD"])
    ]),
    ([token, path, username, password]): Either.Either<Source, ConfigError.ConfigError> => {
      const [one, other] = Arr.getSomes([token, path, Option.orElse(username, () => password)])
      if (one === undefined) return Either.left(nothing(prefix))
      if (other !== undefined) return Either.left(contradiction(one, other))
      if (Option.isSome(token)) return Either.right({ _tag: "Token", token: token.value })
      if (Option.isSome(path)) return Either.right({ _tag: "TokenFile", path: path.value })
      if (Option.isNone(username)) return Either.left(half(one, `${prefix}GRAFANA_USER`))
      if (Option.isNone(password)) return Either.left(half(one, `${prefix}GRAFANA_PASSWORD`))
      return Either.right({ _tag: "Basic", username: username.value, password: password.value })
    }
  )

const half = (set: Variable, missing: string): ConfigError.ConfigError =>
  ConfigError.InvalidData([missing], `${set.name} is set, ${missing} is not`)

const nothing = (prefix: string): ConfigError.ConfigError =>
  ConfigError.MissingData(
    [`${prefix}GRAFANA_SERVICE_ACCOUNT_TOKEN`],
    `Set ${prefix}GRAFANA_SERVICE_ACCOUNT_TOKEN, or ${prefix}GRAFANA_SERVICE_ACCOUNT_TOKEN_FILE, ` +
      `or ${prefix}GRAFANA_USER and ${prefix}GRAFANA_PASSWORD; a program that sends no credential uses Auth.anonymous`
  )
