/** What a directory holds of runs before, and how the next one takes it over. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Manifest from "./manifest.js"
import { type Entry, isSameSource, type Source } from "./model.js"
import { type FileFailed, naming } from "./objectFile.js"
import * as Record from "./record.js"

export const manifestFile = "manifest.json"
export const previousFile = ".previous-manifest.json"
export const recordFile = ".progress.ndjson"

/** The directory holds an archive of another Grafana, which this one would replace. */
export class OtherSource extends Data.TaggedError("OtherSource")<{
  readonly directory: string
  readonly source: Source
}> {
  override get message(): string {
    const { organizations, url } = this.source
    const names = organizations.map(({ name }) => name).join(", ")
    return `${this.directory} holds an archive of ${url}, organization ${names}`
  }
}

export interface Before {
  /** What unfinished runs of the same source have left: the new run goes on from there. */
  readonly entries: ReadonlyArray<Entry>
  /** When the first of them began. */
  readonly startedAt: string | undefined
  /** All files that a manifest or record has named so far. */
  readonly files: ReadonlyArray<string>
}

export interface Options {
  readonly directory: string
  readonly source: Source
  /** Nothing of a run before counts, and it may be of another source. */
  readonly refresh: boolean
}

/** Sets the manifest aside, so that none stands while a run is under way. */
export const takeOver = ({
  directory,
  refresh,
  source
}: Options): Effect.Effect<Before, FileFailed | OtherSource, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const [manifestPath, previousPath, recordPath] = [
      path.join(directory, manifestFile),
      path.join(directory, previousFile),
      path.join(directory, recordFile)
    ]
    const manifest = yield* Manifest.read(manifestPath)
    // Beside a manifest it is that of a finished run, which was killed while it tidied up.
    const record = Option.isSome(manifest) ? Option.none() : yield* Record.read(recordPath)
    const owner = Option.orElse(
      Option.map(manifest, (it) => it.source),
      () => Option.map(record, ({ header }) => header.source)
    )
    const foreign = Option.filter(owner, (it) => !isSameSource(it, source))
    if (Option.isSome(foreign) && !refresh)
      return yield* new OtherSource({ directory, source: foreign.value })
    if (Option.isSome(manifest)) {
      yield* naming(recordPath)(files.remove(recordPath, { force: true }))
      yield* naming(manifestPath)(files.rename(manifestPath, previousPath))
    }
    const previous = yield* Manifest.read(previousPath)
    const unfinished = Option.filter(record, () => Option.isNone(foreign) && !refresh)
    return {
      entries: Option.match(unfinished, { onNone: () => [], onSome: ({ entries }) => entries }),
      startedAt: Option.getOrUndefined(Option.map(unfinished, ({ header }) => header.startedAt)),
      files: [
        ...Option.match(previous, { onNone: () => [], onSome: ({ objects }) => objects }),
        ...Option.match(record, { onNone: () => [], onSome: ({ entries }) => entries })
      ].map(({ file }) => file)
    }
  })
