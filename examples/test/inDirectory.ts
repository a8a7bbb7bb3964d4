/** An example that is a command, started in a directory of its own. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { type Ended, type Environment, start as started } from "./started.js"

export const directory = Effect.flatMap(FileSystem.FileSystem, (files) =>
  files.makeTempDirectoryScoped()
).pipe(Effect.provide(NodeContext.layer))

export interface Start {
  readonly example: string
  readonly args: ReadonlyArray<string>
  readonly directory: string
  readonly env?: Environment
}

export const start = ({ args, directory, env, example }: Start) => started(example, env, { args, directory })

export const execute = (options: Start): Effect.Effect<Ended> => Effect.suspend(() => start(options).ended)
