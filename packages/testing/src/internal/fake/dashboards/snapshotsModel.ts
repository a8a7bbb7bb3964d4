import type { JsonObject } from "../bind.js"
import type { State } from "../state.js"

export interface Snapshot {
  readonly id: number
  readonly orgId: number
  readonly userId: number
  readonly name: string
  /** Opens the snapshot to anybody. */
  readonly key: string
  /** Lets anybody with a login delete it. */
  readonly deleteKey: string
  readonly dashboard: JsonObject
  readonly created: number
  readonly expires: number
}

/** Keys hold in all organizations. */
export const findSnapshot = (
  state: State,
  name: "key" | "deleteKey",
  value: string
): Snapshot | undefined => {
  for (const { snapshots } of state.orgs.values()) {
    for (const snapshot of snapshots.values()) if (snapshot[name] === value) return snapshot
  }
  return undefined
}

export const removeSnapshot = (state: State, snapshot: Snapshot): void => {
  state.orgs.get(snapshot.orgId)?.snapshots.delete(snapshot.id)
}
