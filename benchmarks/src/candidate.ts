/** A candidate's process: `candidate BENCH NAME URL`, then a number of operations a message. */
import { candidates as fake } from "./fake.js"
import { candidates as inProcess } from "./inProcess.js"
import { candidates as perCall } from "./perCall.js"
import { candidates as streams } from "./streams.js"
import type { Candidate, Sample } from "./measure.js"

const benches: Record<string, (url: string) => ReadonlyArray<() => Candidate>> = {
  "per-call": perCall,
  streams,
  "in-process": inProcess,
  fake
}

const [bench = "", name = "", url = ""] = process.argv.slice(2)
const { run } = (benches[bench]?.(url) ?? []).map((make) => make()).find((it) => it.name === name) ?? {
  run: () => Promise.reject(new Error(`no candidate ${name}`))
}

process.on("message", (operations: number) => {
  globalThis.gc?.()
  const start = performance.now()
  const before = process.cpuUsage()
  void run(operations).then(() => {
    const { system, user } = process.cpuUsage(before)
    const sample: Sample = { cpuMicros: user + system, seconds: (performance.now() - start) / 1000 }
    process.send?.(sample)
  })
})
process.on("disconnect", () => process.exit(0))
process.send?.("ready")
