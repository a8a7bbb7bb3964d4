import { handle } from "../handle.js"
import { isObject, type JsonObject } from "../bind.js"
import type { Org } from "../model.js"
import { makeRandom, shortUid, type Random } from "../words/identifiers.js"
import type { State } from "../state.js"

/** What all that is made in one organization shares. */
export interface Work {
  readonly state: State
  readonly org: Org
  readonly seed: number
  readonly random: Random
  readonly now: number
}

export const author = "admin"
export const minute = 60_000

/** Seeding draws its own numbers, knows no quotas, and leaves no trace in the log of writes. */
export const makeWork = (state: State, org: Org, seed: number): Work => {
  const random = makeRandom(seed)
  return {
    state: { ...state, random, writes: [], quotas: undefined },
    org,
    seed,
    random,
    now: state.now()
  }
}

export const many = <A>(count: number | undefined, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count ?? 0 }, (_, index) => make(index))

export const pickFrom = <A>(random: Random, items: ReadonlyArray<A>, fallback: A): A =>
  items[Math.floor(random() * items.length)] ?? fallback

/** One after the other, and from the start again. */
export const inTurn = <A>(items: ReadonlyArray<A>, index: number): A | undefined =>
  items[index % items.length]

/** Ends in the index, so that no two are the same. */
export const uidOf = (random: Random, index: number): string =>
  shortUid(random).slice(0, 8) + index.toString(36).padStart(6, "0")

const basic = ({ login, password = "" }: Credentials): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`

export interface Credentials {
  readonly login: string
  readonly password: string | undefined
}

const firstUser = ({ users }: State): Credentials => users.byId(1) ?? { login: author, password: undefined }

/** Sends a request as the first user, or as another one: what the server makes of it is what a client would get. */
export const send = (
  { org, state }: Work,
  method: string,
  url: string,
  body: JsonObject,
  options: { readonly as?: Credentials; readonly headers?: Readonly<Record<string, string>> } = {}
): JsonObject => {
  const answer = handle(state, {
    method,
    url,
    headers: {
      authorization: basic(options.as ?? firstUser(state)),
      "content-type": "application/json",
      "x-grafana-org-id": String(org.id),
      ...options.headers
    },
    body: JSON.stringify(body)
  })
  if (answer.status >= 400) throw new Error(`seeding: ${method} ${url}: ${answer.status} ${answer.body}`)
  const value: unknown = answer.body === "" ? {} : JSON.parse(answer.body)
  return isObject(value) ? value : {}
}
