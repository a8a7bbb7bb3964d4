import * as PluginHealth from "@effect-grafana/elements/PluginHealth"
import * as Plugins from "@effect-grafana/elements/Plugins"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { clientOf } from "./support/lossy.js"
import { scripted, settled } from "./support/scripted.js"

const plugin = (version: string) => ({
  id: "clock",
  name: "Clock",
  type: "panel",
  enabled: false,
  pinned: false,
  category: "",
  info: {
    author: { name: "Grafana Labs", url: "https://grafana.com" },
    description: "",
    links: null,
    logos: { small: "", large: "" },
    build: {},
    screenshots: null,
    version,
    updated: "",
    keywords: null
  },
  dependencies: { grafanaVersion: "*", plugins: [] },
  latestVersion: "",
  hasUpdate: false,
  defaultNavUrl: "/plugins/clock/",
  state: "",
  signature: "valid",
  signatureType: "grafana",
  signatureOrg: "Grafana Labs"
})
const settings = (version: string) => ({
  ...plugin(version),
  module: "",
  baseUrl: "",
  includes: null,
  jsonData: null,
  secureJsonFields: {}
})
const missing = [404, { message: "Plugin not found, no installed plugin with that id" }] as const
const installed = [200, ""] as const

describe("ensure", () => {
  const ensured = Plugins.ensure({ id: "clock", version: "2.1.0" })

  it.effect("is content with the version that is there", () =>
    Effect.map(ensured, (done) => expect(done).toBe(false)).pipe(
      Effect.provide(scripted([409, { message: "Plugin already installed" }]).layer)
    )
  )

  it.effect("tells that it installed the plugin", () =>
    Effect.map(ensured, (done) => expect(done).toBe(true)).pipe(Effect.provide(scripted(installed).layer))
  )

  it.effect("does not take another conflict for the plugin being there", () => {
    const grafana = scripted(
      [409, { message: "Cannot update a pinned pre-installed plugin" }],
      [
        409,
        { statusCode: 409, messageId: "plugin.unsupportedVersion", message: "clock v2.1.0 is not supported" }
      ],
      [409, { message: "some other conflict" }]
    )
    return Effect.gen(function* () {
      const tags = yield* Effect.replicateEffect(
        Effect.map(Effect.flip(ensured), (it) => it._tag),
        3
      )
      expect(tags).toEqual(["Preinstalled", "Incompatible", "BadRequest"])
    }).pipe(Effect.provide(grafana.layer))
  })
})

describe("an installation whose outcome is unknown", () => {
  const install = settled(Plugins.install({ id: "clock", version: "2.1.0" }))

  it.effect("is done where its version stands there", () => {
    const grafana = scripted("lost", [200, settings("2.1.0")])
    return Effect.gen(function* () {
      yield* install
      expect(grafana.asked).toEqual(["POST /api/plugins/clock/install", "GET /api/plugins/clock/settings"])
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("is sent again where the version before stands there", () => {
    const grafana = scripted("lost", [200, settings("2.0.0")], installed)
    return Effect.gen(function* () {
      yield* install
      expect(grafana.asked).toHaveLength(3)
    }).pipe(Effect.provide(grafana.layer))
  })

  it.effect("of no version in particular is left open, since nothing tells an older one from it", () => {
    const grafana = scripted("lost")
    return Effect.gen(function* () {
      const failure = yield* Effect.flip(settled(Plugins.install({ id: "clock" })))
      expect(failure).toMatchObject({ _tag: "TransportError", outcome: "unknown" })
      expect(grafana.asked).toHaveLength(1)
    }).pipe(Effect.provide(grafana.layer))
  })
})

it.effect("a removal whose outcome is unknown is done where the plugin is gone", () => {
  const grafana = scripted("lost", missing)
  return Effect.gen(function* () {
    yield* settled(Plugins.uninstall({ id: "clock" }))
    expect(grafana.asked).toEqual(["POST /api/plugins/clock/uninstall", "GET /api/plugins/clock/settings"])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("find gives the plugin of exactly that id, and none where it is missing", () => {
  const list = [200, [plugin("2.1.0"), { ...plugin("1.0.0"), id: "clock-2" }]] as const
  return Effect.gen(function* () {
    const found = yield* Plugins.find("clock-2")
    expect(Option.map(found, ({ id }) => id)).toEqual(Option.some("clock-2"))
    expect(yield* Plugins.find("cloc")).toEqual(Option.none())
  }).pipe(Effect.provide(scripted(list, list).layer))
})

it.effect("a plugin's secrets reach Grafana and no error", () => {
  let sent: unknown
  const layer = clientOf((request) => {
    sent = request.body
    return { status: 400, body: { message: "bad request data" } }
  })
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(
      Plugins.updateSettings({
        id: "app",
        enabled: true,
        pinned: false,
        jsonData: null,
        secureJsonData: { apiKey: Redacted.make("CANARY-key") }
      })
    )
    expect(sent).toBe(
      `{"enabled":true,"pinned":false,"jsonData":null,"secureJsonData":{"apiKey":"CANARY-key"}}`
    )
    expect(JSON.stringify(failure)).not.toContain("CANARY")
  }).pipe(Effect.provide(layer))
})

it.effect("an unhealthy plugin is a result, and one that is missing is not", () => {
  const grafana = scripted(
    [400, { status: "ERROR", message: "error getting datasource info" }],
    [404, { message: "Plugin not found" }]
  )
  return Effect.gen(function* () {
    expect((yield* PluginHealth.check({ id: "prometheus" })).status).toBe("ERROR")
    expect((yield* Effect.flip(PluginHealth.check({ id: "nope" })))._tag).toBe("NotFound")
  }).pipe(Effect.provide(grafana.layer))
})
