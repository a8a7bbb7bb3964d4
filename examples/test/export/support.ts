/** An export in this process: the engine over a fake, whose answers can be tampered with, into a real directory. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import { Transport } from "@effect-grafana/core/Transport"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Exporter from "../../src/export/exporter.js"
import type { Kind } from "../../src/export/kind.js"
import { kinds as allKinds } from "../../src/export/kinds.js"
import * as Ledger from "../../src/export/ledger.js"
import type { Source } from "../../src/export/model.js"
import * as Store from "../../src/export/store.js"

export const content = {
  folders: 12,
  dashboards: 40,
  libraryElements: 15,
  users: 20,
  teams: 8,
  dataSources: 6
}

export const source: Source = {
  url: "http://grafana.test",
  version: "12.3.0",
  organization: { id: 1, name: "Main Org." }
}

export interface Exchange {
  readonly path: string
  readonly status: number
  readonly body: string
}

/** Sees each answer before the client does, and may give another one. */
export type Tamper = (exchange: Exchange) => Effect.Effect<Exchange>

export const untouched: Tamper = Effect.succeed

export const seeded = Effect.tap(FakeGrafana.make(), (fake) => Effect.sync(() => fake.seed(content)))

/** A client of the fake that logs the paths it is asked for. */
export const client = (
  fake: FakeGrafana.Service,
  tamper: Tamper,
  log: Array<string>
): Layer.Layer<Grafana.Grafana> =>
  Layer.provide(Grafana.layer, [
    GrafanaConfig.layer({ url: source.url }),
    Auth.basic({ username: "admin", password: "admin" }),
    Layer.succeed(Transport, {
      keepsTime: true,
      send: ({ headers, method, onSend, path }) =>
        Effect.suspend(() => {
          onSend()
          log.push(path)
          const {
            body,
            headers: answered,
            status
          } = fake.handle({ method, url: path, headers, body: undefined })
          return Effect.map(tamper({ path, status, body }), (given) => ({ ...given, headers: answered }))
        })
    })
  ]).pipe(Layer.orDie)

export interface Run {
  readonly complete: boolean
  readonly findings: ReadonlyArray<Ledger.Finding>
  readonly tallies: ReadonlyMap<string, Ledger.Tally>
  /** The paths of all requests. */
  readonly requests: ReadonlyArray<string>
}

export interface Options {
  readonly fake: FakeGrafana.Service
  readonly directory: string
  readonly tamper?: Tamper
  readonly kinds?: ReadonlyArray<Kind>
  readonly refresh?: boolean
  readonly source?: Source
  readonly requests?: Array<string>
}

export const run = (options: Options) =>
  Effect.gen(function* () {
    const { directory, fake, kinds = allKinds, refresh = false, requests = [], tamper = untouched } = options
    const names = kinds.map(({ name }) => name)
    const ledger = yield* Ledger.make(names)
    const complete = yield* Effect.scoped(
      Effect.gen(function* () {
        const store = yield* Store.open({
          directory,
          kinds: names,
          refresh,
          source: options.source ?? source
        })
        return yield* Exporter.run({ kinds, ledger, store })
      })
    ).pipe(Effect.provide(client(fake, tamper, requests)))
    const run: Run = { complete, findings: yield* ledger.findings, tallies: yield* ledger.tallies, requests }
    return run
  })

/** A directory for one test, and what is needed to read it. */
export const directory = Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped())

export const platform = NodeContext.layer

/** All files of an export, relative and in order. */
export const filesIn = (directory: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const names = yield* files.readDirectory(directory, { recursive: true })
    const isFile = (name: string) =>
      Effect.map(files.stat(path.join(directory, name)), ({ type }) => type === "File")
    return (yield* Effect.filter(names, isFile)).sort()
  })

export const readText = (...parts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const { join } = yield* Path.Path
    return yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(join(...parts)))
  })

/** Where one object of a kind is read. */
export const objectPath = (kind: string, id: string): string =>
  ({
    folders: `/api/folders/${id}`,
    dashboards: `/api/dashboards/uid/${id}`,
    "library-elements": `/api/library-elements/${id}`,
    users: `/api/users/${id}`,
    teams: `/api/teams/${id}`,
    "data-sources": `/api/datasources/uid/${id}`
  })[kind] ?? ""

/** Which kind's object a path reads, if it reads one. */
export const objectOf = (path: string): { readonly kind: string; readonly id: string } | undefined => {
  const found = Object.entries(patterns).flatMap(([kind, pattern]) => {
    const id = pattern.exec(path)?.[1]
    return id === undefined ? [] : [{ kind, id }]
  })
  return found[0]
}

const patterns = {
  folders: /^\/api\/folders\/([^/?]+)$/,
  dashboards: /^\/api\/dashboards\/uid\/([^/?]+)$/,
  "library-elements": /^\/api\/library-elements\/([^/?]+)$/,
  users: /^\/api\/users\/(\d+)$/,
  teams: /^\/api\/teams\/(\d+)$/,
  "data-sources": /^\/api\/datasources\/uid\/([^/?]+)$/
}

/** The objects that a run has read, each as `kind/id`. */
export const objectsRead = ({ requests }: Pick<Run, "requests">): ReadonlyArray<string> =>
  requests.flatMap((path) => {
    const object = objectOf(path)
    return object === undefined ? [] : [`${object.kind}/${object.id}`]
  })

/** The ids that the fake holds, by kind. */
export const idsOf = (fake: FakeGrafana.Service): Record<string, ReadonlyArray<string>> => {
  // Sound: this is the form of a dump.
  const dump = fake.dump() as unknown as Dump
  const [org] = dump.orgs
  if (org === undefined) return {}
  const uids = (rows: ReadonlyArray<{ readonly uid: string }>) => rows.map(({ uid }) => uid).sort()
  const ids = (rows: ReadonlyArray<{ readonly id: number }>) => rows.map(({ id }) => String(id)).sort()
  return {
    folders: uids(org.folders),
    dashboards: uids(org.dashboards),
    "library-elements": uids(org.libraryElements),
    users: ids(dump.users),
    teams: ids(org.teams),
    "data-sources": uids(org.dataSources)
  }
}

interface Row {
  readonly id: number
  readonly uid: string
  readonly name: string
  readonly folderUid: string
  readonly parentUid: string
}

interface Dump {
  readonly orgs: ReadonlyArray<{
    readonly folders: ReadonlyArray<Row>
    readonly dashboards: ReadonlyArray<Row>
    readonly libraryElements: ReadonlyArray<Row>
    readonly teams: ReadonlyArray<Row>
    readonly dataSources: ReadonlyArray<Row>
  }>
  readonly users: ReadonlyArray<Row>
}

export const organizationOf = (fake: FakeGrafana.Service) => {
  // Sound: this is the form of a dump.
  const [org] = (fake.dump() as unknown as Dump).orgs
  if (org === undefined) throw new Error("a fake has an organization")
  return org
}
