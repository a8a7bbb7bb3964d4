/**
 * Walks 100,000 users as a process of its own with a small heap, and tells the largest heap after collection in
 * each tenth of the walk. Run by the `memory` benchmark.
 */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Users from "@effect-grafana/elements/Users"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { userCount } from "./answers.js"

const url = process.argv[2] ?? ""
const tenths = Array.from({ length: 10 }, () => 0)
let seen = 0

const walk = Users.search.stream({}, { pageSize: 1000 }).pipe(
  Stream.runForEachChunk((users) =>
    Effect.sync(() => {
      seen += users.length
      globalThis.gc?.()
      const tenth = Math.min(9, Math.floor((10 * (seen - 1)) / userCount))
      tenths[tenth] = Math.max(tenths[tenth] ?? 0, process.memoryUsage().heapUsed)
    })
  )
)

await Effect.runPromise(Effect.provide(walk, Node.layer({ url, auth: Auth.token("bench") })))
process.send?.({ seen, tenths, resident: process.resourceUsage().maxRSS * 1024 })
