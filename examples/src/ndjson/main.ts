/**
 * All dashboards as NDJSON, no faster than they are read: `pnpm --silent start:ndjson | jq -c .meta`. At most five
 * dashboards and a page of the listing are ahead of the reader, however many there are. What Grafana does not show is
 * named on stderr, and the exit code is then 4. `GRAFANA_URL` and a credential say whose dashboards.
 */
import * as Endpoint from "@effect-grafana/core/Endpoint"
import * as Node from "@effect-grafana/core/Node"
import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as Search from "@effect-grafana/elements/Search"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { orEmbedded } from "../embedded.js"
import { done, partly, run } from "../run.js"

/** What moves from one page to another during the first walk, the second one finds. */
const hits = Search.search.stream({ type: "dash-db", sort: "alpha-asc" }, { pageSize: 100, passes: 2 })

/** The server's own text, in which no number is rounded; none for a dashboard that it does not show. */
const lineOf = ({ uid }: Search.Hit) =>
  Endpoint.withResponse(Dashboards.get)({ uid }).pipe(
    Effect.map(({ text }) => Option.some(`${text.replace(/\s*\n\s*/g, "")}\n`)),
    Effect.catchTag("NotFound", "StoredAsNewerVersion", ({ message }) =>
      Effect.as(Console.error(`${uid} is left out: ${message}`), Option.none<string>())
    )
  )

class WriteFailed extends Data.TaggedError("WriteFailed")<{
  readonly code: string | undefined
  readonly message: string
}> {}

/** Ends when the pipe has taken the line. `NodeSink.stdout` would not wait for that (platform-node 0.108). */
const write = (line: string) =>
  Effect.async<void, WriteFailed>((resume) => {
    process.stdout.write(line, (error?: NodeJS.ErrnoException | null) =>
      resume(error ? new WriteFailed({ code: error.code, message: error.message }) : Effect.void)
    )
  })

// The callback tells of it; without a listener it would end the process as well.
process.stdout.on("error", () => {})

const exported = hits.pipe(
  Stream.mapEffect(lineOf, { concurrency: 4 }),
  Stream.mapEffect(
    Option.match({
      onNone: () => Effect.succeed(partly),
      onSome: (line) => Effect.as(write(line), done)
    })
  ),
  Stream.runFold(done, (worst, code) => Math.max(worst, code)),
  Effect.catchTag("WriteFailed", (failure) =>
    // The reader has had enough: `| head -1`.
    failure.code === "EPIPE" ? Effect.succeed(done) : Effect.fail(failure)
  )
)

run(Effect.provide(exported, orEmbedded(Node.layerConfig())))
