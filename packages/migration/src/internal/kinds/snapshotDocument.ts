/** What of a snapshot is its own, and until when it stands. */
import type { DashboardMeta } from "@effect-grafana/elements/Dashboards"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { isObject } from "../json.js"

interface Fields {
  readonly [field: string]: unknown
}

/** Without the number and the version that the dashboard had, and without the address that Grafana notes in it. */
export const documentOf = ({ id: _, snapshot, version: __, ...kept }: Fields): Fields => {
  if (!isObject(snapshot)) return kept
  const { originalUrl: ___, ...own } = snapshot
  return Object.keys(own).length === 0 ? kept : { ...kept, snapshot: own }
}

interface End {
  readonly expires?: string | undefined
}

const day = 86_400_000

/** What is to stand for ever is given fifty years. */
const forEver = 50 * 365 * day

export const endOf = ({ created, expires }: Pick<DashboardMeta, "created" | "expires">): End =>
  Date.parse(expires) - Date.parse(created) > forEver - day ? {} : { expires }

/** How far two clocks, and the seconds that a migration takes, may move an end: milliseconds. */
const tolerance = 10 * 60_000

export const isSameEnd = (one: End, other: End): boolean =>
  one.expires === other.expires ||
  (one.expires !== undefined &&
    other.expires !== undefined &&
    Math.abs(Date.parse(one.expires) - Date.parse(other.expires)) < tolerance)

/** 0 for what never expires, as Grafana has it. */
export const secondsUntil = (expires: string | undefined): Effect.Effect<number> =>
  expires === undefined
    ? Effect.succeed(0)
    : Effect.map(Clock.currentTimeMillis, (now) => Math.ceil((Date.parse(expires) - now) / 1000))
