/** A candidate's process: `run NAME URL DIRECTORY`. What it tells is of the whole process, its imports and all. */
import { byHand } from "./byHand.js"
import { ours } from "./ours.js"

/** What a run took: seconds, and bytes at most. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  readonly resident: number
}

export const candidates: Record<string, (url: string, directory: string) => Promise<void>> = {
  "fetch by hand": byHand,
  "Archive.write": ours
}

const [name = "", url = "", directory = ""] = process.argv.slice(2)
if (process.send !== undefined) {
  await candidates[name]?.(url, directory)
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const cost: Cost = {
    wall: performance.now() / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    resident: maxRSS * 1024
  }
  process.send(cost)
  process.disconnect()
}
