/** Reads files of a directory that somebody else may have filled. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import { digest } from "../digest.js"
import { OutsideArchive, Tampered } from "./errors.js"
import { type FileFailed, naming } from "./objectFile.js"

export type Refusal = FileFailed | OutsideArchive | Tampered

/** Where a file or directory in the directory really is; a link in it that leads elsewhere is refused. */
export const locate = (
  directory: string,
  name: string
): Effect.Effect<string, FileFailed | OutsideArchive, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(directory, name)
    const [root, real] = yield* naming(file)(Effect.all([files.realPath(directory), files.realPath(file)]))
    return real === path.join(root, name) ? real : yield* new OutsideArchive({ file, leadsTo: real })
  })

/** A file in the directory, and not more of it than `most`. */
export const readWithin = (
  directory: string,
  name: string,
  most: number
): Effect.Effect<Uint8Array, Refusal, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const file = (yield* Path.Path).join(directory, name)
    const real = yield* locate(directory, name)
    const { size, type } = yield* naming(file)(files.stat(real))
    if (type !== "File") return yield* new Tampered({ file, problem: "is no file" })
    if (size > most) return yield* new Tampered({ file, problem: `is larger than ${most} bytes` })
    return yield* naming(file)(files.readFile(real))
  })

/** What a manifest says of a file. */
export interface Named {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** A file that is still the one that the manifest names. */
export const readNamed = (
  directory: string,
  named: Named,
  most: number
): Effect.Effect<Uint8Array, Refusal, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const file = (yield* Path.Path).join(directory, named.file)
    const tampered = (problem: string) => new Tampered({ file, problem })
    const bytes = yield* readWithin(directory, named.file, most)
    if (bytes.length !== named.bytes)
      return yield* tampered(`has ${bytes.length} bytes, and the manifest says ${named.bytes}`)
    if ((yield* digest(bytes)) !== named.sha256)
      return yield* tampered("is not the file that the manifest names")
    return bytes
  })
