import type { TransportRequest } from "@effect-grafana/core/Transport"
import type { Exchange } from "../../Recording.js"
import { difference, factsOf } from "./facts.js"

interface Track {
  readonly exchange: Exchange
  readonly facts: ReadonlyArray<string>
  /** The facts as one text: equal for requests that mean the same. */
  readonly key: string
  played: boolean
}

/** Exchanges in the order in which they were recorded, and which of them were played. */
export interface Tape {
  readonly tracks: ReadonlyArray<Track>
  readonly strict: boolean
}

export const makeTape = (exchanges: ReadonlyArray<Exchange>, strict: boolean): Tape => ({
  strict,
  tracks: exchanges.map((exchange) => {
    const facts = recordedFacts(exchange)
    return { exchange, facts, key: facts.join("\n"), played: false }
  })
})

/** The facts of a recorded request. */
export const recordedFacts = ({ request }: Exchange): ReadonlyArray<string> =>
  factsOf({
    method: request.method,
    path: request.path,
    type: typeOf(request.headers ?? {}),
    body: textOf(request.body)
  })

/** The facts of a request that was made. */
export const madeFacts = (request: TransportRequest): ReadonlyArray<string> =>
  factsOf({
    method: request.method,
    path: request.path,
    type: typeOf(request.headers),
    body: sentText(request.body)
  })

const typeOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1]

/** A body as it stood on the wire: text is recorded as it was, JSON by its value. */
const textOf = (body: unknown): string | undefined =>
  body === undefined || typeof body === "string" ? body : JSON.stringify(body)

/** The exchange that answers a request; where there is none, what a person needs to see why. */
export const play = (tape: Tape, request: TransportRequest): Exchange | string => {
  const asked = madeFacts(request)
  const key = asked.join("\n")
  const fits = (track: Track): boolean => track.key === key
  const next = tape.tracks.find((track) => !track.played && (tape.strict || fits(track)))
  if (next === undefined || !fits(next)) return explain(tape, next, asked)
  next.played = true
  return next.exchange
}

const decoder = new TextDecoder()

const sentText = (body: TransportRequest["body"]): string | undefined => {
  if (body === undefined || typeof body === "string") return body
  // No recording holds a multipart body, and its parts cannot be read at once.
  return body instanceof Uint8Array ? decoder.decode(body) : "a multipart form"
}

const explain = ({ strict, tracks }: Tape, next: Track | undefined, asked: ReadonlyArray<string>): string => {
  const request = ["No recorded exchange answers this request:", ...asked.map((line) => `  ${line}`)]
  if (next === undefined && (strict || tracks.every(({ played }) => played))) {
    return [...request, `All ${tracks.length} exchanges were played already.`].join("\n")
  }
  const nearest = next ?? nearestTo(tracks, asked)
  if (nearest === undefined) return request.join("\n")
  const { element, name } = nearest.exchange
  const differs = difference(nearest.facts, asked).map((line) => `  ${line}`)
  const title = `${next === undefined ? "Nearest is" : "Next is"} "${name}" of ${element}`
  return [
    ...request,
    ...(differs.length === 0
      ? [`${title}, played already.`]
      : [`${title} (- recorded, + asked):`, ...differs])
  ].join("\n")
}

const nearestTo = (tracks: ReadonlyArray<Track>, asked: ReadonlyArray<string>): Track | undefined => {
  let best: { readonly track: Track; readonly distance: number } | undefined
  for (const track of tracks) {
    const distance = distanceBetween(track.facts, asked)
    if (best === undefined || distance < best.distance) best = { track, distance }
  }
  return best?.track
}

/** Another method or path weighs more than any difference in query or body. */
const distanceBetween = (recorded: ReadonlyArray<string>, asked: ReadonlyArray<string>): number =>
  difference(recorded, asked).reduce((sum, line) => sum + (/^. (method|path) /.test(line) ? 1000 : 1), 0)
