/** Compares any two origins, Grafanas or archives, field by field. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Compare from "../Compare.js"
import { type Filter, matches } from "../Filter.js"
import { workers } from "../internal/workers.js"
import * as Inventory from "../Inventory.js"
import { inWords, type Kind } from "../Kind.js"
import { type Finding, type Found, type Organization, type Origin, wordFinding } from "../Origin.js"
import * as Remap from "../Remap.js"
import { differing } from "./differences.js"
import { section } from "./journals.js"
import { paragraphs, type Result } from "./output.js"

/** Objects that are compared at once. */
const crew = 16

/** An object that the two sides do not have alike. */
export interface Unlike {
  readonly organization: string
  readonly kind: string
  readonly key: string
  readonly title: string
  readonly problem: "only in the source" | "only in the target" | "differs"
  /** `left` is what the source has. */
  readonly differences: ReadonlyArray<Compare.Difference>
}

export interface Diff {
  readonly equal: number
  readonly unlike: ReadonlyArray<Unlike>
  readonly findings: ReadonlyArray<Finding & { readonly side: "source" | "target" }>
}

export interface Options {
  readonly source: Origin
  readonly target: Origin
  readonly kinds: ReadonlyArray<Kind>
  readonly filter: Filter
  readonly remap: Remap.Remap
}

export const run = (options: Options): Effect.Effect<Diff> =>
  Effect.gen(function* () {
    const draft: Draft = { equal: 0, unlike: [], findings: [] }
    for (const from of options.source.organizations)
      for (const kind of options.kinds) yield* diffKind(options, draft, from, kind)
    return draft
  })

interface Draft {
  equal: number
  readonly unlike: Array<Unlike>
  readonly findings: Array<Diff["findings"][number]>
}

const diffKind = (options: Options, draft: Draft, from: Organization, kind: Kind): Effect.Effect<void> =>
  Effect.gen(function* () {
    const to = counterpart(options, from)
    const lefts = yield* listed(options, draft, "source", from, kind)
    const rights = to === undefined ? [] : yield* listed(options, draft, "target", to, kind)
    const there = new Map(rights.map((item) => [item.key, item]))
    const found: Array<Unlike | undefined> = []
    const met = new Set<string>()
    yield* workers(crew, [...lefts.entries()], ([i, left]) =>
      Effect.gen(function* () {
        const key = Remap.keyIn(options.remap, kind.name, left.key)
        const right = there.get(key)
        met.add(key)
        found[i] =
          right === undefined
            ? { ...named(from, left), problem: "only in the source", differences: [] }
            : yield* compare(options, draft, kind, left, right)
      })
    )
    draft.unlike.push(
      ...found.filter((it) => it !== undefined),
      ...rights
        .filter(({ key }) => !met.has(key))
        .map((it) => ({ ...named(from, it), problem: "only in the target" as const, differences: [] }))
    )
  })

/** One organization on each side is the same one, whatever it is called. */
const counterpart = ({ source, target }: Options, { name }: Organization): Organization | undefined =>
  source.organizations.length === 1 && target.organizations.length === 1
    ? target.organizations[0]
    : target.organizations.find((it) => it.name === name)

const listed = (
  options: Options,
  draft: Draft,
  side: "source" | "target",
  organization: Organization,
  { name }: Kind
): Effect.Effect<ReadonlyArray<Found>> =>
  Effect.gen(function* () {
    const origin = options[side]
    const { findings, items } = yield* Inventory.collect(origin.pages(organization, name))
    draft.findings.push(...findings.map((it) => ({ ...it, side })))
    return items.filter(yield* matches(origin, options.filter))
  })

const named = ({ name }: Organization, { key, kind, title }: Found) => ({
  organization: name,
  kind,
  key,
  title
})

/** Undefined where both sides are alike, or one of them could not be read. */
const compare = (
  { remap, source, target }: Options,
  draft: Draft,
  kind: Kind,
  left: Found,
  right: Found
): Effect.Effect<Unlike | undefined> =>
  Effect.gen(function* () {
    const where = named(left.organization, left)
    const [one, other] = [yield* Effect.either(source.read(left)), yield* Effect.either(target.read(right))]
    for (const [side, it] of [["source", one] as const, ["target", other] as const])
      if (Either.isLeft(it))
        draft.findings.push({ side, ...where, problem: `could not be read: ${inWords(it.left)}` })
    if (Either.isLeft(one) || Either.isLeft(other)) return undefined
    const wanted = Remap.apply(kind, one.right.content, remap)
    const differences = Compare.differences(wanted, other.right.content)
    if (differences.length > 0) return { ...where, problem: "differs", differences }
    draft.equal += 1
    return undefined
  })

export const asResult = ({ equal, findings, unlike }: Diff): Result => ({
  text: () =>
    paragraphs([
      `${equal} alike, ${unlike.length} unlike`,
      ...section(
        "Unlike",
        unlike.flatMap(({ differences, key, kind, problem, title }) =>
          differing(`${kind} ${key} "${title}": ${problem}`, differences)
        )
      ),
      ...section(
        "Not compared",
        findings.map((it) => `${it.side}: ${wordFinding(it)}`)
      )
    ]),
  json: () => ({ equal, unlike, findings }),
  lines: () => [
    ...unlike.map((it) => ({ type: "unlike", ...it })),
    ...findings.map((it) => ({ type: "finding", ...it })),
    { type: "summary", equal, unlike: unlike.length, findings: findings.length }
  ]
})
