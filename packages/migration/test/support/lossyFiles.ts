/**
 * The files of a machine whose power can fail. What was written since a file's last `sync` is then gone, or torn: some
 * of its pages are there, others hold zeros or what stood there before. A name that was made or removed since its
 * directory was synced may be there or not.
 */
import * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import { tear } from "./torn.js"

export interface Machine {
  readonly layer: Layer.Layer<FileSystem.FileSystem>
  /** How many more changes and syncs are carried out; then the machine does nothing any more. Endless at first. */
  readonly diesAfter: (steps: number) => Effect.Effect<void>
  /** The power fails and comes back: what had a file open has it no longer. */
  readonly crash: Effect.Effect<void>
}

interface Inode {
  content: Uint8Array
  durable: Uint8Array
}

const empty = new Uint8Array()

/** A machine without files; equal seeds lose the same. */
export const make = (seed: number): Machine => {
  const random = Random.make(seed)
  let names = new Map<string, Inode>()
  let durableNames = new Map<string, Inode>()
  let boot = 0
  let left = Infinity

  const step = (path: string, openedAt = boot): Effect.Effect<void, PlatformError.SystemError> =>
    Effect.suspend(() => {
      if (openedAt !== boot || left <= 0) return fail("Unknown", path)
      left -= 1
      return Effect.void
    })

  const find = (path: string): Effect.Effect<Inode, PlatformError.SystemError> =>
    Effect.suspend(() => {
      const inode = names.get(path)
      return inode === undefined ? fail("NotFound", path) : Effect.succeed(inode)
    })

  const readFile = (path: string) =>
    path === "/proc/sys/kernel/random/boot_id"
      ? Effect.sync(() => new TextEncoder().encode(`boot ${boot}`))
      : Effect.map(find(path), ({ content }) => content)

  const remove = (path: string) =>
    Effect.zipRight(
      Effect.sync(() => names.delete(path)),
      step(path)
    )

  const rename = (from: string, to: string) =>
    Effect.flatMap(find(from), (inode) =>
      Effect.map(step(from), () => {
        names.delete(from)
        names.set(to, inode)
      })
    )

  const open = (path: string, { flag = "r" }: FileSystem.OpenFileOptions = {}) =>
    Effect.gen(function* () {
      if (isDirectory(path)) return directory(path)
      if (flag === "r") return file(path, yield* find(path))
      if (flag.endsWith("x") && names.has(path)) return yield* fail("AlreadyExists", path)
      const inode = names.get(path) ?? { content: empty, durable: empty }
      names.set(path, inode)
      yield* step(path)
      return file(path, inode)
    })

  const isDirectory = (path: string) => [...names.keys()].some((name) => name.startsWith(`${path}/`))

  const directory = (path: string): FileSystem.File => ({
    ...noFile,
    sync: Effect.zipRight(
      step(path),
      Effect.sync(() => {
        const elsewhere = [...durableNames].filter(([name]) => !name.startsWith(`${path}/`))
        durableNames = new Map([...elsewhere, ...[...names].filter(([name]) => name.startsWith(`${path}/`))])
      })
    )
  })

  /** All writes go to the end, and reads come from a position of their own. */
  const file = (path: string, inode: Inode): FileSystem.File => {
    const openedAt = boot
    let position = 0
    const change = (content: () => Uint8Array) =>
      Effect.zipRight(
        Effect.sync(() => {
          if (openedAt === boot && left > 0) inode.content = content()
        }),
        step(path, openedAt)
      )
    return {
      ...noFile,
      seek: (offset) => Effect.sync(() => void (position = Number(offset))),
      readAlloc: (size) =>
        Effect.sync(() => {
          const chunk = inode.content.slice(position, position + Number(size))
          position += chunk.length
          return chunk.length === 0 ? Option.none() : Option.some(chunk)
        }),
      writeAll: (bytes) => change(() => Buffer.concat([inode.content, bytes])),
      truncate: (size = 0) => change(() => inode.content.slice(0, Number(size))),
      sync: Effect.zipRight(
        step(path, openedAt),
        Effect.sync(() => void (inode.durable = inode.content))
      )
    }
  }

  const crash = Effect.gen(function* () {
    const survivors = new Map<string, Inode>()
    for (const path of new Set([...durableNames.keys(), ...names.keys()])) {
      const [before, now] = [durableNames.get(path), names.get(path)]
      const inode = before === now || (yield* random.nextBoolean) ? now : before
      if (inode !== undefined) survivors.set(path, inode)
    }
    for (const inode of new Set(survivors.values())) {
      const torn = yield* tear(inode.durable, inode.content, random)
      Object.assign(inode, { content: torn, durable: torn })
    }
    names = survivors
    durableNames = new Map(survivors)
    boot += 1
    left = Infinity
  })

  return {
    layer: Layer.succeed(
      FileSystem.FileSystem,
      FileSystem.make({
        ...FileSystem.makeNoop({}),
        access: (path) => Effect.asVoid(find(path)),
        open,
        readFile,
        remove,
        rename
      })
    ),
    diesAfter: (steps) => Effect.sync(() => void (left = steps)),
    crash
  }
}

const fail = (reason: PlatformError.SystemErrorReason, path: string) =>
  new PlatformError.SystemError({ module: "FileSystem", method: "lossy", reason, pathOrDescriptor: path })

const unused = Effect.dieMessage("no journal needs this")

const noFile: FileSystem.File = {
  [FileSystem.FileTypeId]: FileSystem.FileTypeId,
  fd: FileSystem.FileDescriptor(0),
  stat: unused,
  seek: () => unused,
  sync: unused,
  read: () => unused,
  readAlloc: () => unused,
  truncate: () => unused,
  write: () => unused,
  writeAll: () => unused
}
