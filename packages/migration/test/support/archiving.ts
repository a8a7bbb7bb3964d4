/** Archives in this process: of a fake whose answers can be tampered with, into a real directory. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport } from "@effect-grafana/core/Transport"
import * as Archive from "@effect-grafana/migration/Archive"
import * as Inventory from "@effect-grafana/migration/Inventory"
import type { Item, Kind } from "@effect-grafana/migration/Kind"
import * as Kinds from "@effect-grafana/migration/Kinds"
import * as Ledger from "@effect-grafana/migration/Ledger"
import type { Finding } from "@effect-grafana/migration/Origin"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import { SystemError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"

export const url = "http://grafana.test"

export interface Exchange {
  readonly path: string
  readonly status: number
  readonly body: string
}

/** Sees each answer before the client does, and may give another one. */
export type Tamper = (exchange: Exchange) => Effect.Effect<Exchange>

export const untouched: Tamper = Effect.succeed

/** A client of the fake that logs the paths it is asked for. */
export const client = (
  fake: FakeGrafana.Service,
  tamper: Tamper = untouched,
  log: Array<string> = []
): Layer.Layer<Grafana.Grafana> =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url }),
    Auth.basic({ username: "admin", password: "admin" }),
    Layer.succeed(Transport, {
      keepsTime: true,
      send: ({ headers, method, onSend, path }) =>
        Effect.suspend(() => {
          onSend()
          log.push(path)
          const answer = fake.handle({ method, url: path, headers, body: undefined })
          const given = tamper({ path, status: answer.status, body: answer.body })
          return Effect.map(given, (it) => ({ ...it, headers: answer.headers }))
        })
    })
  ]).pipe(Layer.orDie)

export interface Run {
  readonly complete: boolean
  readonly findings: ReadonlyArray<Finding>
  readonly tallies: ReadonlyMap<string, Ledger.Tally>
  /** The paths of all requests. */
  readonly requests: ReadonlyArray<string>
  /** The objects that were read, each as `kind/key`. */
  readonly read: ReadonlyArray<string>
}

export interface Options {
  readonly fake: FakeGrafana.Service
  readonly directory: string
  readonly tamper?: Tamper
  readonly kinds?: ReadonlyArray<Kind>
  readonly organizations?: "all"
  readonly refresh?: boolean
  readonly url?: string
  readonly requests?: Array<string>
  readonly read?: Array<string>
}

/** The same kind, and told of each object that is read. */
const watched = (kind: Kind, read: Array<string>): Kind => ({
  ...kind,
  read: (item) =>
    Effect.zipRight(
      Effect.sync(() => read.push(`${kind.name}/${item.key}`)),
      kind.read(item)
    )
})

export const archive = (options: Options) =>
  Effect.gen(function* () {
    const { directory, fake, refresh = false, requests = [], tamper, read = [] } = options
    const kinds = (options.kinds ?? Kinds.all).map((kind) => watched(kind, read))
    const { organizations = "current", url: address = url } = options
    const origin = yield* Effect.provide(
      Inventory.origin({ kinds, organizations, url: address }),
      client(fake, tamper, requests)
    )
    const ledger = yield* Ledger.make(origin.kinds)
    const complete = yield* Archive.write({ origin, directory, refresh, ledger }).pipe(
      Effect.as(true),
      Effect.catchTag("Incomplete", () => Effect.succeed(false))
    )
    const run: Run = {
      complete,
      findings: yield* ledger.findings,
      tallies: yield* ledger.tallies,
      requests,
      read
    }
    return run
  })

/** How many objects were written, or had been by the run before. */
export const sum = ({ tallies }: Run, of: "exported" | "kept"): number =>
  [...tallies.values()].reduce((sum, tally) => sum + tally[of], 0)

/** A directory for one test, and what is needed to read it. */
export const directory = Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped())

export const platform = NodeContext.layer

/** All files of an archive, relative and in order. */
export const filesIn = (directory: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const names = yield* files.readDirectory(directory, { recursive: true })
    const isFile = (name: string) =>
      Effect.map(files.stat(`${directory}/${name}`), ({ type }) => type === "File")
    return (yield* Effect.filter(names, isFile)).sort()
  })

export const readText = (directory: string, file: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(`${directory}/${file}`))

/** The real file system, but for some of what it does. */
export const but = (change: (files: FileSystem.FileSystem) => Partial<FileSystem.FileSystem>) =>
  Layer.provideMerge(
    Layer.effect(
      FileSystem.FileSystem,
      Effect.map(FileSystem.FileSystem, (files) => ({ ...files, ...change(files) }))
    ),
    platform
  )

export const noSpace = (path: string) =>
  new SystemError({
    reason: "Unknown",
    module: "FileSystem",
    method: "writeFile",
    pathOrDescriptor: path,
    description: "ENOSPC: no space left on device, write"
  })

/** A kind whose listing of that position shows other items. */
export const showing = (
  kind: Kind,
  position: number,
  change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>
): Kind => ({
  ...kind,
  listings: kind.listings.map((listing, i) =>
    i === position
      ? {
          ...listing,
          pages: Stream.map(listing.pages, (page) => ({ ...page, items: change(page.items) }))
        }
      : listing
  )
})
