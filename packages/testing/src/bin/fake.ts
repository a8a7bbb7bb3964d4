/**
 * Runs an empty fake Grafana until it is stopped: `--port 3100`, user `admin`, password `admin`; `--quota` limits how
 * many of each thing an organization may have.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { make } from "../FakeGrafana.js"
import { listen } from "../FakeServer.js"

const flag = process.argv.indexOf("--port")
const port = flag === -1 ? 3100 : Number(process.argv[flag + 1])

const program = Effect.gen(function* () {
  const server = yield* listen(yield* make({ quotas: process.argv.includes("--quota") }), { port })
  yield* Console.log(`fake Grafana on ${server.url}`)
  return yield* Effect.never
})

Effect.runFork(Effect.scoped(program))
