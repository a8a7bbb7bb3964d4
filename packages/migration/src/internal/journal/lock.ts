/** One run at a time: a file beside the journal that names its holder. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { JournalFailed, JournalLocked } from "./errors.js"

const Process = Schema.Struct({
  pid: Schema.Int,
  /** Tells one start of the machine from another, and one process of this number from another, where Linux says it. */
  boot: Schema.String,
  started: Schema.String
})
type Process = typeof Process.Type
const Holder = Schema.parseJson(Process)

/** Takes the lock until the scope closes. That of a process that is gone is taken over. */
export const lock = (
  journal: string
): Effect.Effect<void, JournalFailed | JournalLocked, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const file = `${journal}.lock`
    const own = yield* processOf(process.pid)
    const take = Effect.scoped(
      Effect.flatMap(files.open(file, { flag: "wx", mode: 0o600 }), (handle) =>
        handle.writeAll(new TextEncoder().encode(Schema.encodeSync(Holder)(own)))
      )
    )
    const taken = Effect.catchTag(take, "SystemError", (error) =>
      error.reason === "AlreadyExists"
        ? Effect.gen(function* () {
            const holder = Schema.decodeOption(Holder)(yield* files.readFileString(file))
            if (Option.isSome(holder) && (yield* isAlive(holder.value)))
              return yield* new JournalLocked({ journal, holder: `process ${holder.value.pid}` })
            yield* files.remove(file, { force: true })
            yield* take
          })
        : error
    )
    yield* Effect.acquireRelease(taken, () => Effect.ignore(files.remove(file, { force: true })))
  }).pipe(
    Effect.catchTags({
      SystemError: ({ description, message }) =>
        new JournalFailed({ journal, problem: description ?? message }),
      BadArgument: ({ message }) => new JournalFailed({ journal, problem: message })
    })
  )

const processOf = (pid: number): Effect.Effect<Process, never, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const read = (file: string) => Effect.orElseSucceed(files.readFileString(file), () => "")
    const boot = yield* read("/proc/sys/kernel/random/boot_id")
    // The 22nd field; the second one, the name, may hold blanks and ends with the last parenthesis.
    const fields = (yield* read(`/proc/${pid}/stat`)).replace(/^.*\) /s, "").split(" ")
    return { pid, boot, started: fields[19] ?? "" }
  })

const isAlive = (holder: Process): Effect.Effect<boolean, never, FileSystem.FileSystem> =>
  Effect.map(processOf(holder.pid), (now) => {
    if (now.boot !== holder.boot || now.started !== holder.started) return false
    try {
      return process.kill(holder.pid, 0)
    } catch (error) {
      // It is there and belongs to somebody else.
      return Schema.is(Schema.Struct({ code: Schema.Literal("EPERM") }))(error)
    }
  })
