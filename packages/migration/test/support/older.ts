/**
 * A fake that answers as Grafana 9.3 does where that has no such route yet, or knows no nested folders. Synthetic: made
 * from what is known of the versions, not from a recording.
 */
import * as Auth from "@effect-grafana/core/Auth"
import { Transport } from "@effect-grafana/core/Transport"
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { behind } from "./callers.js"

/** Routes that came later. */
const later = [
  /^\/apis\b/,
  /^\/api\/folders\/[^/]+\/(?:counts|move)\b/,
  /^\/api\/dashboards\/.*public-dashboards\b/,
  /^\/api\/v1\/provisioning\/.*\/export\b/
]

const answer = (path: string): { readonly status: number; readonly body: unknown } | undefined =>
  later.some((route) => route.test(path))
    ? { status: 404, body: { message: "Not found" } }
    : path === "/api/health"
      ? { status: 200, body: { database: "ok", version: "9.3.6", commit: "21c1d14e91" } }
      : undefined

const transport = (fake: FakeGrafana.Service): Layer.Layer<Transport> =>
  Layer.effect(
    Transport,
    Effect.map(Transport, ({ keepsTime, send }) => ({
      keepsTime,
      send: (request) => {
        const own = answer(request.path)
        if (own === undefined) return send({ ...request, path: withoutParent(request.path) })
        request.onSend()
        const headers = { "content-type": "application/json" }
        return Effect.succeed({ status: own.status, headers, body: JSON.stringify(own.body) })
      }
    }))
  ).pipe(Layer.provide(FakeGrafana.transport(fake)))

/** It shows the folders of the root, whatever parent it is asked for. */
const withoutParent = (path: string): string =>
  path.startsWith("/api/folders?") ? path.replace(/parentUid=[^&]*&?/, "") : path

/** Runs an effect on a fake as such a Grafana, as its `admin`. */
export const onOlder = (fake: FakeGrafana.Service) =>
  behind(transport(fake), Layer.orDie(Auth.basic({ username: "admin", password: "admin" })))
