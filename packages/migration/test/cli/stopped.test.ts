/** What stops in the middle ends with its exit code, says how to go on, and leaves a journal that resume takes up. */
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import {
  asAdmin,
  aStackTrace,
  between,
  directory,
  type Environment,
  execute,
  leavingAfter,
  seeded
} from "./support.js"

const goOn = (journal: string) => `\nGo on with: effect-grafana resume ${journal}\n`

const refused: FakeGrafana.FakeResponse = {
  status: 401,
  headers: { "content-type": "application/json" },
  body: '{"message":"Invalid API key","messageId":"api-key.invalid","statusCode":401,"traceID":""}'
}

const expectStopped = (
  journal: string,
  env: Environment,
  { code, words }: { readonly code: number; readonly words: string }
) =>
  Effect.map(execute(["migrate", "--journal", journal, "--yes", "--quiet"], env), (said) => {
    expect(said.err).toContain(words)
    expect(said.err.endsWith(goOn(journal))).toBe(true)
    expect(said.err).not.toMatch(aStackTrace)
    expect(said.code).toBe(code)
  })

const expectResumed = (journal: string, env: Environment) =>
  Effect.gen(function* () {
    expect((yield* execute(["resume", journal, "--quiet"], env)).code).toBe(0)
    expect((yield* execute(["verify", journal, "--quiet"], env)).code).toBe(0)
  })

describe("in the middle of a migration", () => {
  it.scopedLive("a token that is revoked ends with 3, and resume goes on once it is renewed", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      let left = 10
      const handle: FakeGrafana.Service["handle"] = (request, upstream) => {
        if (request.method !== "GET") left -= 1
        return left >= 0 ? target.handle(request, upstream) : refused
      }
      const server = yield* FakeServer.listen({ ...target, handle })
      const both = { ...env, ...asAdmin("TARGET_", server.url) }
      const journal = `${yield* directory}/journal`
      yield* expectStopped(journal, both, { code: 3, words: "does not let the credential in" })
      left = 1000
      yield* expectResumed(journal, both)
    })
  )

  it.scopedLive("so does one of the source", () =>
    Effect.gen(function* () {
      const { source, target } = yield* between()
      let isRevoked = false
      const from = yield* FakeServer.listen({
        ...source,
        handle: (request, upstream) => (isRevoked ? refused : source.handle(request, upstream))
      })
      const to = yield* FakeServer.listen({
        ...target,
        handle: (request, upstream) => {
          if (request.method !== "GET") isRevoked = true
          return target.handle(request, upstream)
        }
      })
      const both = { ...asAdmin("SOURCE_", from.url), ...asAdmin("TARGET_", to.url) }
      const journal = `${yield* directory}/journal`
      yield* expectStopped(journal, both, { code: 3, words: "the source does not let the credential in" })
      expect(target.writes.length).toBeLessThan(10)
    })
  )

  it.scopedLive("a Grafana that goes away ends with 1, and resume goes on once it is back", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const { port, url } = yield* leavingAfter(target, 10)
      const both = { ...env, ...asAdmin("TARGET_", url) }
      const journal = `${yield* directory}/journal`
      yield* expectStopped(journal, both, { code: 1, words: "does not do what has to be done" })
      yield* FakeServer.listen(target, { port })
      yield* expectResumed(journal, both)
    })
  )

  it.scopedLive("a disk that is full ends with 1, and resume goes on once there is room", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const journal = `${yield* directory}/journal`
      const files = yield* filling(journal, 8)
      const args = ["migrate", "--journal", journal, "--yes", "--quiet"]
      const { code, err } = yield* execute(args, env, { files })
      expect(err).toContain("no space left on device")
      expect(err.endsWith(goOn(journal))).toBe(true)
      expect(code).toBe(1)
      expect(target.writes.length).toBeGreaterThan(0)
      yield* expectResumed(journal, env)
    })
  )

  it.scopedLive("a disk that is full when the journal begins ends with 1, and nothing is written", () =>
    Effect.gen(function* () {
      const { env, target } = yield* between()
      const journal = `${yield* directory}/journal`
      const args = ["migrate", "--journal", journal, "--yes", "--quiet"]
      const { code, err } = yield* execute(args, env, { files: yield* filling(journal, 0) })
      expect(err).toContain("no space left on device")
      expect(code).toBe(1)
      expect(target.writes).toEqual([])
    })
  )
})

