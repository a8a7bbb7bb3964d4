import * as Journal from "@effect-grafana/migration/Journal"
import * as Plan from "@effect-grafana/migration/Plan"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import type { Migration, Task } from "./support/crashChild.js"
import { applyAll, freshTarget, prepared } from "./support/crashing.js"
import { recordsOf } from "./support/journals.js"
import { differing, things } from "./support/portable.js"

const require = createRequire(import.meta.url)

/** One file, since each process would else spend its time on loading hundreds. */
const bundled = (directory: string) =>
  Effect.promise(() =>
    build({
      entryPoints: [fileURLToPath(new URL("support/crashChild.ts", import.meta.url))],
      bundle: true,
      platform: "node",
      format: "esm",
      plugins: [
        {
          name: "a native module",
          setup: ({ onResolve }) =>
            onResolve({ filter: /^libsql$/ }, () => ({ path: require.resolve("libsql"), external: true }))
        }
      ],
      banner: {
        js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)})`
      },
      outfile: `${directory}/child.mjs`,
      logLevel: "error"
    })
  )

/** How the process ended. */
const run = (script: string, task: Task): Effect.Effect<string> =>
  Effect.async((resume) => {
    const child = spawn(process.execPath, [script, JSON.stringify(task)], {
      stdio: ["ignore", "ignore", "pipe"]
    })
    let said = ""
    child.stderr.on("data", (chunk) => (said += String(chunk)))
    child.on("close", (code, signal) => resume(Effect.succeed(signal ?? `${code}: ${said}`)))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

const every = process.env["CRASH_ALL"] === "1" ? 1 : 7

it.scopedLive(
  "a migration whose process is killed at a record of its journal, in a file or in SQLite, is completed by another process",
  () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const directory = yield* files.makeTempDirectoryScoped()
      yield* bundled(directory)
      const { origin, plan, source } = yield* prepared
      yield* files.writeFileString(`${directory}/plan`, Plan.encode(plan))
      const { url } = yield* FakeServer.listen(source)
      const whole = yield* freshTarget
      const journal = yield* Journal.memory(plan)
      yield* applyAll(whole, journal, origin)
      const expected = things(whole)
      const { length } = yield* recordsOf(journal)

      const of = (kept: Migration["kept"], first: number) =>
        Array.from({ length: Math.floor((length - first) / every) + 1 }, (_, i) => ({
          kept,
          at: first + i * every
        }))
      const deaths = [...of("a file", 1), ...of("SQLite", Math.min(every, 4))]
      let left: (Migration & { readonly differing: () => unknown }) | undefined
      for (const [i, death] of [...deaths, undefined].entries()) {
        const fake = yield* freshTarget
        const server = yield* FakeServer.listen(fake)
        const begun =
          death === undefined
            ? undefined
            : {
                ...death,
                url: server.url,
                journal: `${directory}/${i}`,
                differing: () => differing(expected, things(fake))
              }
        const ended = yield* run(`${directory}/child.mjs`, {
          source: url,
          plan: `${directory}/plan`,
          ...(left === undefined ? {} : { resume: left }),
          ...(begun === undefined ? {} : { begin: begun })
        })
        expect([death, ended]).toEqual([death, death === undefined ? "0: " : "SIGKILL"])
        if (left !== undefined)
          expect([left.kept, left.at, left.differing()]).toEqual([left.kept, left.at, []])
        left = begun
      }
    }).pipe(Effect.provide(NodeContext.layer)),
  600_000
)
