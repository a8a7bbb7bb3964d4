import * as ContactPoints from "@effect-grafana/elements/ContactPoints"
import * as NotificationExports from "@effect-grafana/elements/NotificationExports"
import type * as Apply from "@effect-grafana/migration/Apply"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { on } from "../support/instances.js"
import { changes, contents, kindOf, move, plan, readings } from "../support/moving.js"
import { provisionedBy } from "../support/provisioned.js"

const kind = kindOf("contact-points")

const add = (
  uid: string,
  name: string,
  type: string,
  settings: Readonly<Record<string, unknown>>,
  disableProvenance = true
) => ContactPoints.create({ uid, name, type, settings, disableResolveMessage: true, disableProvenance })

const oauth2 = { token_url: "http://token.test", client_id: "me", client_secret: "nested-secret" }

const secrets: Readonly<Record<string, string>> = {
  "contact-points/hook/http_config.oauth2.client_secret": "nested-secret",
  "contact-points/hook/password": "hook-secret",
  "contact-points/slack/url": "http://slack.test/secret"
}

/** Hands out the secrets of the source. */
const secret: NonNullable<Apply.Options["secret"]> = ({ key, kind, name }) =>
  Option.map(Option.fromNullable(secrets[`${kind}/${key}/${name}`]), Redacted.make)

const filled = Effect.all([
  add("slack", "on call", "slack", { recipient: "#a", url: "http://slack.test/secret" }),
  add("mail", "on call", "email", { addresses: "a@b.test" }, false),
  add("hook", "hook", "webhook", {
    url: "http://hook.test",
    username: "u",
    password: "hook-secret",
    http_config: { oauth2 }
  })
])

const source = Effect.tap(FakeGrafana.make(), (fake) => on(fake)(filled))

const resolves = { disableResolveMessage: true }

const held = {
  "grafana-default-email": {
    name: "grafana-default-email",
    type: "email",
    settings: { addresses: "<example@email.com>" },
    secrets: [],
    disableResolveMessage: false
  },
  hook: {
    name: "hook",
    type: "webhook",
    settings: {
      http_config: { oauth2: { token_url: "http://token.test", client_id: "me" } },
      url: "http://hook.test",
      username: "u"
    },
    secrets: ["http_config.oauth2.client_secret", "password"],
    ...resolves
  },
  // Grafana shows the provenance of one integration for all of its contact point (12.3.0).
  mail: {
    name: "on call",
    type: "email",
    settings: { addresses: "a@b.test" },
    secrets: [],
    ...resolves,
    provenance: "api"
  },
  slack: {
    name: "on call",
    type: "slack",
    settings: { recipient: "#a" },
    secrets: ["url"],
    ...resolves,
    provenance: "api"
  }
}

/** What an admin is shown who asks for secrets. */
const plain = (fake: FakeGrafana.Service) =>
  Effect.map(
    on(fake)(NotificationExports.contactPoints({ format: "json", decrypt: true })),
    ({ contactPoints = [] }) =>
      Object.fromEntries(
        contactPoints.flatMap(({ receivers }) => receivers.map(({ settings, uid }) => [uid, settings]))
      )
  )

it.effect("a contact point is its settings, with the places of its secrets in place of them", () =>
  Effect.gen(function* () {
    expect(yield* contents(yield* source, kind)).toEqual(held)
  })
)

it.effect("the one that Grafana comes with bears the name that policies know it by, and stays", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    const [own] = Object.values(yield* readings(target, kind))
    expect(own?.fixed).toBe("the one that Grafana comes with")
    const { plan: made } = yield* plan(from, target, [kind])
    expect(changes(made).some((change) => change.includes("grafana-default-email"))).toBe(false)
  })
)

it.effect(
  "contact points that are made are the same with their secrets, and go when they are taken back",
  () =>
    Effect.gen(function* () {
      const from = yield* source
      const target = yield* FakeGrafana.make({ seed: 2 })
      const { back, trouble } = yield* move(from, target, [kind], { secret })
      expect(trouble).toEqual([])
      expect(yield* contents(target, kind)).toEqual(held)
      expect(yield* plain(target)).toEqual(yield* plain(from))
      expect(changes((yield* plan(from, target, [kind])).plan)).toEqual([])
      expect(yield* back).toMatchObject({ removed: 3, failed: 0 })
      expect(Object.keys(yield* contents(target, kind))).toEqual(["grafana-default-email"])
    })
)

it.effect("a contact point that differs becomes the source's", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(
      Effect.all([
        add("hook", "other", "email", { addresses: "x@y.test" }),
        add("slack", "on call", "slack", { recipient: "#b", token: "old", text: "t" }, false)
      ])
    )
    const { trouble } = yield* move(from, target, [kind], { secret })
    expect(trouble).toEqual([])
    expect(yield* contents(target, kind)).toEqual(held)
    expect(yield* plain(target)).toEqual(yield* plain(from))
  })
)

