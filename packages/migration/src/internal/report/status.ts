/** How an object came out, as a report shows it. */
import type { Ended, Undone } from "../../Journal.js"
import type { Action } from "../../Plan.js"

/** In the order in which bars show them: what is settled first, what needs somebody last. */
export const statuses = [
  { id: "created", word: "created", mark: "+" },
  { id: "updated", word: "updated", mark: "✓" },
  { id: "already", word: "there already", mark: "≡" },
  { id: "equal", word: "equal", mark: "=" },
  { id: "removed", word: "removed", mark: "−" },
  { id: "extra", word: "only in target", mark: "◦" },
  { id: "undone", word: "taken back", mark: "↩" },
  { id: "waiting", word: "not begun", mark: "…" },
  { id: "conflict", word: "conflict", mark: "≠" },
  { id: "unknown", word: "unknown", mark: "?" },
  { id: "doubt", word: "in doubt", mark: "‽" },
  { id: "failed", word: "failed", mark: "×" }
] as const

export type Status = (typeof statuses)[number]["id"]

/** Those in which somebody has to look at an object. */
export const needSomebody: ReadonlyArray<Status> = ["conflict", "unknown", "doubt", "failed"]

/** What a journal says of an action. */
export interface Course {
  /** Epoch milliseconds of the write that was begun last. */
  begun?: number
  ended?: Ended | undefined
  undone?: Undone | undefined
}

export const statusOf = ({ change }: Action, { begun, ended, undone }: Course): Status => {
  if (undone?.outcome === "removed" || undone?.outcome === "restored") return "undone"
  if (ended !== undefined && ended.outcome !== "done") return ended.outcome
  const isWritten = ended !== undefined
  switch (change) {
    case "create":
    case "update":
      if (isWritten) return change === "create" ? "created" : "updated"
      return begun === undefined ? "waiting" : "doubt"
    case "remove":
      if (isWritten) return "removed"
      return begun === undefined ? "waiting" : "doubt"
    case "skip":
      return "equal"
    default:
      return change
  }
}

/** Why it came out so, where there is more to say than the plan did. */
export const reasonOf = ({ begun, ended, undone }: Course): string => {
  if (undone !== undefined)
    return undone.outcome === "kept" || undone.outcome === "failed"
      ? `not taken back: ${undone.reason ?? undone.outcome}`
      : (undone.reason ?? "")
  if (ended !== undefined) return ended.reason ?? ""
  return begun === undefined ? "" : "a write was begun, and nothing says how it went"
}
