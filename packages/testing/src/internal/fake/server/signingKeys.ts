import { createECDH, createHash } from "node:crypto"
import * as SigningKeys from "@effect-grafana/elements/SigningKeys"
import { ok } from "../message.js"
import { route, type Handler, type Route } from "../route.js"

/** A point of the curve that is the same for the same name: the public half of a key that signs nothing here. */
const publicPoint = (name: string): { readonly x: string; readonly y: string } => {
  const pair = createECDH("prime256v1")
  pair.setPrivateKey(createHash("sha256").update(name).digest())
  const point = pair.getPublicKey()
  return { x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") }
}

/** Grafana makes a key a month. */
const list: Handler = ({ state }) => {
  const kid = `id-${new Date(state.now()).toISOString().slice(0, 7)}-es256`
  return ok({ keys: [{ use: "sig", kty: "EC", kid, crv: "P-256", alg: "ES256", ...publicPoint(kid) }] })
}

export const signingKeyRoutes: ReadonlyArray<Route> = [route(SigningKeys.list, list, { open: true })]
