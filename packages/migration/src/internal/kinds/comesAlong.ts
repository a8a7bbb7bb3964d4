import * as Effect from "effect/Effect"

/**
 * For writers of what another object brings along when it is made, and takes along when it is removed: a folder its
 * grants, an organization its preferences. A create replaces that unseen, and goes on where an earlier one was cut off.
 */
export const comesAlong = { exclusive: true, inSteps: true, remove: () => Effect.void } as const
