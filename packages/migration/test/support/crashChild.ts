/** A process of its own: takes up one journal and applies to the end, then begins another one and is killed in it. */
import * as Auth from "@effect-grafana/core/Auth"
import * as Node from "@effect-grafana/core/Node"
import * as Apply from "@effect-grafana/migration/Apply"
import * as Inventory from "@effect-grafana/migration/Inventory"
import * as Plan from "@effect-grafana/migration/Plan"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { kinds, mortal } from "./crashing.js"
import { inFile, inSqlite } from "./journals.js"
import { secret } from "./meddling.js"

const Migration = Schema.Struct({
  /** Of the target. */
  url: Schema.String,
  journal: Schema.String,
  kept: Schema.Literal("a file", "SQLite"),
  /** The record to die at. */
  at: Schema.Int
})
export type Migration = typeof Migration.Type

const Task = Schema.Struct({
  source: Schema.String,
  plan: Schema.String,
  resume: Schema.optional(Migration),
  begin: Schema.optional(Migration)
})
export type Task = typeof Task.Type

/** The connections stay open as long as the process. */
const client = (url: string) =>
  Effect.map(
    Layer.build(Node.layer({ url, auth: Auth.basic({ username: "admin", password: "admin" }) })),
    (context) => Effect.provide(context)
  )

const die = Effect.zipRight(
  Effect.sync(() => process.kill(process.pid, "SIGKILL")),
  Effect.never
)

const main = Effect.gen(function* () {
  const task = yield* Schema.decode(Schema.parseJson(Task))(process.argv[2] ?? "")
  const plan = yield* Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(task.plan)).pipe(
    Effect.flatMap(Plan.decode)
  )
  const source = yield* (yield* client(task.source))(Inventory.origin({ kinds }))
  const { begin, resume } = task
  if (resume !== undefined) {
    const { open } = resume.kept === "SQLite" ? inSqlite : inFile
    const trouble: Array<string> = []
    const onEvent = ({ action, outcome, reason }: Apply.Event) =>
      Effect.sync(() => {
        if (outcome !== "done" && outcome !== "already")
          trouble.push(`${action.kind} ${action.key}: ${outcome}: ${reason}`)
      })
    yield* open(resume.journal).pipe(
      Effect.flatMap((journal) => Apply.run({ journal, source, kinds, secret, onEvent })),
      yield* client(resume.url),
      Effect.scoped
    )
    if (trouble.length > 0) return yield* Effect.fail(trouble)
  }
  if (begin !== undefined) {
    const { create } = begin.kept === "SQLite" ? inSqlite : inFile
    yield* create(begin.journal, plan).pipe(
      Effect.flatMap((journal) =>
        Apply.run({ journal: mortal(journal, begin.at, die), source, kinds, secret })
      ),
      yield* client(begin.url),
      Effect.scoped
    )
  }
})

await Effect.runPromise(main.pipe(Effect.scoped, Effect.provide(NodeContext.layer)))
