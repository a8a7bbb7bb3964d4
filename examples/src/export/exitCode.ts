/** How the examples end; `effect-grafana` has the same codes. */
export const done = 0
export const failed = 1
export const usage = 2
export const auth = 3
export const partly = 4
export const interrupted = 5
