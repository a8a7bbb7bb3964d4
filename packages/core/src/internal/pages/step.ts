import type { Policy, Position } from "../../Pagination.js"
import * as Cursor from "./cursor.js"
import * as Number from "./number.js"
import * as Whole from "./whole.js"
import * as Window from "./window.js"

/** One request of a walk. */
export interface Step {
  /** What it adds to the input. */
  readonly query: Readonly<Record<string, unknown>>
  /** The request after an answer with these items; undefined at the end. */
  readonly next: (body: unknown, items: ReadonlyArray<unknown>) => Placed | "repeated" | undefined
}

export type Place = Position["at"]

/** A request that a walk can be resumed with. */
export interface Placed extends Step {
  readonly at: Place
}

/** The requests of a list. */
export interface Steps {
  readonly first: Step
  /** Undefined where the place is one of another policy. */
  readonly resume: (at: Place) => Step | undefined
}

export const steps = (policy: Policy, pageSize: number, input: Readonly<Record<string, unknown>>): Steps => {
  switch (policy.kind) {
    case "number":
      return Number.steps(policy, pageSize)
    case "cursor":
      return Cursor.steps(policy, pageSize)
    case "window":
      return Window.steps(policy, pageSize, input)
    case "limit":
      return Whole.raised(policy, pageSize)
    case "whole":
      return Whole.steps
  }
}
