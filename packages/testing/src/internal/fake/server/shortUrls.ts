import * as ShortUrls from "@effect-grafana/elements/ShortUrls"
import { bind } from "../bind.js"
import { isValidUid } from "../words/identifiers.js"
import { ok, publicError, redirect, type FakeResponse } from "../message.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { newUid } from "../state.js"

export interface ShortUrl {
  readonly uid: string
  readonly path: string
  readonly createdBy: number
  readonly created: number
  /** 0 until somebody has followed it. */
  lastSeen: number
}

const home = "http://localhost:3000/"

const badRequest = publicError(400, "shorturl.bad-request", "BadRequest")
const absolute = publicError(400, "shorturl.absolute-path", "Path should be relative")
const climbing = publicError(400, "shorturl.invalid-path", "Invalid short URL path")
const notFound = publicError(404, "shorturl.not-found", "NotFound")
const taken = publicError(409, "shorturl.conflict", "Conflict")

/** The address of another server counts as a relative path (12.3.0). */
const problemOf = ({ org }: Context, path: string, uid: string): FakeResponse | undefined => {
  if (path.startsWith("/")) return absolute
  if (path.includes("../")) return climbing
  if (!isValidUid(uid)) return badRequest
  return org.shortUrls.has(uid) ? taken : undefined
}

const create: Handler = (context) => {
  const { caller, org, request, state } = context
  const body = bind(request, { path: "string", uid: "string" })
  if (body === undefined) return badRequest
  const path = (body.path ?? "").trim()
  const problem = problemOf(context, path, body.uid ?? "")
  if (problem !== undefined) return problem
  const uid = body.uid || newUid(state)
  org.shortUrls.set(uid, { uid, path, createdBy: caller.id, created: state.now(), lastSeen: 0 })
  return ok({ uid, url: `${home}goto/${uid}?orgId=${org.id}` })
}

const get: Handler = (context) => {
  const uid = param(context, "uid")
  if (!isValidUid(uid)) return badRequest
  const found = context.org.shortUrls.get(uid)
  if (found === undefined) return notFound
  return ok({ uid, path: found.path, lastSeenAt: Math.floor(found.lastSeen / 1000) })
}

const permanently: FakeResponse = {
  status: 308,
  headers: { "content-type": "text/html; charset=utf-8", location: home },
  body: `<a href="${home}">Permanent Redirect</a>.\n\n`
}

const follow: Handler = (context) => {
  const found = context.org.shortUrls.get(param(context, "uid"))
  if (found === undefined) return permanently
  found.lastSeen = context.state.now()
  return redirect(home + found.path)
}

export const shortUrlRoutes: ReadonlyArray<Route> = [
  route(ShortUrls.create, create),
  route(ShortUrls.get, get),
  route({ method: "GET", path: "/goto/{uid}" }, follow)
]
