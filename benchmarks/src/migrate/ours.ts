/** `ours SOURCE TARGET PLAN`: makes the plan. `ours SOURCE TARGET PLAN memory`, `... PLAN JOURNAL`: carries it out. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Journal from "@effect-grafana/migration/Journal"
import * as Kinds from "@effect-grafana/migration/Kinds"
import type { Origin } from "@effect-grafana/migration/Origin"
import * as Plan from "@effect-grafana/migration/Plan"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Effect from "effect/Effect"
import { readFile, writeFile } from "node:fs/promises"
import { setFlagsFromString } from "node:v8"
import { content, lanes } from "../archive/content.js"
import { whole } from "../whole.js"

const asked = Kinds.all.filter(({ name }) => name === "dashboards")

const at = (url: string) => Node.layer({ url, auth: Auth.basic({ username: "admin", password: "admin" }) })

/** Without addresses: every run has a target of its own, at another one. */
const make = (origin: Origin, file: string) =>
  Effect.gen(function* () {
    const plan = yield* Plan.make({ source: origin, kinds: asked })
    yield* Effect.promise(() => writeFile(file, Plan.encode(plan)))
  })

const apply = (source: Origin, file: string, journalFile: string) =>
  Effect.gen(function* () {
    const plan = yield* Plan.decode(yield* Effect.promise(() => readFile(file, "utf8")))
    const journal = yield* journalFile === "memory" ? Journal.memory(plan) : Journal.create(journalFile, plan)
    const { done } = yield* Apply.run({ journal, source, concurrency: lanes })
    if (done !== content.dashboards) return yield* Effect.dieMessage(`${done} done`)
  })

// As the command does.
setFlagsFromString("--heap-growing-percent=60")

await whole((source = "", target = "", plan = "", journal) =>
  Effect.gen(function* () {
    const origin = yield* Inventory.origin({ kinds: Kinds.withNeeded(asked) })
    const work = journal === undefined ? make(origin, plan) : apply(origin, plan, journal)
    yield* Effect.provide(work, at(target))
  }).pipe(
    Effect.provide([at(source), NodeFileSystem.layer, NodePath.layer]),
    Effect.scoped,
    Effect.runPromise
  )
)