/** The files of this machine; a journal can take only so many writes. */
const filling = (file: string, writes: number) =>
  Effect.map(FileSystem.FileSystem, (files): FileSystem.FileSystem => {
    let left = writes
    const full = new PlatformError.SystemError({
      reason: "WriteZero",
      module: "FileSystem",
      method: "writeAll",
      description: "no space left on device"
    })
    return {
      ...files,
      open: (path, options) =>
        Effect.map(files.open(path, options), (handle): FileSystem.File => {
          if (!path.startsWith(file) || path.endsWith(".lock")) return handle
          // Sound: all but one of its members are those of a file.
          return Object.create(handle, {
            writeAll: {
              value: (bytes: Uint8Array) =>
                Effect.suspend(() => (--left < 0 ? Effect.fail(full) : handle.writeAll(bytes)))
            }
          }) as FileSystem.File
        })
    }
  }).pipe(Effect.provide(NodeContext.layer))

// ---- processes -------------------------------------------------------------------------------------------

const bin = fileURLToPath(new URL("../../src/bin.ts", import.meta.url))

const start = (args: ReadonlyArray<string>, env: Environment) => {
  const child = spawn(process.execPath, ["--import", "tsx", bin, ...args], {
    cwd: fileURLToPath(new URL("../../../..", import.meta.url)),
    env: { PATH: process.env["PATH"], ...env }
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", (text) => (said.out += text))
  child.stderr.on("data", (text) => (said.err += text))
  const ended = new Promise<typeof said & { readonly code: number | null }>((resume) =>
    child.on("close", (code) => resume({ code, ...said }))
  )
  return { child, ended: Effect.promise(() => ended) }
}

/** Milliseconds for a test that starts processes. */
const patience = 90_000

describe("the process", () => {
  it.scopedLive.each(["SIGINT", "SIGTERM"] as const)(
    "on %s ends a migration with 5, and resume ends with 0",
    (signal) =>
      Effect.gen(function* () {
        const { env, target } = yield* between({ folders: 10, dashboards: 400, dataSources: 3 })
        const journal = `${yield* directory}/journal`
        const { child, ended } = start(["migrate", "--journal", journal, "--yes"], env)
        const writes = Effect.sync(() => target.writes.length)
        yield* Effect.repeat(Effect.delay(writes, "10 millis"), { until: (count) => count > 30 })
        child.kill(signal)
        const { code, err } = yield* ended
        expect(code).toBe(5)
        expect(err.endsWith(`\nInterrupted. Go on with: effect-grafana resume ${journal}\n`)).toBe(true)
        expect(target.writes.length).toBeLessThan(400)
        yield* expectResumed(journal, env)
      }),
    patience
  )

  it.scopedLive(
    "on SIGINT ends an export with 5, without half a file, and the same command goes on",
    () =>
      Effect.gen(function* () {
        const from = yield* FakeServer.listen(yield* seeded({ dashboards: 1000 }))
        const env = asAdmin("SOURCE_", from.url)
        const out = `${yield* directory}/archive`
        const args = ["export", "--out", out, "--kinds", "dashboards"]
        const { child, ended } = start(args, env)
        const dashboards = `${out}/org-1/dashboards`
        const written = Effect.sync(() => (existsSync(dashboards) ? readdirSync(dashboards).length : 0))
        yield* Effect.repeat(Effect.delay(written, "10 millis"), { until: (count) => count > 20 })
        child.kill("SIGINT")
        const { code, err } = yield* ended
        expect(code).toBe(5)
        expect(err).toContain("Interrupted. The same command goes on where it stopped.\n")
        expect(readdirSync(dashboards).filter((file) => file.endsWith(".tmp"))).toEqual([])
        expect(existsSync(`${out}/manifest.json`)).toBe(false)
        const again = yield* execute([...args, "--output", "json", "--quiet"], env)
        expect(again.code).toBe(0)
        const { kinds } = JSON.parse(again.out) as {
          readonly kinds: ReadonlyArray<{ readonly kept: number }>
        }
        expect(kinds[0]?.kept).toBeGreaterThan(20)
      }),
    patience
  )

  it.live(
    "whose reader has gone ends like any other",
    () =>
      Effect.gen(function* () {
        const { child, ended } = start(["--completions", "zsh"], {})
        child.stdout.destroy()
        expect((yield* ended).code).toBe(0)
      }),
    patience
  )
})
