import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Exchange } from "../../Recording.js"

/** Adds an exchange to a recording. */
export type Append = (exchange: Exchange) => Effect.Effect<void, PlatformError>

/**
 * Writes a recording exchange by exchange, so that none is kept in memory, into a file beside `path`; it takes its
 * name when the scope closes, so that what bears the name is whole.
 */
export const openRecording = (
  path: string,
  grafana: string
): Effect.Effect<Append, PlatformError, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const part = `${path}.part`
    const turn = yield* Effect.makeSemaphore(1)
    let separator = "\n"
    yield* Effect.acquireRelease(
      files.writeFileString(part, `{"grafana":${JSON.stringify(grafana)},"exchanges":[`),
      () =>
        files
          .writeFileString(part, "\n]}\n", { flag: "a" })
          .pipe(Effect.zipRight(files.rename(part, path)), Effect.orDie)
    )
    return (exchange) =>
      turn.withPermits(1)(
        Effect.suspend(() => {
          const line = separator + JSON.stringify(exchange)
          separator = ",\n"
          return files.writeFileString(part, line, { flag: "a" })
        })
      )
  })
