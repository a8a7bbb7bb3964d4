/**
 * Where the secrets of a migration come from. Grafana shows few of them, so that a person gives them: in a file, an
 * encrypted file, or the environment. What nobody gives, an update leaves as it is.
 *
 * A file is JSON, `{ "data-sources/<uid>/<name>": "..." }`: the kind, the key of the object in the source, and the
 * name that its content has for the secret. Such a list holds for all organizations; one that stands under an
 * organization's name holds in that, and goes first. `template` makes one to fill in.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { SecretPlace } from "./Apply.js"
import type { Unreadable } from "./Archive.js"
import { readManifest } from "./internal/archive/read.js"
import { readNamed } from "./internal/archive/within.js"
import { decrypt, type Key } from "./internal/secrets/age.js"
import * as Book from "./internal/secrets/book.js"
import { SecretsUnreadable } from "./internal/secrets/errors.js"
import * as Places from "./internal/secrets/places.js"
import * as Variables from "./internal/secrets/variables.js"
import type { Kind } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import type { Incomplete, Origin } from "./Origin.js"

export type { Key, Lock } from "./internal/secrets/age.js"
export { SecretsUnreadable } from "./internal/secrets/errors.js"

/** Looks a secret up; what `Apply.run` takes as `secret`. */
export type Secrets = (place: SecretPlace) => Option.Option<Redacted.Redacted<string>>

/** Knows no secret. */
export const none: Secrets = () => Option.none()

/** Looks in one place, and then in another. */
export const orElse =
  (one: Secrets, other: Secrets): Secrets =>
  (place) =>
    Option.orElse(one(place), () => other(place))

/** The secrets of a file in the clear. One that others than its owner may read is warned of. */
export const fromFile = (
  file: string
): Effect.Effect<Secrets, SecretsUnreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { sep } = yield* Path.Path
    const { mode } = yield* naming(file)(files.stat(file))
    // Windows has no such bits, and Node makes some up.
    if ((mode & 0o077) !== 0 && sep === "/")
      yield* Effect.logWarning(`${file} holds secrets, and others may read or change it: chmod 600 ${file}`)
    return yield* readBook(file, yield* naming(file)(files.readFile(file)))
  })

/** The secrets of a file that is encrypted with age, binary or armored: `age -r age1... -o secrets.age secrets.json`. */
export const fromEncryptedFile = (
  file: string,
  key: Key
): Effect.Effect<Secrets, SecretsUnreadable, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.flatMap(naming(file)(files.readFile(file)), (bytes) => decryptBook(file, bytes, key))
  )

/** The secrets that an archive holds, where it was written with some. */
export const fromArchive = (
  directory: string,
  key: Key
): Effect.Effect<Secrets, SecretsUnreadable | Unreadable, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const { join } = yield* Path.Path
    const { secrets } = yield* readManifest(directory)
    if (secrets === undefined)
      return yield* new SecretsUnreadable({ file: directory, problem: "is an archive without secrets" })
    const bytes = yield* readNamed(directory, secrets, mostSecrets)
    return yield* decryptBook(join(directory, secrets.file), bytes, key)
  })

/** The largest file of secrets that an archive may have: bytes. */
const mostSecrets = 64 * 2 ** 20

/**
 * The secrets that are set in the environment, of those that `places` names: `GRAFANA_SECRET_`, then the kind, the key
 * and the name with `_` between, in capitals, every other character being `_`: the password of the data source
 * `prom-1` is `GRAFANA_SECRET_DATA_SOURCES_PROM_1_PASSWORD`. It holds in all organizations; an empty one counts as not
 * given. Fails where a variable is set that two secrets would share.
 */
export const config = (
  places: ReadonlyArray<SecretPlace>,
  { prefix = "GRAFANA_SECRET_" }: { readonly prefix?: string } = {}
): Config.Config<Secrets> => Variables.read(places, prefix)

/**
 * Every secret that the objects of an origin have, by organization, kind and key. Fails with `Incomplete` where one of
 * them cannot be read.
 */
export const places = (
  origin: Origin,
  kinds: ReadonlyArray<Kind> = Kinds.all
): Effect.Effect<ReadonlyArray<SecretPlace>, Incomplete> => Places.placesOf(origin, kinds)

/**
 * The text of a file for `fromFile`, with every secret of the origin's objects to be filled in. A line without a
 * secret's name says what the object is called.
 */
export const template = (
  origin: Origin,
  kinds: ReadonlyArray<Kind> = Kinds.all
): Effect.Effect<string, Incomplete> => Effect.map(Places.placesOf(origin, kinds), Places.toFillIn)

const naming = (file: string) =>
  Effect.mapError(
    ({ message }: { readonly message: string }) =>
      new SecretsUnreadable({ file, problem: `cannot be read: ${message}` })
  )

const decryptBook = (file: string, bytes: Uint8Array, key: Key): Effect.Effect<Secrets, SecretsUnreadable> =>
  Effect.acquireUseRelease(
    Effect.mapError(decrypt(bytes, key), (problem) => new SecretsUnreadable({ file, problem })),
    (plain) => readBook(file, plain),
    (plain) => Effect.sync(() => plain.fill(0))
  )

const readBook = (file: string, bytes: Uint8Array): Effect.Effect<Secrets, SecretsUnreadable> =>
  Either.mapLeft(
    Book.read(new TextDecoder().decode(bytes)),
    (problem) => new SecretsUnreadable({ file, problem })
  )
