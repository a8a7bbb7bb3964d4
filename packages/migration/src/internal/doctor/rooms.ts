/** The organizations that a migration is to write, and what it is to do in each. */
import type { Kind } from "../../Kind.js"
import type { Origin } from "../../Origin.js"
import type { Change, OrganizationPlan, Plan } from "../../Plan.js"
import { type Holdings, placeOf } from "./holdings.js"
import type { Tasks } from "./permissions.js"
import type { Coming } from "./quotas.js"

/** An organization of the target that is there. */
export interface Room {
  /** Undefined for that of the credential. */
  readonly id: number | undefined
  /** The name in the source, where there are several. */
  readonly name: string | undefined
  readonly tasks: Tasks
  readonly coming: Coming
}

export const planned = (plan: Plan): ReadonlyArray<Room> =>
  plan.organizations.flatMap((it) =>
    it.target.id === null ? [] : [plannedRoom(it, it.target.id, plan.organizations.length > 1)]
  )

const plannedRoom = ({ actions, source }: OrganizationPlan, id: number, isNamed: boolean): Room => {
  const changed = (...changes: ReadonlyArray<Change>) =>
    kindsOf(actions.filter(({ change }) => changes.includes(change)))
  return {
    id,
    name: isNamed ? source.name : undefined,
    tasks: { read: kindsOf(actions), write: changed("create", "update"), remove: changed("remove") },
    coming: {
      of: (kind) => actions.filter((it) => it.kind === kind && it.change === "create").length,
      certain: true
    }
  }
}

const kindsOf = (actions: OrganizationPlan["actions"]): ReadonlyArray<string> => [
  ...new Set(actions.map(({ kind }) => kind))
]

/** As if all were to come into the organization of the credential. */
export const unplanned = (source: Origin, kinds: ReadonlyArray<Kind>, { listed }: Holdings): Room => {
  const count = ({ name }: Kind): number =>
    source.organizations.reduce((sum, it) => sum + (listed.get(placeOf(it, name)) ?? 0), 0)
  const there = kinds.filter((kind) => count(kind) > 0)
  const made = new Map(there.flatMap((it) => (it.missing === undefined ? [[it.name, count(it)]] : [])))
  const names = there.map(({ name }) => name)
  return {
    id: undefined,
    name: undefined,
    tasks: { read: names, write: names, remove: [] },
    coming: { of: (kind) => made.get(kind) ?? 0, certain: false }
  }
}
