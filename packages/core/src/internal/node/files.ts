/** As much of a file system as a token file needs, so that no further package must be brought for it. */
import * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { readFile, stat } from "node:fs/promises"

const attempt = <A>(method: string, path: string, run: () => Promise<A>) =>
  Effect.tryPromise({
    try: run,
    catch: (cause) =>
      new PlatformError.SystemError({
        module: "FileSystem",
        method,
        reason: hasCode(cause, "ENOENT")
          ? "NotFound"
          : hasCode(cause, "EACCES")
            ? "PermissionDenied"
            : "Unknown",
        pathOrDescriptor: path,
        cause
      })
  })

const hasCode = (cause: unknown, code: string): boolean =>
  typeof cause === "object" && cause !== null && "code" in cause && cause.code === code

/** `stat` and `readFileString` over Node's own file system. */
export const files = FileSystem.layerNoop({
  readFileString: (path) => attempt("readFileString", path, () => readFile(path, "utf8")),
  stat: (path) =>
    Effect.map(
      attempt("stat", path, () => stat(path)),
      (it) => ({
        type: it.isFile() ? "File" : "Unknown",
        mtime: Option.some(it.mtime),
        atime: Option.some(it.atime),
        birthtime: Option.some(it.birthtime),
        dev: it.dev,
        ino: Option.some(it.ino),
        mode: it.mode,
        nlink: Option.some(it.nlink),
        uid: Option.some(it.uid),
        gid: Option.some(it.gid),
        rdev: Option.some(it.rdev),
        size: FileSystem.Size(it.size),
        blksize: Option.some(FileSystem.Size(it.blksize)),
        blocks: Option.some(it.blocks)
      })
    )
})
