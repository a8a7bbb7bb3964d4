/** Memory of a walk over 100,000 users: flat, in a heap of 48 MB. */
import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import { userCount } from "./answers.js"
import { spawnServer } from "./spawn.js"

interface Told {
  readonly seen: number
  readonly tenths: ReadonlyArray<number>
  readonly resident: number
}

const walk = (url: string): Promise<Told> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./memory.mjs", import.meta.url)), [url], {
      execArgv: ["--expose-gc", "--max-old-space-size=48", "--max-semi-space-size=4"]
    })
    child.once("message", (told) => resolve(told as Told))
    child.once("exit", (code) => reject(new Error(`the walk ended with ${code}`)))
  })

const mega = (bytes: number) => (bytes / 1e6).toFixed(1)

export const memory = async (): Promise<void> => {
  const { stop, url } = await spawnServer()
  try {
    const { resident, seen, tenths } = await walk(url)
    if (seen !== userCount) throw new Error(`${seen} of ${userCount} users`)
    const later = Math.max(...tenths.slice(2)) / (tenths[1] ?? Number.NaN)
    console.log(`heap after collection by tenths, MB: ${tenths.map(mega).join(" ")}`)
    console.log(`largest of tenths 3 to 10 against tenth 2: ${later.toFixed(3)}`)
    console.log(
      `resident at most: ${mega(resident)} MB, with --max-old-space-size=48 --max-semi-space-size=4`
    )
  } finally {
    stop()
  }
}
