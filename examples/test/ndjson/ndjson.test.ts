import * as Dashboards from "@effect-grafana/elements/Dashboards"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Faults from "@effect-grafana/testing/Faults"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { once } from "node:events"
import type { Readable } from "node:stream"
import { asAdmin, execute, start } from "../started.js"

const count = 200

/** A Grafana of 200 dashboards; `asked` tells how many requests there were for one, and for a page of the listing. */
const grafana = (plan: Faults.Plan = Faults.script([])) =>
  Effect.gen(function* () {
    const fake = yield* FakeGrafana.make()
    fake.seed({ folders: 5, dataSources: 2, dashboards: count })
    const faults = yield* Faults.make(plan)
    const { url } = yield* FakeServer.listen(fake, { faults })
    const asked = () => ({
      dashboards: faults.log.filter(({ path }) => path.startsWith("/api/dashboards/uid/")).length,
      pages: faults.log.filter(({ path }) => path.startsWith("/api/search")).length
    })
    return { env: asAdmin(url), asked }
  })

const linesIn = (text: string): number => text.split("\n").length - 1

const uidsIn = (out: string): ReadonlyArray<string> =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).dashboard.uid)

/** Waits until nothing is asked for any more. */
const standstill = (asked: () => { readonly dashboards: number }) =>
  Effect.gen(function* () {
    let before = -1
    while (before < 1 || asked().dashboards > before) {
      before = asked().dashboards
      yield* Effect.sleep("400 millis")
    }
  })

/** Takes what comes, chunk by chunk, when the one before is done with. */
const each = (stream: Readable, onChunk: (chunk: string) => Effect.Effect<void>) =>
  Stream.runForEach(Stream.fromAsyncIterable(stream, String), (chunk) => onChunk(String(chunk)))

const rest = (stream: Readable) =>
  Effect.promise(async () => {
    let text = ""
    for await (const chunk of stream) text += String(chunk)
    return text
  })

describe("an export as NDJSON", () => {
  it.scopedLive("has every dashboard once, a line each", () =>
    Effect.gen(function* () {
      const { env } = yield* grafana()
      const { code, err, out } = yield* execute("ndjson", env)
      expect({ code, err }).toEqual({ code: 0, err: "" })
      expect(new Set(uidsIn(out)).size).toBe(count)
      expect(linesIn(out)).toBe(count)
    })
  )

  it.scopedLive("is five dashboards and a page ahead of a pipe that nobody reads", () =>
    Effect.gen(function* () {
      const { asked, env } = yield* grafana()
      const { child } = start("ndjson", env, { reads: false })
      yield* standstill(asked)
      child.kill("SIGKILL")
      const whole = linesIn(yield* rest(child.stdout))
      expect(whole).toBeLessThan(count / 2)
      expect(asked().dashboards - whole).toBeGreaterThan(0)
      expect(asked().dashboards - whole).toBeLessThanOrEqual(5)
      expect(asked().pages).toBe(2)
    })
  )

  it.scopedLive("never runs ahead of a slow reader by more than the pipe holds, and goes on to the end", () =>
    Effect.gen(function* () {
      const { asked, env } = yield* grafana()
      const { child, ended } = start("ndjson", env, { reads: false })
      yield* standstill(asked)
      const held = asked().dashboards
      let [taken, furthest] = [0, 0]
      yield* each(child.stdout, (chunk) =>
        Effect.delay(
          Effect.sync(() => {
            furthest = Math.max(furthest, asked().dashboards - taken)
            taken += linesIn(chunk)
          }),
          "5 millis"
        )
      )
      expect(held).toBeLessThan(count / 4)
      // Some lines are shorter than others.
      expect(furthest).toBeLessThanOrEqual(held + 10)
      expect(taken).toBe(count)
      expect((yield* ended).code).toBe(0)
    })
  )

  it.scopedLive("ends with 0 and without a word when the reader has had enough", () =>
    Effect.gen(function* () {
      const { asked, env } = yield* grafana()
      const { child, ended } = start("ndjson", env, { reads: false })
      yield* Effect.promise(() => once(child.stdout, "readable"))
      child.stdout.destroy()
      const { code, err } = yield* ended
      expect({ code, err }).toEqual({ code: 0, err: "" })
      expect(asked().dashboards).toBeLessThan(count)
    })
  )

  it.scopedLive("ends with 5 at once on Ctrl-C, also while nobody reads", () =>
    Effect.gen(function* () {
      const { asked, env } = yield* grafana()
      const { child, ended } = start("ndjson", env, { reads: false })
      yield* standstill(asked)
      const before = performance.now()
      child.kill("SIGINT")
      child.stdout.resume()
      expect((yield* ended).code).toBe(5)
      expect(performance.now() - before).toBeLessThan(2500)
    })
  )

  it.scopedLive("ends with 4 and names what Grafana does not show", () =>
    Effect.gen(function* () {
      const newer = Faults.status(406, { message: "stored as v2" })
      const { env } = yield* grafana(Faults.script([Faults.on(Dashboards.get, newer, { nth: 3 })]))
      const { code, err, out } = yield* execute("ndjson", env)
      expect(linesIn(out)).toBe(count - 1)
      expect(err).toMatch(/^\w+ is left out: stored as v2\n$/)
      expect(uidsIn(out)).not.toContain(err.split(" ")[0])
      expect(code).toBe(4)
    })
  )

  it.scopedLive("ends with 1 when Grafana fails on the way", () =>
    Effect.gen(function* () {
      const { env } = yield* grafana(
        Faults.script([Faults.on(Dashboards.get, Faults.status(500), { from: 50 })])
      )
      const { code, err, out } = yield* execute("ndjson", env)
      expect(linesIn(out)).toBeLessThan(50)
      expect(err).toBe("A fault\n")
      expect(code).toBe(1)
    })
  )
})