it.effect("integrations of one name are never taken for each other", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(add("mail", "on call", "email", { addresses: "a@b.test" }, false))
    const { plan: made } = yield* plan(from, target, [kind])
    expect(changes(made)).toEqual(["contact-points hook: create", "contact-points slack: create"])
    expect(made.organizations[0]?.remap).toEqual({})
  })
)

it.effect("a contact point of another uid is the one whose name nothing else bears", () =>
  Effect.gen(function* () {
    const [from, target] = [yield* FakeGrafana.make(), yield* FakeGrafana.make({ seed: 2 })]
    yield* on(from)(add("one", "ops", "email", { addresses: "a@b.test" }))
    yield* on(target)(add("two", "ops", "email", { addresses: "old@b.test" }))
    const { plan: made, trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([])
    expect(changes(made)).toEqual(["contact-points one: update"])
    expect((yield* contents(target, kind))["two"]).toMatchObject({ settings: { addresses: "a@b.test" } })
  })
)

it.effect("a write whose secrets were not given is not sent, and names them", () =>
  Effect.gen(function* () {
    const from = yield* source
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* on(target)(
      add("slack", "on call", "slack", { recipient: "#old", url: "http://slack.test/target" })
    )
    const { trouble } = yield* move(from, target, [kind])
    expect(trouble).toEqual([
      "contact-points hook: failed: it takes secrets that were not given: " +
        "http_config.oauth2.client_secret, password (SecretMissing)",
      "contact-points slack: failed: it takes secrets that were not given: url (SecretMissing)"
    ])
    expect((yield* plain(target))["slack"]).toEqual({ recipient: "#old", url: "http://slack.test/target" })
  })
)

it.effect("one from a file is not changed in the target, and moves as if made in the pages", () =>
  Effect.gen(function* () {
    const from = provisionedBy("file", yield* source)
    expect((yield* readings(from, kind))["mail"]).toMatchObject({
      content: expect.not.objectContaining({ provenance: expect.anything() }),
      fixed: "provisioned from a file",
      aside: { provenance: "file" }
    })
    const target = yield* FakeGrafana.make({ seed: 2 })
    yield* move(from, target, [kind], { secret })
    expect((yield* contents(target, kind))["mail"]).not.toHaveProperty("provenance")

    const old = yield* FakeGrafana.make({ seed: 2 })
    yield* on(old)(add("mail", "on call", "email", { addresses: "old@b.test" }, false))
    const { plan: made } = yield* plan(yield* source, provisionedBy("file", old), [kind])
    expect(changes(made)).toContain("contact-points mail: conflict")
  })
)

const leaf = fc.oneof(fc.constant("[REDACTED]"), fc.string(), fc.boolean(), fc.constant(null), fc.integer())

const { settings: anySettings } = fc.letrec<{ settings: Record<string, unknown>; value: unknown }>((tie) => ({
  settings: fc.dictionary(fc.constantFrom("url", "token", "list", "deep", "__proto__", "x"), tie("value")),
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 3 }), tie("settings"))
}))

const leaves = (value: unknown): ReadonlyArray<unknown> =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value]

it.effect.prop(
  "no write sends [REDACTED], whatever the settings hold and whoever gives it for a secret",
  [anySettings, fc.array(fc.constantFrom("url", "deep.x", "list.0"), { maxLength: 2 }), fc.boolean(), leaf],
  ([settings, names, isNew, word]) =>
    Effect.gen(function* () {
      const fake = yield* FakeGrafana.make()
      const sent: Array<unknown> = []
      const listening: FakeGrafana.Service = {
        ...fake,
        handle: (request) => {
          if (request.method !== "GET") sent.push(JSON.parse(request.body ?? "null"))
          return fake.handle(request)
        }
      }
      const content = { ...held.mail, settings, secrets: names }
      const writing = {
        idOf: () => Effect.succeed(""),
        secret: () => Option.some(Redacted.make(String(word))),
        message: ""
      }
      const { write } = kind
      const written = isNew
        ? write?.create("new", content, writing)
        : write?.update({ key: "new", content: held.mail }, content, writing)
      const result = yield* Effect.either(on(listening)(written ?? Effect.void))
      if (word === "[REDACTED]" || word === "")
        expect(sent.length === 0 || leaves(settings).every((it) => it !== "[REDACTED]")).toBe(true)
      expect(sent.length === 1 || (result._tag === "Left" && result.left._tag === "SecretMissing")).toBe(true)
      expect(leaves(sent)).not.toContain("[REDACTED]")
    })
)
