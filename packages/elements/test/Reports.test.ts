import * as ReportFiles from "@effect-grafana/elements/ReportFiles"
import * as Reports from "@effect-grafana/elements/Reports"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { clientOf } from "./support/lossy.js"

it.effect("the dashboards of a file travel as JSON in one query parameter", () => {
  let asked = ""
  const layer = clientOf((request) => {
    asked = request.path
    return { status: 204 }
  })
  return Effect.gen(function* () {
    const file = yield* ReportFiles.getCsv({ dashboards: [{ dashboard: { uid: "a&b" } }] })
    expect(file).toHaveLength(0)
    expect(new URLSearchParams(asked.split("?")[1]).get("dashboards")).toBe(`[{"dashboard":{"uid":"a&b"}}]`)
  }).pipe(Effect.provide(layer))
})

it.effect("a report is sent by its number, which Grafana wants as text", () => {
  let sent: unknown
  const layer = clientOf((request) => {
    sent = request.body
    return { status: 200, body: { message: "Report was sent" } }
  })
  return Effect.gen(function* () {
    yield* Reports.send({ id: 2, useEmailsFromReport: true })
    expect(sent).toBe(`{"id":"2","useEmailsFromReport":true}`)
  }).pipe(Effect.provide(layer))
})
