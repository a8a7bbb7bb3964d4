import type * as Endpoint from "@effect-grafana/core/Endpoint"
import type {
  AlreadyInstalled,
  BadRequest,
  CorePlugin,
  DataSourceUnauthorized,
  Incompatible,
  NotFound,
  NotImplemented,
  Preinstalled
} from "@effect-grafana/core/GrafanaError"
import type { ImportedDashboard } from "@effect-grafana/elements/DashboardImports"
import * as PluginContents from "@effect-grafana/elements/PluginContents"
import * as PluginHealth from "@effect-grafana/elements/PluginHealth"
import * as PluginProxy from "@effect-grafana/elements/PluginProxy"
import * as PluginResources from "@effect-grafana/elements/PluginResources"
import * as Plugins from "@effect-grafana/elements/Plugins"
import type * as Option from "effect/Option"
import { describe, expect, it } from "tstyche"
import type { Call, Walk, Word } from "./types.js"

type Scalar = string | number | boolean
type Proxied = BadRequest | NotFound | DataSourceUnauthorized
interface Sent {
  readonly id: string
  readonly path: string
  readonly query?: { readonly [name: string]: Scalar | ReadonlyArray<Scalar> } | undefined
  readonly payload: unknown
}

describe("plugins", () => {
  it("Plugins", () => {
    expect(Plugins.getSettings).type.toBe<
      Endpoint.Endpoint<{ readonly id: string }, Plugins.PluginSettings, NotFound>
    >()
    expect(Plugins.install).type.toBe<
      Endpoint.Endpoint<
        { readonly id: string; readonly version?: string | undefined },
        void,
        BadRequest | NotFound | AlreadyInstalled | Preinstalled | Incompatible | CorePlugin
      >
    >()
    // It says whether it installed, where `install` fails with AlreadyInstalled.
    expect(Plugins.ensure({ id: "a" })).type.toBe<
      Call<boolean, BadRequest | NotFound | Preinstalled | Incompatible | CorePlugin>
    >()
    expect(Plugins.find("a")).type.toBe<Call<Option.Option<Plugins.Plugin>>>()
    expect(Plugins.list.stream({ type: "panel" })).type.toBe<Walk<Plugins.Plugin>>()
  })

  it("PluginContents", () => {
    expect(PluginContents.getMarkdown).type.toBe<
      Endpoint.Endpoint<
        { readonly id: string; readonly name: "readme" | "changelog" | Word },
        string,
        NotFound
      >
    >()
    expect(PluginContents.listDashboards).type.toBe<
      Endpoint.Endpoint<{ readonly id: string }, ReadonlyArray<ImportedDashboard>, NotFound>
    >()
  })

  it("PluginHealth", () => {
    expect(PluginHealth.check).type.toBe<
      Endpoint.Endpoint<
        { readonly id: string },
        PluginHealth.PluginHealth,
        BadRequest | NotFound | NotImplemented
      >
    >()
    expect(PluginHealth.getMetrics).type.toBe<
      Endpoint.Endpoint<{ readonly id: string }, string, NotFound | NotImplemented>
    >()
  })

  it("PluginProxy", () => {
    expect(PluginProxy.put).type.toBe<Endpoint.Endpoint<Sent, unknown, Proxied>>()
    expect(PluginProxy.remove).type.toBe<Endpoint.Endpoint<Omit<Sent, "payload">, unknown, Proxied>>()
  })

  it("PluginResources", () => {
    expect(PluginResources.patch).type.toBe<Endpoint.Endpoint<Sent, unknown, Proxied>>()
    expect(PluginResources.getRoot).type.toBe<
      Endpoint.Endpoint<Pick<Sent, "id" | "query">, unknown, Proxied>
    >()
  })
})
