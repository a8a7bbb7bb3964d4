import { describe, expect, it } from "@effect/vitest"
import * as SsoSettings from "@effect-grafana/elements/SsoSettings"
import * as Effect from "effect/Effect"
import * as FakeGrafana from "../../src/FakeGrafana.js"
import { needed, start } from "./support.js"

const path = "/api/v1/sso-settings/github"

describe("settings of single sign-on", () => {
  it.effect("what is stored stands over the system's, until it is deleted", () =>
    Effect.gen(function* () {
      const read = Effect.map(SsoSettings.get({ provider: "github" }), ({ settings, source }) => [
        source,
        settings["clientId"],
        settings["scopes"]
      ])
      expect(yield* read).toEqual(["system", "some_id", "user:email,read:org"])
      yield* SsoSettings.update({ provider: "github", settings: { clientId: "mine" } })
      expect(yield* read).toEqual(["database", "mine", "user:email,read:org"])
      yield* SsoSettings.remove({ provider: "github" })
      expect(yield* read).toEqual(["system", "some_id", "user:email,read:org"])
      expect(yield* SsoSettings.list()).toHaveLength(7)
    }).pipe(Effect.provide(FakeGrafana.layer()))
  )

  it.effect("a secret is hidden, also in the dump, and stays when it comes back hidden", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.put(path, { settings: { clientId: "c", clientSecret: "top-secret" } })
      const { settings } = grafana.get(path).body
      expect(settings.clientSecret).toBe("*********")
      expect(grafana.put(path, { settings: { clientId: "c", clientSecret: "*********" } }).status).toBe(204)
      expect(grafana.get(path).body.settings.clientSecret).toBe("*********")
      const dump = JSON.stringify(grafana.fake.dump())
      expect(dump).toContain('"provider":"github"')
      expect(dump).not.toContain("top-secret")
    })
  )

  it.effect("settings that cannot work are refused, each provider by its own rules", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (provider: string, settings: object): string =>
        grafana.put(`/api/v1/sso-settings/${provider}`, { settings }).body.message
      const clientId = "c"
      expect(problem("github", {})).toBe("Client Id is required.")
      expect(problem("github", { clientId, authUrl: "http://a" })).toBe("Auth URL must be empty.")
      expect(problem("okta", { clientId })).toBe("Auth URL is required.")
      expect(problem("generic_oauth", { clientId, authUrl: "nope" })).toBe("Auth URL is an invalid URL.")
      expect(problem("github", { clientId, allowAssignGrafanaAdmin: true, skipOrgRoleSync: true })).toMatch(
        /^Allow assign Grafana Admin and Skip org role sync are both set/
      )
    })
  )

  it.effect("they are a Grafana administrator's, and nobody's for a provider that does not exist", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.user("ann", "Admin").put(path, {})).toMatchObject(needed("settings:write"))
      expect(grafana.put("/api/v1/sso-settings/nope", {})).toMatchObject(needed("settings:write"))
      expect(grafana.get("/api/v1/sso-settings/nope").body.messageId).toBe("sso.notFound")
    })
  )
})
