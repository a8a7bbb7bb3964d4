/** The manifest: what a complete export holds. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { canonical } from "../json.js"
import { Manifest } from "./model.js"
import { FileFailed, naming, write as writeFile } from "./objectFile.js"

const manifestOf = Schema.decodeEither(Schema.parseJson(Manifest))

/** Reads a manifest, if there is one. What is none fails, so that it is not taken for one and set aside. */
export const read = (
  path: string
): Effect.Effect<Option.Option<Manifest>, FileFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    if (!(yield* naming(path)(files.exists(path)))) return Option.none()
    const text = yield* naming(path)(files.readFileString(path))
    return yield* Either.mapBoth(manifestOf(text), {
      onLeft: () => new FileFailed({ file: path, problem: "is not the manifest of an archive" }),
      onRight: Option.some
    })
  })

/** Writes a manifest, its objects in order and each on a line of its own. */
export const write = (
  path: string,
  manifest: Manifest
): Effect.Effect<void, FileFailed, FileSystem.FileSystem> => {
  const { objects, ...rest } = manifest
  const head = canonical(rest, "  ").replace(/\n}$/, "")
  const lines = objects.toSorted((a, b) => compare(a.file, b.file)).map((entry) => `    ${canonical(entry)}`)
  return writeFile(path, new TextEncoder().encode(`${head},\n  "objects": [\n${lines.join(",\n")}\n  ]\n}\n`))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
