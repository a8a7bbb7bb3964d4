/** Files that are there whole or not at all. */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** A file of the archive could not be written or read: the disk is full, say. Nothing goes on without it. */
export class FileFailed extends Data.TaggedError("FileFailed")<{
  readonly file: string
  readonly problem: string
}> {
  override get message(): string {
    return `${this.file}: ${this.problem}`
  }
}

/** Words a failure by the file that is at stake. */
export const naming =
  (file: string) =>
  <A, R>(effect: Effect.Effect<A, PlatformError, R>): Effect.Effect<A, FileFailed, R> =>
    Effect.mapError(
      effect,
      ({ description, message }) => new FileFailed({ file, problem: description ?? message })
    )

const temporary = ".tmp"

/**
 * Writes beside and renames. It is not interrupted halfway, because an open that is under way could bring the
 * temporary file back after its removal.
 */
export const writeOn = (
  files: FileSystem.FileSystem,
  path: string,
  bytes: Uint8Array,
  mode = 0o666
): Effect.Effect<void, FileFailed> =>
  files.writeFile(path + temporary, bytes, { mode }).pipe(
    Effect.zipRight(files.rename(path + temporary, path)),
    Effect.onError(() => Effect.ignore(files.remove(path + temporary, { force: true }))),
    Effect.uninterruptible,
    naming(path)
  )

/** The same on the file system that is provided. */
export const write = (
  path: string,
  bytes: Uint8Array,
  mode?: number
): Effect.Effect<void, FileFailed, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) => writeOn(files, path, bytes, mode))

/** Removes what a run that was killed has left half written in a directory. */
export const sweep = (directory: string): Effect.Effect<void, FileFailed, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.flatMap(files.readDirectory(directory), (names) =>
      Effect.forEach(
        names.filter((name) => /(json|age)\.tmp$/.test(name)),
        (name) => files.remove(`${directory}/${name}`, { force: true }),
        { discard: true }
      )
    )
  ).pipe(naming(directory))
