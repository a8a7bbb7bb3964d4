import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"

/** Starts a server and gives its address; it ends with this process. */
export const spawnServer = (
  server = "./server.mjs"
): Promise<{ readonly url: string; readonly stop: () => void }> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(server, import.meta.url)))
    child.once("error", reject)
    child.once("message", (port) => {
      resolve({ url: `http://127.0.0.1:${String(port)}`, stop: () => void child.kill() })
    })
  })
