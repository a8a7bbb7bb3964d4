/** Records what a program and a Grafana say to each other, without secrets, for `Recording` to play back. */
import { Transport } from "@effect-grafana/core/Transport"
import type { PlatformError } from "@effect/platform/Error"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { makeScrubber, plain } from "./internal/recording/scrub.js"
import { tell } from "./internal/recording/tell.js"
import { openRecording } from "./internal/recording/writer.js"

/** What a recording says of itself, and what it must not hold. */
export interface Options {
  /** The version of Grafana that answers, such as `12.3.0`. */
  readonly grafana: string
  /** What the exchanges are about; `recording` when left out. */
  readonly element?: string
  /** Further texts that must not be in the file, such as the name of a company. */
  readonly hide?: ReadonlyArray<string | Redacted.Redacted<string>>
}

/**
 * A transport that passes every request on to another one and writes each exchange to a file, in the form that
 * `Recording.load` reads. Requests that got no response are not recorded, and a response that is no text is recorded
 * without its body. The file appears when the scope closes; until then it is `<path>.part`. A file that cannot be
 * written is a defect: a recording has no holes.
 *
 * No credential is written: request headers go by an allow-list. In paths, queries and bodies, secrets are known by
 * where they stand (`password`, `secureJsonData`, the `key` of a new token, a contact point's `settings.url`, ...) and
 * by their form (`glsa_...`), and each is replaced by a placeholder of its own (`redacted-password-1`); one of eight
 * characters or more also wherever else it stands, and so are the credential in use and the server's own name
 * (`grafana.example.com`). What cannot be known for a secret (one in a description) is to be named in `hide`.
 */
export const make = (
  transport: Transport["Type"],
  path: string,
  { element = "recording", grafana, hide = [] }: Options
): Effect.Effect<Transport["Type"], PlatformError, FileSystem.FileSystem | Scope.Scope> =>
  Effect.map(openRecording(path, grafana), (append) => {
    const scrubber = makeScrubber(hide.map(plain))
    let count = 0
    return {
      keepsTime: transport.keepsTime,
      send: (request) =>
        Effect.uninterruptibleMask((restore) =>
          Effect.tap(restore(transport.send(request)), (response) =>
            Effect.orDie(append(tell(scrubber, { element, number: ++count, request, response })))
          )
        )
    }
  })

/** The recording transport of `make` as a layer over another: `Recorder.layer(path, { grafana }).pipe(Layer.provide(Node.transport()))`. */
export const layer = (
  path: string,
  options: Options
): Layer.Layer<Transport, PlatformError, Transport | FileSystem.FileSystem> =>
  Layer.scoped(
    Transport,
    Effect.flatMap(Transport, (transport) => make(transport, path, options))
  )
