/** Whether a credential may do what a migration asks of it. */
import type { Grafana } from "@effect-grafana/core/Grafana"
import * as UserPermissions from "@effect-grafana/elements/UserPermissions"
import * as Effect from "effect/Effect"
import type { Problem } from "../../Kind.js"
import { type Actions, actionsOf, type Needed } from "./actions.js"
import type { Diagnosis } from "./diagnosis.js"

type About = Pick<Diagnosis, "side" | "subject" | "organization">

/** What is to be done with each kind. */
export interface Tasks {
  readonly read: ReadonlyArray<string>
  readonly write: ReadonlyArray<string>
  readonly remove: ReadonlyArray<string>
}

export const permissions = (
  about: About,
  tasks: Tasks
): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, Grafana> =>
  Effect.map(UserPermissions.own(), (own) => [
    ...judge(about, own, "read", tasks.read),
    ...judge(about, own, "write", tasks.write),
    ...judge(about, own, "remove", tasks.remove)
  ])

const judge = (
  about: About,
  own: UserPermissions.ScopesByAction,
  task: keyof Actions,
  kinds: ReadonlyArray<string>
): ReadonlyArray<Diagnosis> =>
  kinds.flatMap((kind): ReadonlyArray<Diagnosis> => {
    const needed = actionsOf(kind)[task]
    const lacking = needed.filter((it) => !given(own, it))
    const narrow = needed.filter((it) => !everywhere(own, it))
    if (narrow.length === 0) return []
    const done = participles[task]
    return [
      lacking.length > 0
        ? {
            ...about,
            severity: "error",
            problem: `${kind} cannot be ${done}: the credential lacks ${inWords(lacking)}`,
            advice
          }
        : {
            ...about,
            severity: "warning",
            problem: `not all ${kind} can be ${done}: the credential has ${inWords(narrow)} in some places only`,
            advice
          }
    ]
  })

const participles = { read: "read", write: "written", remove: "removed" } as const

const advice = "use a credential whose role is Admin"

const inWords = (needed: ReadonlyArray<Needed>): string =>
  needed.map((it) => alternatives(it).join(" or ")).join(", ")

const alternatives = (needed: Needed): ReadonlyArray<string> =>
  typeof needed === "string" ? [needed] : needed

const given = (own: UserPermissions.ScopesByAction, needed: Needed): boolean =>
  alternatives(needed).some((action) => own[action] !== undefined)

/** Without a scope, or for all of them. */
const everywhere = (own: UserPermissions.ScopesByAction, needed: Needed): boolean =>
  alternatives(needed).some(
    (action) => own[action]?.some((scope) => /^$|^[^:]+:\*$|^\*$/.test(scope)) === true
  )
