/** What the options of several commands come to. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Filter } from "../Filter.js"
import type { Kind } from "../Kind.js"
import * as Kinds from "../Kinds.js"
import type { Remap } from "../Remap.js"
import { type Ended, misused } from "./ending.js"

/** Without the fields that are undefined. */
export const present = <A extends object>(fields: A): { [K in keyof A]?: Exclude<A[K], undefined> } =>
  // Sound: what is left are fields of A, and none of them is undefined.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof A]?: Exclude<A[K], undefined>
  }

type Names = ReadonlyArray<string> | undefined

/** The kinds of these names, in order; the usual ones unless told. */
export const kindsOf = (names: Names): Effect.Effect<ReadonlyArray<Kind>, Ended> => {
  if (names === undefined) return Effect.succeed(Kinds.inOrder(Kinds.usual))
  const unknown = names.find((name) => !Kinds.all.some((kind) => kind.name === name))
  return unknown === undefined
    ? Effect.succeed(Kinds.inOrder(Kinds.all).filter(({ name }) => names.includes(name)))
    : misused(`There is no kind "${unknown}".`)
}

export interface Filtering {
  readonly folder: Names
  readonly tag: Names
  readonly key: Names
}

export const filterOf = ({ folder, key, tag }: Filtering): Filter =>
  present({ folders: folder, tags: tag, keys: key })

export const isWhole = ({ folder, key, tag }: Filtering): boolean =>
  folder === undefined && key === undefined && tag === undefined

const Keys = Schema.Record({ key: Schema.String, value: Schema.String })
const readRemap = Schema.decodeUnknown(Schema.parseJson(Schema.Record({ key: Schema.String, value: Keys })))

export const remapOf = (file: string | undefined): Effect.Effect<Remap, Ended, FileSystem.FileSystem> =>
  file === undefined
    ? Effect.succeed({})
    : Effect.flatMap(textOf(file), (text) =>
        Effect.mapError(readRemap(text), ({ message }) =>
          misused(`${file} is not of the form {"data-sources": {"prom": "thanos"}}: ${message}`)
        )
      )

/** A file that has to be there. */
export const textOf = (file: string): Effect.Effect<string, Ended, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.mapError(files.readFileString(file), ({ message }) =>
      misused(`${file} cannot be read: ${message}`)
    )
  )
