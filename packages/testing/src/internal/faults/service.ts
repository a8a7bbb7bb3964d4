import type { Service as Fake } from "../../FakeGrafana.js"
import type { FakeRequest, FakeResponse } from "../fake/message.js"
import type { Alteration, Fault, ListAlteration, StandIn } from "./fault.js"
import { Pages } from "./lists.js"
import { chooser, type Plan } from "./plan.js"
import { altered, answer, standIn, type Wire } from "./wire.js"

/** What happened to one request. */
export interface Entry {
  /** Counted from 1. */
  readonly index: number
  readonly method: string
  /** With its query. */
  readonly path: string
  /** Undefined: nothing went wrong. */
  readonly fault: Fault | undefined
  /** What the fake answered, whatever the client got; undefined: it never saw the request. */
  readonly status: number | undefined
  /** Whether the request changed something in the fake. */
  readonly committed: boolean
}

/** A plan under way: it counts requests, and keeps the log. */
export interface Service {
  readonly log: ReadonlyArray<Entry>
  /** Lets the fake answer a request or not, and says what comes back. */
  readonly meet: (fake: Fake, request: FakeRequest, now: number) => Wire
}

export const start = (plan: Plan): Service => {
  const choose = chooser(plan)
  const pages = new Pages()
  const log: Array<Entry> = []

  const note = (
    { method, url: path }: FakeRequest,
    fault: Fault | undefined,
    status: number | undefined,
    committed: boolean
  ): void => {
    log.push({ index: log.length + 1, method, path, fault, status, committed })
  }

  const carryOut = (fake: Fake, request: FakeRequest) => {
    const before = fake.writes.length
    const response = fake.handle(request)
    return { response, committed: fake.writes.length > before }
  }

  const instead = (fault: StandIn, fake: Fake, request: FakeRequest, now: number): Wire => {
    const made = fault.commits ? carryOut(fake, request) : undefined
    note(request, fault, made?.response.status, made?.committed ?? false)
    return standIn(fault, request, now)
  }

  const altering = (fault: Alteration | undefined, fake: Fake, request: FakeRequest, now: number): Wire => {
    const { committed, response } = carryOut(fake, request)
    const page = isOfList(fault) ? pages.alter(fault, request, response, fake.handle) : undefined
    const given: FakeResponse = page ?? response
    pages.remember(request, given)
    note(request, isOfList(fault) && page === undefined ? undefined : fault, response.status, committed)
    return fault === undefined || isOfList(fault) ? answer(given) : altered(fault, given, now)
  }

  return {
    log,
    meet: (fake, request, now) => {
      const fault = choose(request)
      return fault !== undefined && "commits" in fault
        ? instead(fault, fake, request, now)
        : altering(fault, fake, request, now)
    }
  }
}

const ofLists: ReadonlySet<string> = new Set<ListAlteration["_tag"]>([
  "DuplicateItem",
  "MissingItem",
  "RepeatedPage"
])

const isOfList = (fault: Alteration | undefined): fault is ListAlteration =>
  fault !== undefined && ofLists.has(fault._tag)
