#!/usr/bin/env node
/** The command `effect-grafana`; `--help` says what it does. */
import { setFlagsFromString } from "node:v8"
import { main } from "./cli/main.js"

// What is alive is little, however large a Grafana is, and V8 (11) would let garbage grow to four times of it before a
// full collection. So it stays under 200 MB with 20,000 dashboards.
setFlagsFromString("--heap-growing-percent=60")

main(process.argv.slice(2))
