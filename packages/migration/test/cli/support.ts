/** The command in this process, over fakes on loopback ports. */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Ref from "effect/Ref"
import * as Scope from "effect/Scope"
import { command } from "../../src/cli/command.js"

/** What a fake holds; everything of it can be migrated without a person. */
export const content: FakeGrafana.SeedOptions = {
  folders: 4,
  dashboards: 12,
  libraryElements: 3,
  teams: 2,
  dataSources: 3,
  playlists: 2
}

export const seeded = (options: FakeGrafana.SeedOptions = content): Effect.Effect<FakeGrafana.Service> =>
  Effect.tap(FakeGrafana.make(), (fake) => Effect.sync(() => fake.seed(options)))

export type Environment = Readonly<Record<string, string>>

/** The variables that name a Grafana and its admin. */
export const asAdmin = (prefix: string, url: string, password = "admin"): Environment => ({
  [`${prefix}GRAFANA_URL`]: url,
  [`${prefix}GRAFANA_USER`]: "admin",
  [`${prefix}GRAFANA_PASSWORD`]: password
})

/** A seeded source and a target, with the variables that name both. */
export const between = (options: FakeGrafana.SeedOptions = content) =>
  Effect.gen(function* () {
    const source = yield* seeded(options)
    const target = yield* FakeGrafana.make({ seed: 2 })
    const [from, to] = [yield* FakeServer.listen(source), yield* FakeServer.listen(target)]
    const env = { ...asAdmin("SOURCE_", from.url), ...asAdmin("TARGET_", to.url) }
    return { source, target, from, to, env }
  })

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Surroundings {
  /** What somebody answers; without it nobody is there. */
  readonly answer?: boolean
  readonly files?: FileSystem.FileSystem
}

export const execute = (
  args: ReadonlyArray<string>,
  env: Environment = {},
  { answer, files }: Surroundings = {}
): Effect.Effect<Said> =>
  Effect.gen(function* () {
    const said = { out: "", err: "" }
    const code = yield* command(args, {
      out: (text) => Effect.sync(() => (said.out += text)),
      colours: false,
      screen: {
        write: (text) => Effect.sync(() => (said.err += text)),
        size: Effect.succeed(undefined),
        colours: false
      },
      ask: answer === undefined ? undefined : () => Effect.succeed(answer),
      goOn: yield* Ref.make("")
    }).pipe(
      (effect) =>
        files === undefined ? effect : Effect.provideService(effect, FileSystem.FileSystem, files),
      Effect.provide(NodeContext.layer),
      Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env))))
    )
    return { code, ...said }
  })

/** A directory for one test. */
export const directory = Effect.flatMap(FileSystem.FileSystem, (files) =>
  files.makeTempDirectoryScoped()
).pipe(Effect.provide(NodeContext.layer))

export const aStackTrace = /\n\s+at /

/** A fake on a port that closes when so many writes have come. */
export const leavingAfter = (fake: FakeGrafana.Service, writes: number) =>
  Effect.gen(function* () {
    const scope = yield* Effect.acquireRelease(Scope.make(), (it) => Scope.close(it, Exit.void))
    let left = writes
    const handle: FakeGrafana.Service["handle"] = (request, upstream) => {
      if (request.method !== "GET") left -= 1
      if (left < 0) Effect.runFork(Scope.close(scope, Exit.void))
      return left < 0 ? { status: 503, headers: {}, body: "" } : fake.handle(request, upstream)
    }
    return yield* Scope.extend(FakeServer.listen({ ...fake, handle }), scope)
  })
