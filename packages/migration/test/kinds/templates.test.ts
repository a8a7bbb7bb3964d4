import * as NotificationTemplates from "@effect-grafana/elements/NotificationTemplates"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, move, plan } from "../support/moving.js"

const kind = kindOf("templates")

const save = (name: string, words: string, disableProvenance: boolean) =>
  NotificationTemplates.save({
    name,
    template: `{{ define "${name}" }}${words}{{ end }}`,
    disableProvenance
  })

const source = Effect.tap(FakeGrafana.make(), (fake) =>
  on(fake)(Effect.all([save("short", "hello", true), save("long one", "good day", false)]))
)

const held = {
  short: { template: '{{ define "short" }}hello{{ end }}' },
  "long one": { template: '{{ define "long one" }}good day{{ end }}', provenance: "api" }
}

it.effect("a template is its text, and that the API has written it", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* FakeGrafana.make(), kind)).toEqual({})
    expect(yield* contents(yield* source, kind)).toEqual(held)
  })
)

it.effect("a template that is made is the same, and goes when it is taken back", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const { back, trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(held)
    expect(changes((yield* plan(from, target, [kind])).plan)).toEqual([])
    expect(yield* back).toMatchObject({ removed: 2, failed: 0 })
    expect(yield* contents(target, kind)).toEqual({})
  })
)

it.effect("a template that differs becomes the source's, and is restored", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(Effect.all([save("short", "hi", true), save("long one", "hi", false)]))
    const before = yield* contents(target, kind)
    const { back, trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(held)
    expect(yield* back).toMatchObject({ restored: 2, failed: 0 })
    expect(yield* contents(target, kind)).toEqual(before)
  })
)
