import * as Auth from "@effect-grafana/core/Auth"
import type { Contract } from "@effect-grafana/core/Endpoint"
import * as Grafana from "@effect-grafana/core/Grafana"
import * as GrafanaConfig from "@effect-grafana/core/GrafanaConfig"
import * as Retry from "@effect-grafana/core/Retry"
import { Transport, type TransportRequest, type TransportResponse } from "@effect-grafana/core/Transport"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Recording from "../../src/Recording.js"
import type { AnyEndpoint } from "./contracts.js"

/** What a failure shows, whatever its tag. */
export interface Failed {
  readonly _tag: string
  readonly message: string
  readonly reason?: string
  readonly possiblyRoute?: boolean
}

export type Outcome = Either.Either<unknown, Failed>

// One client for all exchanges: the transport gives what stands here, and keeps what was asked.
let answer: TransportResponse = { status: 200, headers: {}, body: "" }
let asked: TransportRequest | undefined

const transport = Layer.succeed(Transport, {
  keepsTime: true,
  send: (request) => {
    asked = request
    return Effect.succeed(answer)
  }
})

const client = Grafana.layer.pipe(
  Layer.provide(transport),
  Layer.provide(Auth.anonymous),
  Layer.provide(GrafanaConfig.layer({ url: "https://grafana.example.com", retry: Retry.none })),
  Layer.build,
  Effect.scoped,
  Effect.runSync
)

const call = (contract: AnyEndpoint, input: unknown): Outcome =>
  // Sound: every failure of a call has a tag and a message.
  contract(input).pipe(Effect.provide(client), Effect.either, Effect.runSync) as Outcome

/** The request that a contract makes of an input; the failure where the input is refused. */
export const ask = (contract: AnyEndpoint, input: unknown): TransportRequest | Failed => {
  answer = { status: 418, headers: {}, body: "" }
  asked = undefined
  const outcome = call(contract, input)
  if (asked !== undefined) return asked
  return Either.isLeft(outcome) ? outcome.left : { _tag: "Nothing", message: "nothing was sent" }
}

/** What a contract makes of a response, whatever was asked. */
export const hear = (contract: AnyEndpoint, response: TransportResponse): Outcome => {
  answer = response
  return call(answering(contract), undefined)
}

export const responseOf = (exchange: Recording.Exchange): TransportResponse => ({
  status: exchange.response.status,
  headers: exchange.response.headers,
  body: Recording.responseText(exchange)
})

/** The tag of an outcome, as the tables name it. */
export const tagOf = (outcome: Outcome): string =>
  Either.isRight(outcome)
    ? "success"
    : outcome.left.possiblyRoute === true
      ? `${outcome.left._tag}?`
      : outcome.left._tag

const variants = new Map<AnyEndpoint, AnyEndpoint>()

/** The same contract, but asking for nothing: any response can be put to it. */
const answering = (contract: AnyEndpoint): AnyEndpoint => {
  let variant = variants.get(contract)
  if (variant === undefined) {
    variant = alike(contract, { path: "/", params: {}, query: {}, headers: {}, payload: undefined })
    variants.set(contract, variant)
  }
  return variant
}

/** A contract that differs in a few fields. */
export const alike = (contract: AnyEndpoint, fields: Partial<Contract>): AnyEndpoint => {
  const variant: AnyEndpoint = Object.assign(
    (input: unknown) => Effect.flatMap(Grafana.Grafana, (grafana) => grafana.call(variant, input)),
    { ...contract, ...fields }
  )
  return variant
}
