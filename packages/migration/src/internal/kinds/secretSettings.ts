/** Secrets within settings, which Grafana shows as `[REDACTED]`. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Writing } from "../../Kind.js"
import { isObject } from "../json.js"

/** A write would take a secret away that nobody has given. */
export class SecretMissing extends Data.TaggedError("SecretMissing")<{
  readonly names: ReadonlyArray<string>
}> {
  override get message(): string {
    return `it takes secrets that were not given: ${this.names.join(", ")}`
  }
}

export interface Settings {
  readonly [field: string]: unknown
}

interface Split {
  readonly settings: Settings
  /** Where the secrets stand, sorted: `http_config.oauth2.client_secret`. */
  readonly secrets: ReadonlyArray<string>
}

const redacted = "[REDACTED]"

/** Takes the secrets out of settings. */
export const withoutSecrets = (settings: Settings): Split => {
  const secrets: Array<string> = []
  const rest = (value: unknown, at: ReadonlyArray<string>): unknown => {
    if (value === redacted) {
      secrets.push(at.join("."))
      return undefined
    }
    // An item that is taken out leaves its place in the list.
    if (Array.isArray(value)) return value.map((item, i) => rest(item, [...at, String(i)]) ?? null)
    return isObject(value) ? fields(value, at) : value
  }
  const fields = (object: Settings, at: ReadonlyArray<string>): Settings =>
    Object.fromEntries(
      Object.entries(object)
        .map(([field, value]) => [field, rest(value, [...at, field])] as const)
        .filter(([, value]) => value !== undefined)
    )
  return { settings: fields(settings, []), secrets: secrets.sort() }
}

/** Puts the secrets in their places; fails with `SecretMissing` where one was not given. */
export const withSecrets = (
  content: Split,
  { secret }: Pick<Writing, "secret">
): Effect.Effect<Settings, SecretMissing> => {
  const shown = withoutSecrets(content.settings)
  const names = [...new Set([...content.secrets, ...shown.secrets])].sort()
  const given = names.map((name) => [name, Option.filter(secret(name), isSecret)] as const)
  const missing = given.filter(([, value]) => Option.isNone(value)).map(([name]) => name)
  if (missing.length > 0) return new SecretMissing({ names: missing })
  const all = given.reduce<Settings>(
    (settings, [name, value]) =>
      placed(
        settings,
        name.split("."),
        Option.getOrElse(Option.map(value, Redacted.value), () => "")
      ),
    shown.settings
  )
  return Effect.succeed(all)
}

const isSecret = (secret: Redacted.Redacted<string>): boolean =>
  Redacted.value(secret) !== "" && Redacted.value(secret) !== redacted

const placed = (
  settings: Settings,
  [field = "", ...deeper]: ReadonlyArray<string>,
  secret: string
): Settings => ({
  ...settings,
  [field]: deeper.length === 0 ? secret : within(settings[field], deeper, secret)
})

const within = (value: unknown, path: ReadonlyArray<string>, secret: string): unknown => {
  if (!Array.isArray(value)) return placed(isObject(value) ? value : {}, path, secret)
  const items: ReadonlyArray<unknown> = value
  return Object.values(placed({ ...items }, path, secret))
}
