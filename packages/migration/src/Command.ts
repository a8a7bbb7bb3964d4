/** The command `effect-grafana` for programs that bring it along: what it prints, asks and exits with is the same. */
export { auth, done, failed, interrupted, partly, usage } from "./cli/ending.js"
export { main } from "./cli/main.js"
