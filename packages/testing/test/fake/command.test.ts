import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import * as FakeServer from "../../src/FakeServer.js"
import { command } from "../../src/internal/command/command.js"
import { readOptions } from "../../src/internal/command/options.js"
import { basic } from "./support.js"

const run = (...args: ReadonlyArray<string>) => {
  const said = { out: "", error: "" }
  const streams = {
    out: (text: string) => void (said.out += text),
    error: (text: string) => void (said.error += text)
  }
  return { said, effect: command(args, streams) }
}

/** Looks at what was said until it fits. */
const until = (holds: () => boolean): Effect.Effect<void> =>
  Effect.promise(async () => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
  })

describe("the command", () => {
  it("without options it is Grafana's own port, empty, and no data source answers", () => {
    expect(readOptions([])).toEqual({
      port: 3000,
      quotas: false,
      dashboards: 0,
      seed: 1,
      asksDataSources: false
    })
  })

  it.effect("--help tells every option and ends well", () =>
    Effect.gen(function* () {
      const { effect, said } = run("--help")
      expect(yield* effect).toBe(0)
      for (const option of ["--port", "--seed-dashboards", "--seed N", "--quota", "--data-sources"]) {
        expect(said.out).toContain(option)
      }
    })
  )

  it.effect("an option that cannot be read is told in one line, with 2", () =>
    Effect.gen(function* () {
      const wrong = [
        ["--prot", "3"],
        ["--port", "x"],
        ["--port", "65536"],
        ["--seed-dashboards", "-1"],
        ["--data-sources", "all"],
        ["extra"]
      ]
      for (const args of wrong) {
        const { effect, said } = run(...args)
        expect(yield* effect).toBe(2)
        expect(said).toMatchObject({ out: "", error: expect.stringMatching(/^[^\n]+\n$/) })
      }
    })
  )

  it.scoped("a port that is taken is told in one line, with 1", () =>
    Effect.gen(function* () {
      const { port } = yield* FakeServer.listen(yield* FakeGrafana.make())
      const { effect, said } = run("--port", String(port))
      expect(yield* effect).toBe(1)
      expect(said).toEqual({ out: "", error: `port ${port} is taken\n` })
    })
  )

  it.live("tells where it is, who may log in and what it holds, and serves until it is stopped", () =>
    Effect.gen(function* () {
      const { effect, said } = run("--port", "0", "--seed-dashboards", "30")
      const fiber = yield* Effect.fork(effect)
      yield* until(() => said.out.includes("it holds"))
      expect(said.out).toContain("user admin, password admin")
      expect(said.out).toContain("30 dashboards, 2 folders")
      const [url = ""] = /http:\S+(?=,)/.exec(said.out) ?? []
      const search = () =>
        fetch(`${url}/api/search?type=dash-db`, { headers: { authorization: basic("admin", "admin") } })
      const hits: unknown = yield* Effect.promise(async () => (await search()).json())
      expect(hits).toHaveLength(30)
      yield* Fiber.interrupt(fiber)
      const isGone = yield* Effect.promise(() =>
        search().then(
          () => false,
          () => true
        )
      )
      expect(isGone).toBe(true)
    })
  )
})
