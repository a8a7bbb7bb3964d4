/**
 * A directory that holds what an origin held: one JSON file for each object, in a form that people and git can read,
 * and a manifest that is written last. Secrets are not in it, unless they are asked for: then encrypted, in one file.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import { type Filter, matches } from "./Filter.js"
import type { OtherSource } from "./internal/archive/before.js"
import { fill } from "./internal/archive/export.js"
import { secretsFile } from "./internal/archive/model.js"
import { FileFailed } from "./internal/archive/objectFile.js"
import * as Read from "./internal/archive/read.js"
import type { Seal } from "./internal/archive/sealed.js"
import * as Store from "./internal/archive/store.js"
import { encrypter, type Lock } from "./internal/secrets/age.js"
import type { Kind } from "./Kind.js"
import * as Kinds from "./Kinds.js"
import * as Ledger from "./Ledger.js"
import { Incomplete, type Origin } from "./Origin.js"

export { OtherSource } from "./internal/archive/before.js"
export * from "./internal/archive/errors.js"
export { FileFailed } from "./internal/archive/objectFile.js"

/** Why an archive cannot be read. */
export type Unreadable = Read.Unreadable

/** What a complete archive holds, by its manifest. */
export type Manifest = Read.Opened["manifest"]

/** An archive that is open for reading. */
export interface Archive extends Origin {
  readonly manifest: Manifest
}

/** What an archive is written from, and how. */
export interface WriteOptions {
  readonly origin: Origin
  /** Is made where it is missing. */
  readonly directory: string
  /** All objects of the origin unless told. */
  readonly filter?: Filter
  /** Nothing of an unfinished run counts, and the directory may hold an archive of another Grafana. */
  readonly refresh?: boolean
  /** Objects of one kind that are read at once; 8 unless told. */
  readonly concurrency?: number
  /**
   * Asks for the secrets that Grafana shows to an admin (of contact points, the links of public dashboards), and puts
   * them into `secrets.age`, encrypted. Without it no secret is asked for.
   */
  readonly secrets?: Lock
  /** Is told how far the run has come. */
  readonly ledger?: Ledger.Ledger
  /** Called once, before anything is read, with how many objects an unfinished run of the same origin has left. */
  readonly onStart?: (found: number) => Effect.Effect<void>
}

/**
 * Writes an archive, in memory that does not grow with the objects. A run that was cut off is gone on with: what it
 * has left is not read again. Fails with `Incomplete` where anything was amiss, and then the directory has no manifest;
 * with `OtherSource` where it holds another Grafana; with `FileFailed` where a file cannot be written.
 */
export const write = (
  options: WriteOptions
): Effect.Effect<void, Incomplete | FileFailed | OtherSource, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const { directory, filter = {}, origin, refresh = false } = options
    const kinds = origin.kinds.filter((kind) => filter.kinds?.includes(kind) ?? true)
    const ledger = options.ledger ?? (yield* Ledger.make(kinds))
    const seal =
      options.secrets === undefined ? {} : { seal: yield* sealFor(options.secrets, origin, directory) }
    const store = yield* Store.open({ directory, origin, kinds, refresh })
    yield* options.onStart?.(store.found) ?? Effect.void
    const passes = yield* matches(origin, filter)
    const concurrency = options.concurrency ?? 8
    if (yield* fill({ origin, kinds, passes, ledger, store, concurrency, ...seal })) return
    return yield* new Incomplete({ findings: yield* ledger.findings })
  }).pipe(Effect.scoped)

const sealFor = (
  lock: Lock,
  { reveal }: Origin,
  directory: string
): Effect.Effect<Seal, FileFailed, Path.Path> =>
  Effect.flatMap(Path.Path, ({ join }) =>
    Effect.mapError(
      reveal === undefined ? Effect.fail("the origin shows no secrets") : encrypter(lock),
      (problem) => new FileFailed({ file: join(directory, secretsFile), problem })
    )
  )

/**
 * Opens an archive as an origin. Nothing in it is trusted: a file is read only where it lies within the directory, is
 * of the size and the checksum that the manifest says, and holds what `kinds` (all that `Kinds.all` holds unless
 * told) have as content. A kind that neither `kinds` nor `Kinds.all` hold is `KindUnknown`.
 */
export const open = (
  directory: string,
  kinds: ReadonlyArray<Kind> = Kinds.all
): Effect.Effect<Archive, Unreadable, FileSystem.FileSystem | Path.Path> =>
  Read.open({ directory, kinds: Kinds.inOrder(kinds), known: Kinds.all })
