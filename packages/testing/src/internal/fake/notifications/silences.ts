import { readsSilence, removesSilence, savesSilence } from "./alertmanagerAccess.js"
import { matches, parseMatcher } from "./alertmanagerMatchers.js"
import type { Matcher, Silence } from "./alertmanagerModel.js"
import { alertmanagerOf } from "./alertmanagerStore.js"
import { uuid } from "../words/identifiers.js"
import { badRequestData, json, message, ok, publicError, type FakeResponse } from "../message.js"
import { param, route, type Context, type Handler, type Route } from "../route.js"
import { readSilence, silenceProblem, type SentSilence } from "./silencesBody.js"
import {
  folderOf,
  isForgotten,
  mayOnSilence,
  ruleOf,
  silenceView,
  sortedSilences,
  stateOf
} from "./silencesView.js"

/** These errors show their id in their text. */
const silenceError = (status: number, name: string, text: string): FakeResponse => {
  const id = `alerting.notifications.silences.${name}`
  return publicError(status, id, `[${id}] ${text}`)
}

const notFound = (id: string): FakeResponse => silenceError(404, "notFound", `silence ${id} not found`)

const denied = (what: string, permissions?: string): FakeResponse =>
  publicError(
    403,
    "alerting.unauthorized",
    `user is not authorized to ${what}`,
    permissions === undefined ? undefined : { permissions }
  )

const find = (context: Context, id: string): Silence | undefined => {
  const silence = alertmanagerOf(context).silences.get(id)
  return silence === undefined || isForgotten(silence, context.state.now()) ? undefined : silence
}

const get: Handler = (context) => {
  const id = param(context, "id")
  const silence = find(context, id)
  if (silence === undefined) return notFound(id)
  return mayOnSilence(context, "read", silence) ? ok(silenceView(context, silence)) : denied("read silence")
}

/** Whether a silence is about labels that pass the filter. */
const passes = ({ matchers }: Silence, filter: ReadonlyArray<Matcher>): boolean =>
  filter.every((matcher) => {
    const own = matchers.find(({ name }) => name === matcher[0])
    return own === undefined ? matcher[1].startsWith("!") : matches(matcher, own.value)
  })

const list: Handler = (context) => {
  const { query, state } = context
  const filter: Array<Matcher> = []
  for (const text of query.all("filter")) {
    const matcher = parseMatcher(text)
    if (matcher === undefined) {
      const problem = `unable to list silences: bad matcher format: ${text}`
      return silenceError(500, "internal", `failed to list silences: ${problem}`)
    }
    filter.push(matcher)
  }
  const now = state.now()
  const shown = [...alertmanagerOf(context).silences.values()].filter(
    (silence) =>
      !isForgotten(silence, now) && passes(silence, filter) && mayOnSilence(context, "read", silence)
  )
  return ok(sortedSilences(shown, now).map((silence) => silenceView(context, silence)))
}

/** Why the caller may not make or change a silence. */
const saveDenied = (
  context: Context,
  right: "create" | "write",
  silence: SentSilence
): FakeResponse | undefined => {
  if (mayOnSilence(context, right, silence)) return undefined
  const verb = right === "create" ? "create" : "update"
  const rule = ruleOf(silence)
  const reads = "any(alert.instances:read alert.silences:read)"
  if (rule === undefined)
    return denied(`${verb} a general silence`, `all(action:alert.instances:${right} scopes: ${reads})`)
  const folder = folderOf(context.org, silence)
  if (folder === undefined) return denied(`${verb} silence for rule ${rule}`)
  const scope = `scopes:folders:uid:${folder.uid}`
  return denied(
    `${verb} silence for rule ${rule}`,
    `all(any(action:alert.instances:${right} scopes: action:alert.silences:${right} ${scope}) any(action:alert.instances:read scopes: action:alert.silences:read ${scope}))`
  )
}

const sameMatchers = (left: Silence, right: SentSilence): boolean =>
  JSON.stringify(left.matchers) === JSON.stringify(right.matchers)

/** Whether an old silence can take on what was sent; otherwise it expires and a new one takes its place. */
const canChange = (old: Silence, sent: SentSilence, now: number): boolean => {
  if (!sameMatchers(old, sent)) return false
  const state = stateOf(old, now)
  return state === "active"
    ? sent.startsAt === old.startsAt && sent.endsAt >= now
    : state === "pending" && sent.startsAt >= now
}

const expired = (silence: Silence, now: number): Silence =>
  stateOf(silence, now) === "expired"
    ? silence
    : { ...silence, startsAt: Math.min(silence.startsAt, now), endsAt: now, updatedAt: now }

/** Saves a silence and gives its id, which may be another one than before. */
const keep = (context: Context, sent: SentSilence, old: Silence | undefined): string => {
  const { silences } = alertmanagerOf(context)
  const now = context.state.now()
  if (old !== undefined && canChange(old, sent, now)) {
    silences.set(old.id, { ...sent, updatedAt: now })
    return old.id
  }
  if (old !== undefined) silences.set(old.id, expired(old, now))
  const id = uuid(context.state.random)
  silences.set(id, { ...sent, id, startsAt: Math.max(sent.startsAt, now), updatedAt: now })
  return id
}

const save: Handler = (context) => {
  const read = readSilence(context.request)
  if (read === undefined) return badRequestData
  if ("problem" in read) return message(400, read.problem)
  const { silence } = read
  const problem = saveDenied(context, silence.id === "" ? "create" : "write", silence)
  if (problem !== undefined) return problem
  const old = silence.id === "" ? undefined : find(context, silence.id)
  if (silence.id !== "" && old === undefined) return notFound(silence.id)
  if (old !== undefined && ruleOf(old) !== ruleOf(silence)) {
    const words = "Silence rule matcher '__alert_rule_uid__' cannot be updated, please create a new silence"
    return silenceError(400, "badRequest", words)
  }
  const wrong = silenceProblem(silence, context.state.now())
  if (wrong !== undefined)
    return silenceError(400, "badRequest", `invalid silence: ${wrong}: unable to create silence`)
  return json(202, { silenceID: keep(context, silence, old) })
}

/** A silence is not deleted, it expires. */
const remove: Handler = (context) => {
  const id = param(context, "id")
  const silence = find(context, id)
  if (silence === undefined) return notFound(id)
  const problem = saveDenied(context, "write", silence)
  if (problem !== undefined) return problem
  alertmanagerOf(context).silences.set(id, expired(silence, context.state.now()))
  return ok({ message: "silence deleted" })
}

const all = "/api/alertmanager/grafana/api/v2/silences"
const one = "/api/alertmanager/grafana/api/v2/silence/{id}"

export const silenceRoutes: ReadonlyArray<Route> = [
  route({ method: "GET", path: all }, list, readsSilence),
  route({ method: "POST", path: all }, save, savesSilence),
  route({ method: "GET", path: one }, get, readsSilence),
  route({ method: "DELETE", path: one }, remove, removesSilence)
]
