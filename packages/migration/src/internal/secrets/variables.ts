/** Secrets as variables of the environment. */
import * as Arr from "effect/Array"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { SecretPlace } from "../../Apply.js"
import type { Secrets } from "../../Secrets.js"
import { lineOf } from "./book.js"

/** `GRAFANA_SECRET_DATA_SOURCES_P1_PASSWORD` */
const variableOf = (prefix: string, { key, kind, name }: SecretPlace): string =>
  prefix + `${kind}_${key}_${name}`.toUpperCase().replace(/[^A-Z0-9]/g, "_")

export const read = (places: ReadonlyArray<SecretPlace>, prefix: string): Config.Config<Secrets> => {
  const lines = new Map<string, ReadonlyArray<string>>()
  for (const place of places) {
    const variable = variableOf(prefix, place)
    lines.set(variable, Arr.dedupe([...(lines.get(variable) ?? []), lineOf(place)]))
  }
  return Config.map(Config.all(Array.from(lines, ([variable, its]) => one(variable, its))), (found) => {
    const given = new Map(Arr.getSomes(found))
    return (place) => Option.fromNullable(given.get(lineOf(place)))
  })
}

type Line = readonly [line: string, value: Redacted.Redacted<string>]

const one = (variable: string, [line = "", ...others]: ReadonlyArray<string>) =>
  Config.redacted(variable).pipe(
    Config.option,
    Config.map(Option.filter((value) => Redacted.value(value) !== "")),
    Config.mapOrFail(
      (value): Either.Either<Option.Option<Line>, ConfigError.ConfigError> =>
        Option.isSome(value) && others.length > 0
          ? Either.left(
              ConfigError.InvalidData(
                [variable],
                `is ${[line, ...others].join(" and ")} alike; use a file for them`
              )
            )
          : Either.right(Option.map(value, (it) => [line, it] as const))
    )
  )
