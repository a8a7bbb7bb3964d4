/** Writes the page that shows a migration. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Report from "../Report.js"
import { type Ended, failing } from "./ending.js"

export const write = (
  file: string | undefined,
  options: Report.Options
): Effect.Effect<void, Ended, FileSystem.FileSystem> =>
  file === undefined
    ? Effect.void
    : Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        yield* Stream.run(Stream.encodeText(Report.stream(options)), files.sink(file))
      }).pipe(Effect.mapError(({ message }) => failing(`The report ${file} cannot be written: ${message}`)))
