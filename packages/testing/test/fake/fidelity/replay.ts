import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../../src/FakeGrafana.js"
import { isCut, type Exchange } from "../../../src/Recording.js"
import { recorded } from "../../recordings/recorded.js"
import { withoutMade } from "./made.js"
import { headersOf, runs, upstream, type Run, type Step } from "./stage.js"
import { Translation } from "./translate.js"

/** How far the fake answers one recorded request as the real server did. */
export interface Outcome {
  readonly element: string
  readonly name: string
  readonly sameStatus: boolean
  readonly sameBody: boolean
  /** What differs, for a person to read. */
  readonly difference: string
}

const start = Date.UTC(2026, 10, 22, 7, 10)
const pause = 250

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

/** A fresh server with a clock of its own, and all that has been learnt from it. */
const open = ({ quotas }: Run) => {
  let now = start
  const clock = { ...Clock.make(), unsafeCurrentTimeMillis: () => now }
  const fake = Effect.runSync(Effect.withClock(FakeGrafana.make({ quotas, upstream }), clock))
  const keys = {
    tokens: new Array<string>(),
    sessions: new Array<string>(),
    passwords: new Map<string, string>()
  }
  return {
    keys,
    translation: new Translation(),
    send: (request: FakeGrafana.FakeRequest) => {
      now += pause
      const answer = fake.handle(request)
      const body = parsed(answer.body)
      const key = field(body, "key")
      if (typeof key === "string" && key.startsWith("glsa_")) keys.tokens.push(key)
      const [, session] = /grafana_session=(\w+)/.exec(answer.headers["set-cookie"] ?? "") ?? []
      if (session !== undefined) keys.sessions.push(session)
      return { status: answer.status, body }
    }
  }
}

type Server = ReturnType<typeof open>

/** A text of thousands of letters is recorded as what it repeats. */
const unfolded = (text: string): string =>
  text.replace(/(\w) repeated (\d+) times/g, (_, letter: string, times) => letter.repeat(Number(times)))

const textOf = (body: unknown): string | undefined =>
  body === undefined || body === ""
    ? undefined
    : unfolded(typeof body === "string" ? body : JSON.stringify(body))

const ask = (server: Server, run: Run, element: string, request: Step | Exchange["request"]) => {
  const { auth = "basic admin", body, headers = {}, method, path } = request
  const text = textOf(body)
  // A recording without headers stands for the usual ones, one with an empty list for none.
  const isJson = text !== undefined && (request.headers === undefined || Object.keys(headers).length > 0)
  return server.send({
    method,
    url: server.translation.text(path),
    headers: {
      accept: "application/json",
      "user-agent": "node",
      host: "localhost:3000",
      ...(isJson ? { "content-type": "application/json" } : {}),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...headersOf(auth, run, element, server.keys)
    },
    body: text === undefined ? undefined : server.translation.text(text)
  })
}

const notePassword = ({ keys }: Server, { request, response }: Exchange): void => {
  const password = field(request.body, "newPassword")
  if (request.path === "/api/user/password" && response.status === 200 && typeof password === "string") {
    keys.passwords.set(request.auth.replace("basic ", ""), password)
  }
}

const compare = (exchange: Exchange, given: { readonly status: number; readonly body: unknown }): Outcome => {
  const { element, name, response } = exchange
  const sameStatus = response.status === given.status
  const [wanted, got] = [response.body, given.body].map((body) => JSON.stringify(withoutMade(body)) ?? "")
  const sameBody = sameStatus && (isCut(exchange) || wanted === got)
  const difference = sameStatus ? `${wanted}\n    ${got}` : `${response.status} against ${given.status}`
  return { element, name, sameStatus, sameBody, difference: sameBody ? "" : difference }
}

const playElement = (server: Server, run: Run, element: string): ReadonlyArray<Outcome> => {
  const steps = run.setup.filter((step) => step.element === element)
  const exchanges = recorded.flatMap(({ exchange, file }) => (file === element ? [exchange] : []))
  return exchanges.map((exchange, index) => {
    for (const step of steps) if (step.before === index) ask(server, run, element, step)
    const given = ask(server, run, element, exchange.request)
    notePassword(server, exchange)
    if (given.status === exchange.response.status) {
      server.translation.learn(exchange.response.body, given.body)
    }
    return compare(exchange, given)
  })
}

/** Plays every recorded exchange in its order, each run against a fresh fake. */
export const playAll = (): ReadonlyArray<Outcome> =>
  runs.flatMap((run) => {
    const server = open(run)
    return run.elements.flatMap((element) => playElement(server, run, element))
  })
