import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { make } from "../../FakeGrafana.js"
import { listen } from "../../FakeServer.js"
import { instanceOf } from "../fake/seed/instance.js"
import type { SeedOptions } from "../fake/seed/options.js"
import { readOptions, usage, type Options } from "./options.js"

/** Where the command writes. */
export interface Streams {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

const listed = ({ seed: _, ...counts }: SeedOptions): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)}`)
    .join(", ")

const serve = ({ asksDataSources, dashboards, port, quotas, seed }: Options, { out }: Streams) =>
  Effect.gen(function* () {
    const fake = yield* make({ quotas, seed })
    const seeded = dashboards === 0 ? undefined : instanceOf(dashboards, seed)
    if (seeded !== undefined) fake.seed(seeded)
    const server = yield* listen(fake, { port, ...(asksDataSources ? { dataSources: "loopback" } : {}) })
    out(`fake Grafana on ${server.url}, user admin, password admin\n`)
    out(seeded === undefined ? "it is empty\n" : `it holds ${listed(seeded)}\n`)
    return yield* Effect.never
  })

const isTaken = (defect: unknown): boolean =>
  defect instanceof Error && "code" in defect && defect.code === "EADDRINUSE"

/** Runs until it is interrupted; the number is the exit code of a run that ends before. */
export const command = (args: ReadonlyArray<string>, streams: Streams): Effect.Effect<number> => {
  const options = readOptions(args)
  if (options === "help")
    return Effect.as(
      Effect.sync(() => streams.out(usage)),
      0
    )
  if ("problem" in options) {
    return Effect.as(
      Effect.sync(() => streams.error(`${options.problem}; --help tells what there is\n`)),
      2
    )
  }
  return Effect.scoped(serve(options, streams)).pipe(
    Effect.catchSomeCause((cause) =>
      Option.exists(Cause.dieOption(cause), isTaken)
        ? Option.some(
            Effect.as(
              Effect.sync(() => streams.error(`port ${options.port} is taken\n`)),
              1
            )
          )
        : Option.none()
    )
  )
}
