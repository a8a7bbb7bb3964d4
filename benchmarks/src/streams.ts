/** 100,000 users in pages of 1,000: by hand, by hand with the same check, and `Users.search.stream`. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Check from "@effect-grafana/core/Check"
import * as Node from "@effect-grafana/core/Node"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Agent, request } from "undici"
import { userCount } from "./answers.js"
// Not exported: the loop by hand is to check with the very same guard.
import { measure, type Candidate, type Result } from "./measure.js"
import { spawnServer } from "./spawn.js"

const pageSize = 1000
const headers = { authorization: "Bearer bench", accept: "application/json" }

interface Page {
  readonly users: ReadonlyArray<{ readonly id: number }>
  readonly totalCount: number
}

const fits = Check.compiled(Users.search.success as Schema.Schema<unknown>)

const loop = (name: string, url: string, check: (page: unknown) => boolean): Candidate => {
  const dispatcher = new Agent({ connections: 1 })
  return {
    name,
    run: async () => {
      let seen = 0
      for (let page = 1; ; page++) {
        const { body } = await request(`${url}/api/users/search?perpage=${pageSize}&page=${page}`, {
          dispatcher,
          headers
        })
        const read = (await body.json()) as Page
        if (!check(read)) throw new Error("a page that does not fit")
        for (const user of read.users) seen += user.id > 0 ? 1 : 0
        if (page * pageSize >= read.totalCount) break
      }
      expectAll(seen)
    }
  }
}

const streamed = (url: string): Candidate => {
  const runtime = ManagedRuntime.make(Layer.orDie(Node.layer({ url, auth: Auth.token("bench") })))
  return {
    name: "Users.search.stream",
    run: async () => {
      let seen = 0
      const walk = Users.search.stream({}, { pageSize })
      await runtime.runPromise(
        Stream.runForEachChunk(walk, (users) =>
          Effect.sync(() => {
            for (const user of users) seen += user.id > 0 ? 1 : 0
          })
        )
      )
      expectAll(seen)
    }
  }
}

const expectAll = (seen: number): void => {
  if (seen !== userCount) throw new Error(`${seen} of ${userCount} users`)
}

export const candidates = (url: string): ReadonlyArray<() => Candidate> => [
  () => loop("undici by hand, checked", url, fits),
  () => loop("undici by hand, unchecked", url, () => true),
  () => streamed(url)
]

const names = ["undici by hand, checked", "undici by hand, unchecked", "Users.search.stream"]

/** An operation is a user. */
export const streams = async (rounds: number): Promise<ReadonlyArray<Result>> => {
  const { stop, url } = await spawnServer()
  try {
    return await measure("streams", names, url, { rounds, operations: userCount, warmup: userCount })
  } finally {
    stop()
  }
}
