import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { changes, kindOf, move, plan, readings } from "../support/moving.js"

const plugins = kindOf("plugins")
const kinds = [plugins]

/** The fake brings its own plugins alone: the clock here is its text panel under another id. */
const withClock = Effect.map(FakeGrafana.make(), (fake): FakeGrafana.Service => {
  const renamed = (response: FakeGrafana.FakeResponse): FakeGrafana.FakeResponse => ({
    ...response,
    body: response.body
      .replaceAll('"id":"text"', '"id":"x-clock-panel"')
      .replaceAll('"version":""', '"version":"2.1.0"')
  })
  const clockAlone = (response: FakeGrafana.FakeResponse): FakeGrafana.FakeResponse => {
    const all: ReadonlyArray<{ readonly id: string }> = JSON.parse(response.body)
    return { ...response, body: JSON.stringify(all.filter(({ id }) => id === "text")) }
  }
  return {
    ...fake,
    handle: (request) => {
      if (request.url === "/api/plugins?core=0")
        return renamed(clockAlone(fake.handle({ ...request, url: "/api/plugins" })))
      if (request.url === "/api/plugins/x-clock-panel/settings")
        return renamed(fake.handle({ ...request, url: "/api/plugins/text/settings" }))
      return fake.handle(request)
    }
  }
})

it.effect("a plugin is its type; its version stands aside, and what Grafana brings along is none", () =>
  Effect.gen(function* () {
    expect(yield* readings(yield* withClock, plugins)).toEqual({
      "x-clock-panel": { content: { type: "panel" }, aside: { version: "2.1.0" } }
    })
    expect(yield* readings(yield* FakeGrafana.make(), plugins)).toEqual({})
  })
)

it.effect("a plugin that the target lacks is told of, and not installed", () =>
  Effect.gen(function* () {
    const [source, target] = [yield* withClock, yield* FakeGrafana.make({ seed: 2 })]
    const { plan: made } = yield* move(source, target, kinds)
    expect(changes(made)).toEqual(["plugins x-clock-panel: conflict"])
    expect(made.organizations[0]?.actions[0]?.reason).toBe("this panel plugin is not installed in the target")
    expect(target.writes).toEqual([])
  })
)

it.effect("a plugin that both have is nothing to do", () =>
  Effect.gen(function* () {
    const { plan: made } = yield* plan(yield* withClock, yield* withClock, kinds)
    expect(changes(made)).toEqual([])
  })
)
