import * as DashboardResources from "@effect-grafana/elements/DashboardResources"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { scripted } from "./support/scripted.js"

const place = { namespace: "default", name: "d" }
const at = (version: string) => `/apis/dashboard.grafana.app/${version}/namespaces/default/dashboards`

const dashboard = (
  version: string,
  spec: unknown,
  conversion?: object,
  resourceVersion = "1",
  name = "d"
) => ({
  kind: "Dashboard",
  apiVersion: `dashboard.grafana.app/${version}`,
  metadata: { name, namespace: "default", resourceVersion },
  spec,
  status: conversion === undefined ? {} : { conversion }
})

const failed = { failed: true, error: "backend conversion not yet implemented", storedVersion: "v2beta1" }
const converted = { failed: false, storedVersion: "v1beta1" }

it.effect("a dashboard that is stored as it was asked for costs one request", () => {
  const grafana = scripted([200, dashboard("v0alpha1", { title: "t" })])
  return Effect.gen(function* () {
    expect((yield* DashboardResources.getStored(place)).spec).toEqual({ title: "t" })
    expect(grafana.asked).toEqual([`GET ${at("v0alpha1")}/d`])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect.each([failed, converted])(
  "a dashboard that is stored as another version is read as that: %o",
  (it) => {
    const stored = dashboard(it.storedVersion, { title: "stored" })
    const grafana = scripted(
      [200, dashboard("v0alpha1", it.failed ? null : { title: "shown" }, it)],
      [200, stored]
    )
    return Effect.gen(function* () {
      expect(yield* DashboardResources.getStored(place)).toEqual(stored)
      expect(grafana.asked).toEqual([`GET ${at("v0alpha1")}/d`, `GET ${at(it.storedVersion)}/d`])
    }).pipe(Effect.provide(grafana.layer))
  }
)

it.effect("a conversion is never handed out as what is stored", () => {
  const grafana = scripted(
    [200, dashboard("v0alpha1", { title: "shown" }, converted)],
    [200, dashboard("v1beta1", null, failed)]
  )
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(DashboardResources.getStored(place))
    expect(failure).toMatchObject({ _tag: "LossyConversion", storedVersion: "v2beta1", failed: true })
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("all dashboards as they are stored: one more request for each that was converted", () => {
  const list = {
    kind: "DashboardList",
    apiVersion: "dashboard.grafana.app/v0alpha1",
    metadata: {},
    items: [dashboard("v0alpha1", { title: "a" }, undefined, "1", "a"), dashboard("v0alpha1", null, failed)]
  }
  const grafana = scripted(
    [200, list],
    [200, dashboard("v0alpha1", null, failed)],
    [200, dashboard("v2beta1", { title: "d" })]
  )
  return Effect.gen(function* () {
    const found = yield* Stream.runCollect(DashboardResources.streamStored({ namespace: "default" }))
    expect([...found].map(({ apiVersion, spec }) => [apiVersion, spec])).toEqual([
      ["dashboard.grafana.app/v0alpha1", { title: "a" }],
      ["dashboard.grafana.app/v2beta1", { title: "d" }]
    ])
  }).pipe(Effect.provide(grafana.layer))
})

it.effect("the versions of a dashboard bear one name, and all of them are handed out", () => {
  const page = (versions: ReadonlyArray<string>, token?: string) => ({
    kind: "DashboardList",
    apiVersion: "dashboard.grafana.app/v1beta1",
    metadata: token === undefined ? {} : { continue: token },
    items: versions.map((version) => dashboard("v1beta1", { title: version }, undefined, version))
  })
  const grafana = scripted([200, page(["3", "2"], "org:1/start:2/folder:")], [200, page(["1"])])
  return Effect.gen(function* () {
    const found = yield* Stream.runCollect(
      DashboardResources.listVersions.stream({ ...place, version: "v1beta1" }, { pageSize: 2 })
    )
    expect([...found].map(({ metadata }) => metadata.resourceVersion)).toEqual(["3", "2", "1"])
    expect(grafana.asked[0]).toBe(
      `GET ${at("v1beta1")}?fieldSelector=metadata.name%3Dd&labelSelector=grafana.app%2Fget-history%3Dtrue&limit=2`
    )
  }).pipe(Effect.provide(grafana.layer))
})
