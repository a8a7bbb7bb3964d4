/** Recorded exchanges with a real Grafana, and a transport that plays them back. */
import { Transport } from "@effect-grafana/core/Transport"
import * as FileSystem from "@effect/platform/FileSystem"
import type { PlatformError } from "@effect/platform/Error"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { makeTape, play } from "./internal/recording/player.js"
import { plain } from "./internal/recording/scrub.js"

const headers = Schema.Record({ key: Schema.String, value: Schema.String })

/** One request and what Grafana answered. */
export interface Exchange extends Schema.Schema.Type<typeof exchange> {}
const exchange = Schema.Struct({
  element: Schema.String,
  name: Schema.String,
  request: Schema.Struct({
    method: Schema.Literal("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
    // Percent-encoded, with the query, as it was sent.
    path: Schema.String,
    // What was asked for, where `..` was collapsed before sending.
    pathGiven: Schema.optional(Schema.String),
    // Who asked, in words; no recording holds a credential.
    auth: Schema.String,
    headers: Schema.optional(headers),
    // A string is the text that was sent, anything else is JSON.
    body: Schema.optional(Schema.Unknown)
  }),
  response: Schema.Struct({
    status: Schema.Int,
    headers,
    body: Schema.Unknown,
    // The body is text and not JSON.
    text: Schema.optional(Schema.Literal(true))
  }),
  // The response was shortened.
  cut: Schema.optional(Schema.Literal(true))
})
export const Exchange: Schema.Schema<Exchange> = exchange

/** The exchanges of one element with one version of Grafana, in the order in which they were made. */
export interface Recording extends Schema.Schema.Type<typeof recording> {}
const recording = Schema.Struct({ grafana: Schema.String, exchanges: Schema.Array(exchange) })
export const Recording: Schema.Schema<Recording> = recording

/** Reads a recording from its text; a field that the format does not know is an error. */
export const parse: (text: string) => Effect.Effect<Recording, ParseResult.ParseError> = Schema.decode(
  Schema.parseJson(recording),
  { onExcessProperty: "error" }
)

/** Reads a recording from a file. */
export const load = (
  path: string
): Effect.Effect<Recording, ParseResult.ParseError | PlatformError, FileSystem.FileSystem> =>
  FileSystem.FileSystem.pipe(
    Effect.flatMap((files) => files.readFileString(path)),
    Effect.flatMap(parse)
  )

/** The text of a response's body, as a transport would receive it. */
export const responseText = ({ response }: Exchange): string =>
  // Sound: a response always has a body, and JSON.stringify gives text for whatever JSON can hold.
  response.text === true ? String(response.body) : (JSON.stringify(response.body) as string)

/** Whether a response was shortened when it was recorded: its body then need not be whole. */
export const isCut = ({ cut, response: { body } }: Exchange): boolean =>
  cut === true || (Predicate.hasProperty(body, "note") && body.note === "cut")

/**
 * The defect of a request that no recorded exchange answers. Its message shows the nearest one line by line, with
 * what differs, and names the exchanges that are left; secrets are shown as `redacted`.
 */
export class UnmatchedRequest extends Data.TaggedError("UnmatchedRequest")<{ readonly message: string }> {}

/** How exchanges are played. */
export interface Options {
  /** `any` unless told: each request takes the first fitting exchange that is left. `strict`: as recorded. */
  readonly order?: "any" | "strict"
  /** What the recorder was told to hide. */
  readonly hide?: ReadonlyArray<string | Redacted.Redacted<string>>
}

/** A transport over recorded exchanges, and what it has not played yet. */
export interface Player {
  readonly transport: Transport["Type"]
  /** The exchanges that no request has asked for. */
  readonly left: Effect.Effect<ReadonlyArray<Exchange>>
}

/**
 * Makes a transport that answers each request with a recorded exchange of the same method, path, query and body;
 * order within a query and within a JSON object does not count, nor do headers and credentials. Where none is just the
 * same, secrets do not count either (what `Recorder` takes out). Each exchange is played once. A request that none
 * answers dies with `UnmatchedRequest`: no retry or fallback may hide it.
 */
export const make = (exchanges: ReadonlyArray<Exchange>, options: Options = {}): Effect.Effect<Player> =>
  Effect.sync(() => {
    const tape = makeTape(exchanges, options.order === "strict", (options.hide ?? []).map(plain))
    return {
      transport: {
        keepsTime: true,
        send: (request) =>
          Effect.suspend(() => {
            const found = play(tape, request)
            if (typeof found === "string") return Effect.die(new UnmatchedRequest({ message: found }))
            request.onSend()
            const { headers, status } = found.response
            return Effect.succeed({ status, headers, body: responseText(found) })
          })
      },
      left: Effect.sync(() => tape.tracks.flatMap((track) => (track.played ? [] : [track.exchange])))
    }
  })

/** The transport of `make` as a layer. */
export const layer = (exchanges: ReadonlyArray<Exchange>, options?: Options): Layer.Layer<Transport> =>
  Layer.effect(
    Transport,
    Effect.map(make(exchanges, options), ({ transport }) => transport)
  )

/** The same for a file that a `Recorder` has written, or another of the format. */
export const layerFile = (
  path: string,
  options?: Options
): Layer.Layer<Transport, ParseResult.ParseError | PlatformError, FileSystem.FileSystem> =>
  Layer.unwrapEffect(Effect.map(load(path), ({ exchanges }) => layer(exchanges, options)))
