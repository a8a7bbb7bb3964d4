/** What an examination finds. */
import * as Effect from "effect/Effect"
import { inWords, type Problem } from "../../Kind.js"

/**
 * `error`: something cannot be written, or would be lost. `warning`: it can, and may not work or not be all. `note`:
 * what could not be looked at, or is good to know.
 */
export type Severity = "error" | "warning" | "note"

/** Something that an examination has found. */
export interface Diagnosis {
  readonly side: "source" | "target"
  readonly severity: Severity
  /** What was examined: `versions`, `permissions`, `plugins`, `limits`, `quotas`. */
  readonly subject: string
  /** The organization's name in the source, where it is about one of several. */
  readonly organization?: string
  readonly problem: string
  /** What can be done about it, where something can. */
  readonly advice?: string
}

type About = Pick<Diagnosis, "side" | "subject" | "organization">

/** What this Grafana lacks, or does not show to the credential, becomes a note. */
export const noting =
  (about: About) =>
  <R>(
    examination: Effect.Effect<ReadonlyArray<Diagnosis>, Problem, R>
  ): Effect.Effect<ReadonlyArray<Diagnosis>, Problem, R> =>
    Effect.catchIf(
      examination,
      ({ _tag }) => hidden.has(_tag),
      (problem) =>
        Effect.succeed([
          { ...about, severity: "note", problem: `could not be examined: ${inWords(problem)}` }
        ])
    )

const hidden = new Set(["RouteNotFound", "NotFound", "Forbidden"])

/** `3 folders`, `1 folder` */
export const counting = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** Names that a sentence mentions; the others are counted. */
const most = 5

/** `a, b and 3 more` */
export const naming = (names: ReadonlyArray<string>): string => {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ")
}
