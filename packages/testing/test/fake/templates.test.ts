import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { start } from "./support.js"

const path = "/api/v1/provisioning/templates"
const hello = '{{ define "tpl" }}hello{{ end }}'

describe("notification templates", () => {
  it.effect("one is put, read and deleted, with the versions of Grafana", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.get(path).body).toBeNull()
      // The version is the one that Grafana 12.3.0 gave for this text.
      const kept = { name: "tpl", template: hello, provenance: "api", version: "50613790cfd3a78b" }
      expect(grafana.put(`${path}/tpl`, { template: hello })).toMatchObject({ status: 202, body: kept })
      expect(grafana.get(`${path}/tpl`).body).toEqual(kept)
      expect(grafana.get(path).body).toEqual([kept])
      expect(grafana.del(`${path}/tpl`).status).toBe(204)
      expect(grafana.get(`${path}/tpl`)).toMatchObject({
        status: 404,
        body: { messageId: "alerting.notifications.templates.notFound" }
      })
    })
  )

  it.effect("what defines nothing becomes a template of the file's name", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      grafana.put(`${path}/plain`, { template: " one\ntwo " })
      expect(grafana.get(`${path}/plain`).body.template).toBe('{{ define "plain" }}\n  one\n  two\n{{ end }}')
    })
  )

  it.effect("one that Go could not parse is refused", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const problem = (template: string) => grafana.put(`${path}/x`, { template }).body.extra?.Error
      expect(problem("")).toBe("template must have content")
      expect(problem("{{ define")).toBe("invalid template: template: :1: unclosed action")
      expect(problem('{{ define "x" }}a')).toBe("invalid template: template: :1: unexpected EOF")
      expect(problem('{{ define "x" }}a{{ end }}{{ end }}')).toContain("unexpected {{end}}")
      expect(problem('{{ define "x" }}{{/* {{ */}}{{ "}}" }}{{ end }}')).toBeUndefined()
    })
  )

  it.effect("a version has to be the present one", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      expect(grafana.put(`${path}/tpl`, { template: hello, version: "x" }).status).toBe(404)
      grafana.put(`${path}/tpl`, { template: hello })
      const conflict = { status: 409, body: { messageId: "alerting.notifications.conflict" } }
      expect(grafana.put(`${path}/tpl`, { template: hello, version: "stale" })).toMatchObject(conflict)
      expect(grafana.del(`${path}/tpl?version=stale`)).toMatchObject(conflict)
      expect(grafana.put(`${path}/tpl`, { template: hello, version: "50613790cfd3a78b" }).status).toBe(202)
    })
  )

  it.effect("a file is tried out on alerts that are made up", () =>
    Effect.gen(function* () {
      const grafana = yield* start()
      const test = (template: string) =>
        grafana.post("/api/alertmanager/grafana/config/api/v1/templates/test", {
          name: "t",
          template,
          alerts: [{}, {}]
        })
      expect(test('{{ define "t" }}{{ len .Alerts }} alerts{{ end }}').body).toEqual({
        results: [{ name: "t", text: "2 alerts", scope: "." }]
      })
      expect(test("{{ define").body).toEqual({
        errors: [{ kind: "invalid_template", message: "template: t:1: unclosed action" }]
      })
      expect(test('{{ define "t" }}{{ .Alerts.Firing | len }}{{ end }}').status).toBe(501)
    })
  )
})
