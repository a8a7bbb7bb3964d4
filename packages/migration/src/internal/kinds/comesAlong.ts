import * as Effect from "effect/Effect"

/**
 * For writers of what an object of another kind brings along when it is made, and takes along when it is removed: a
 * folder its grants, an organization its preferences. `sameKey`: it is known by the key of that very object.
 */
export const comesAlong = (kind: string, { sameKey }: { readonly sameKey: boolean }) =>
  ({ broughtBy: { kind, sameKey }, inSteps: true, remove: () => Effect.void }) as const
