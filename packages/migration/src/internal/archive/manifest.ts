/** The manifest: what a complete export holds, closed with a checksum of itself. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { digest } from "../digest.js"
import { canonical } from "../json.js"
import { format, Manifest } from "./model.js"
import { FileFailed, naming, write as writeFile } from "./objectFile.js"
import * as Untrusted from "./untrusted.js"
import { Utf8 } from "./utf8.js"

/** The manifest of another version; it may have no checksum. */
export class OtherFormat extends Data.TaggedError("OtherFormat")<{ readonly format: unknown }> {}

/** No manifest, or not the one that was written. */
export class Damaged extends Data.TaggedError("Damaged")<{ readonly problem: string }> {}

const manifestOf = Schema.decodeUnknownEither(Manifest)
const Formatted = Schema.Struct({ format: Schema.Unknown })

/** The manifest that bytes hold: none where one of them was changed, or is missing. */
export const parse = (bytes: Uint8Array): Effect.Effect<Manifest, OtherFormat | Damaged> =>
  Effect.gen(function* () {
    const json = Untrusted.read(bytes)
    if (Either.isRight(json) && Schema.is(Formatted)(json.right) && json.right.format !== format)
      return yield* new OtherFormat(json.right)
    const body = bytes.subarray(0, Math.max(0, bytes.length - closingLength))
    const end = new TextDecoder().decode(bytes.subarray(body.length))
    if (end !== closing(yield* digest(body)))
      return yield* new Damaged({ problem: "was cut short, or changed since it was written" })
    return yield* json.pipe(
      Either.flatMap((it) =>
        Either.mapLeft(manifestOf(it), ({ message }) => `holds no manifest: ${message}`)
      ),
      Either.mapLeft((problem) => new Damaged({ problem }))
    )
  })

/** Reads a manifest, if there is one. What is none fails, so that it is not taken for one and set aside. */
export const read = (
  path: string
): Effect.Effect<Option.Option<Manifest>, FileFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    if (!(yield* naming(path)(files.exists(path)))) return Option.none()
    const bytes = yield* naming(path)(files.readFile(path))
    return yield* Effect.mapBoth(parse(bytes), {
      onFailure: () => new FileFailed({ file: path, problem: "is not the manifest of an archive" }),
      onSuccess: Option.some
    })
  })

/** Writes a manifest, its objects in order and each on a line of its own. */
export const write = (
  path: string,
  manifest: Manifest
): Effect.Effect<void, FileFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const { objects, ...rest } = manifest
    const text = new Utf8(2 ** 16 + 2 ** 9 * objects.length).add(
      `${canonical(rest, "  ").replace(/\n}$/, "")},\n  "objects": [`
    )
    let line = "\n    "
    for (const entry of objects.toSorted((a, b) => compare(a.file, b.file))) {
      text.add(line + canonical(entry))
      line = ",\n    "
    }
    text.add("\n  ]")
    text.add(closing(yield* digest(text.bytes)))
    yield* writeFile(path, text.bytes)
  })

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The end of a manifest: the checksum of every byte before it. */
const closing = (sha256: string): string => `,\n  "sha256": "${sha256}"\n}\n`

const closingLength = closing("0".repeat(64)).length
