/** What the tests of the command need: a Grafana with some of everything, and a directory. */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"

const content = {
  folders: 12,
  dashboards: 40,
  libraryElements: 15,
  users: 20,
  teams: 8,
  dataSources: 6,
  alertRules: 4,
  contactPoints: 2,
  playlists: 2
}

export const seeded = Effect.tap(FakeGrafana.make(), (fake) => Effect.sync(() => fake.seed(content)))

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
