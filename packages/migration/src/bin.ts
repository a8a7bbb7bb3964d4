#!/usr/bin/env node
/** The command `effect-grafana`; `--help` says what it does. */
import { main } from "./cli/main.js"

main(process.argv.slice(2))
