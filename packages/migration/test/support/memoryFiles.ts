/** Files in memory: what a test of hundreds of small archives would otherwise spend its time on. */
import { SystemError, type SystemErrorReason } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

const failed = (reason: SystemErrorReason, pathOrDescriptor: string) =>
  new SystemError({ reason, module: "FileSystem", method: "", pathOrDescriptor, description: reason })

/** What an archive asks of a file system; anything else is a defect that says so. */
const make = (): FileSystem.FileSystem => {
  const files = new Map<string, Uint8Array>()
  const directories = new Set<string>()
  let temporary = 0

  const at = (path: string) =>
    Effect.suspend(() => {
      const bytes = files.get(path)
      return bytes === undefined ? failed("NotFound", path) : Effect.succeed(bytes)
    })
  const isThere = (path: string) => files.has(path) || directories.has(path)
  const put = (path: string, bytes: Uint8Array): void => {
    files.set(path, Uint8Array.from(bytes))
  }

  return FileSystem.makeNoop({
    exists: (path) => Effect.sync(() => isThere(path)),
    readFile: at,
    readFileString: (path) => Effect.map(at(path), (bytes) => new TextDecoder().decode(bytes)),
    writeFile: (path, bytes) => Effect.sync(() => put(path, bytes)),
    realPath: (path) =>
      Effect.suspend(() => (isThere(path) ? Effect.succeed(path) : failed("NotFound", path))),
    stat: (path) =>
      Effect.suspend(() =>
        isThere(path) ? Effect.succeed(infoOf(files.get(path))) : failed("NotFound", path)
      ),
    rename: (from, to) =>
      Effect.map(at(from), (bytes) => {
        files.delete(from)
        files.set(to, bytes)
      }),
    remove: (path) =>
      Effect.sync(() => {
        for (const name of [...files.keys(), ...directories])
          if (name === path || name.startsWith(`${path}/`)) {
            files.delete(name)
            directories.delete(name)
          }
      }),
    makeDirectory: (path) => Effect.sync(() => void directories.add(path)),
    readDirectory: (path, options) =>
      Effect.sync(() =>
        [...files.keys(), ...directories].flatMap((name) => {
          const rest = name.startsWith(`${path}/`) ? name.slice(path.length + 1) : ""
          return rest === "" || (options?.recursive !== true && rest.includes("/")) ? [] : [rest]
        })
      ),
    makeTempDirectoryScoped: () =>
      Effect.sync(() => {
        const path = `/memory-${++temporary}`
        directories.add(path)
        return path
      }),
    open: (path) =>
      Effect.sync(
        () =>
          // Sound enough for a test: only `writeAll` of an appending file is called, and the type asks for the rest.
          ({
            writeAll: (bytes: Uint8Array) =>
              Effect.sync(() => put(path, Buffer.concat([files.get(path) ?? new Uint8Array(), bytes]))),
            sync: Effect.void
          }) as unknown as FileSystem.File
      )
  })
}

/** Undefined stands for a directory. */
const infoOf = (bytes: Uint8Array | undefined): FileSystem.File.Info => ({
  type: bytes === undefined ? "Directory" : "File",
  size: FileSystem.Size(bytes?.length ?? 0),
  mode: 0o600,
  dev: 0,
  mtime: Option.none(),
  atime: Option.none(),
  birthtime: Option.none(),
  ino: Option.none(),
  nlink: Option.none(),
  uid: Option.none(),
  gid: Option.none(),
  rdev: Option.none(),
  blksize: Option.none(),
  blocks: Option.none()
})

/** An empty file system. */
export const layer: Layer.Layer<FileSystem.FileSystem | Path.Path> = Layer.merge(
  Layer.sync(FileSystem.FileSystem, make),
  Path.layer
)
