/** What the engine is told of a kind of object: where it is listed, how one is read, what must add up. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"

/** An object as a listing shows it. */
export interface Item {
  readonly id: string
  readonly title: string
  /** The uid of the folder that it stands in; undefined at the root, and where there are no folders. */
  readonly folder?: string | undefined
}

export interface Page {
  readonly items: ReadonlyArray<Item>
  /** How many Grafana says there are, where it does. */
  readonly total: number | undefined
}

/** A failure in words. */
export interface Problem {
  readonly _tag: string
  readonly message: string
  readonly status?: number
}

/** One way to list a kind. Each object is expected once. */
export interface Listing {
  /** As a sentence names it: `the folder tree`. */
  readonly name: string
  readonly pages: Stream.Stream<Page, Problem, Grafana>
  /** A listing that need not show everything: what only others show is no contradiction. */
  readonly partial?: true
}

export interface Kind {
  readonly name: string
  /** Walked in this order. All that any of them shows is exported, and what they contradict each other in is named. */
  readonly listings: ReadonlyArray<Listing>
  /** The server's own text of one object. */
  readonly read: (id: string) => Effect.Effect<string, Problem, Grafana>
  /** What does not add up, seen from all that was listed. */
  readonly check?: (listed: ReadonlyArray<Item>) => Effect.Effect<ReadonlyArray<string>, Problem, Grafana>
}

/** `Permission denied (Forbidden, 403)` */
export const inWords = ({ _tag, message, status }: Problem): string =>
  `${message} (${_tag}${status === undefined ? "" : `, ${status}`})`
