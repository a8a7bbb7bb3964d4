import type { TransportRequest } from "@effect-grafana/core/Transport"
import type { Exchange } from "../../Recording.js"
import { editAsked, madeAsked, recordedAsked, secretHeaders } from "./asked.js"
import { explain } from "./explain.js"
import { type Asked, factsOf } from "./facts.js"
import { makeScrubber, unnumbered, type Scrubber } from "./scrub.js"

export interface Track {
  readonly exchange: Exchange
  /** The facts as one text: equal for requests that mean the same. */
  readonly key: string
  played: boolean
}

/** Exchanges in the order in which they were recorded, and which of them were played. */
export interface Tape {
  readonly tracks: ReadonlyArray<Track>
  readonly strict: boolean
  /** Takes out of a request what a recorder takes out. */
  readonly scrubber: Scrubber
}

export const makeTape = (
  exchanges: ReadonlyArray<Exchange>,
  strict: boolean,
  hide: ReadonlyArray<string>
): Tape => ({
  strict,
  scrubber: makeScrubber(hide),
  tracks: exchanges.map((exchange) => ({
    exchange,
    key: recordedFacts(exchange).join("\n"),
    played: false
  }))
})

/** The facts of a recorded request. */
export const recordedFacts = (exchange: Exchange): ReadonlyArray<string> => factsOf(recordedAsked(exchange))

/** The facts of a request that was made. */
export const madeFacts = (request: TransportRequest): ReadonlyArray<string> => factsOf(madeAsked(request))

/** The exchange that answers a request; where there is none, what a person needs to see why. */
export const play = (tape: Tape, request: TransportRequest): Exchange | string => {
  const { scrubber, strict, tracks } = tape
  const left = tracks.filter(({ played }) => !played)
  const eligible = strict ? left.slice(0, 1) : left
  const exactly = madeFacts(request).join("\n")
  const fitting = eligible.find(({ key }) => key === exactly) ?? fittingBut(tape, eligible, request)
  if (fitting === undefined) {
    return explain({
      asked: knownFacts(scrubber, request),
      tracks: tracks.map((track) => ({
        ...track,
        facts: plainFacts(scrubber, recordedAsked(track.exchange))
      })),
      strict
    })
  }
  fitting.played = true
  return fitting.exchange
}

/** The exchange that answers a request if secrets are left out of the comparison. */
const fittingBut = (
  { scrubber }: Tape,
  tracks: ReadonlyArray<Track>,
  request: TransportRequest
): Track | undefined => {
  const asked = knownFacts(scrubber, request).join("\n")
  return tracks.find(
    ({ exchange }) =>
      exchange.request.method === request.method &&
      plainFacts(scrubber, recordedAsked(exchange)).join("\n") === asked
  )
}

const knownFacts = (scrubber: Scrubber, request: TransportRequest): ReadonlyArray<string> => {
  scrubber.know(request.origin, secretHeaders(request.headers))
  return plainFacts(scrubber, madeAsked(request))
}

/** The facts of what was asked, with every secret the same. */
const plainFacts = (scrubber: Scrubber, asked: Asked): ReadonlyArray<string> => {
  editAsked(asked, scrubber.learn)
  return factsOf(editAsked(asked, (text, secret) => unnumbered(scrubber.scrub(text, secret))))
}
