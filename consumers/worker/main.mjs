/** Starts a fake Grafana and a workerd (its path is the argument) with the bundled worker, and asks the worker. */
import * as FakeGrafana from "@effect-grafana/testing/FakeGrafana"
import * as FakeServer from "@effect-grafana/testing/FakeServer"
import * as Effect from "effect/Effect"
import { deepEqual } from "node:assert/strict"
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { text } from "node:stream/consumers"

const config = (grafana) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-10-01",
      bindings = [(name = "GRAFANA", text = "${grafana}")]
    )),
    (name = "internet", network = (allow = ["private", "local"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
`

/** workerd tells the port that it took on the descriptor that it is given. */
const portOf = (control) =>
  new Promise((resolve) => {
    control.on("data", (line) => {
      const told = JSON.parse(line.toString().trim().split("\n")[0])
      if (told.event === "listen") resolve(told.port)
    })
  })

const asked = (binary, grafana) =>
  Effect.promise(async () => {
    writeFileSync("worker.capnp", config(grafana))
    const workerd = spawn(binary, ["serve", "worker.capnp", "--control-fd=3"], {
      stdio: ["ignore", "inherit", "pipe", "pipe"]
    })
    const said = text(workerd.stderr)
    const ended = new Promise((_, reject) =>
      workerd.on("exit", (code) =>
        said.then((words) => reject(new Error(`workerd ended, ${code}: ${words}`)))
      )
    )
    try {
      const port = await Promise.race([portOf(workerd.stdio[3]), ended])
      const response = await fetch(`http://127.0.0.1:${port}/`)
      return await response.json()
    } finally {
      ended.catch(() => {})
      workerd.kill()
    }
  })

const program = Effect.gen(function* () {
  const fake = yield* FakeGrafana.make()
  fake.seed({ users: 20 })
  const { url } = yield* FakeServer.listen(fake)
  return yield* asked(process.argv[2], url)
})

const seen = await Effect.runPromise(Effect.scoped(program))
deepEqual(seen, { title: "Operations", absent: 404, users: 21 })
console.log(`1 folder, ${seen.users} users`)
