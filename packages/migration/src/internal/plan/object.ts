/** What is to happen to one object. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Compare from "../../Compare.js"
import { type Content, inWords, type Kind, type Reading } from "../../Kind.js"
import type { Found } from "../../Origin.js"
import type { Action, PlanFinding } from "../../Plan.js"
import { keyIn } from "../../Remap.js"
import type { Draft } from "./organization.js"

/** Differences that an action names; the others are counted. */
const most = 20

/** Undefined where the object could not be read, which is a finding. */
export const planObject = (draft: Draft, kind: Kind, item: Found): Effect.Effect<Action | undefined> =>
  Effect.gen(function* () {
    const { knowledge, work } = draft
    const source = yield* Effect.either(work.source.read(item))
    if (Either.isLeft(source)) return lost(draft, item, "source", inWords(source.left))
    const there = knowledge.counterpart(kind.name, item)
    const rekey = rekeyed(draft, kind, item)
    const key = there?.key ?? rekey.key
    const { content, missing = rekey.missing } = wanted(draft, kind, item, source.right.content)
    const named = {
      kind: kind.name,
      key: item.key,
      title: item.title,
      ...(item.id === undefined ? {} : { id: item.id }),
      ...(key === item.key ? {} : { targetKey: key })
    }

    if (there === undefined) {
      if (kind.missing !== undefined)
        return { ...named, change: "conflict", reason: kind.missing(source.right.content) }
      if (missing !== undefined) return { ...named, change: "conflict", reason: missing }
      const arriving = arrive(draft, kind, content, undefined)
      return {
        ...named,
        change: "create",
        reason: "not in the target",
        wanted: yield* Compare.fingerprint(arriving)
      }
    }
    const target = yield* Effect.either(work.target.read(there))
    if (Either.isLeft(target)) return lost(draft, there, "target", inWords(target.left))
    const arriving = arrive(draft, kind, content, target.right.content)
    const differences = Compare.differences(arriving, target.right.content)
    const found = yield* foundIn(there, target.right)
    if (differences.length === 0)
      return { ...named, change: "skip", reason: "equal", wanted: found.sha256, found }
    const verdict = judge(draft, target.right)
    return {
      ...named,
      ...(missing === undefined ? verdict : { change: "conflict", reason: missing }),
      differences: places(differences),
      wanted: yield* Compare.fingerprint(arriving),
      found
    }
  })

const lost = (
  { findings }: Draft,
  { key, kind, title }: Found,
  side: PlanFinding["side"],
  problem: string
): undefined => {
  findings.push({ side, kind, key, title, problem: `could not be read: ${problem}` })
  return undefined
}

/** The key in the target; what it names may not be there. */
const rekeyed = (
  { knowledge, work }: Draft,
  kind: Kind,
  { key }: Found
): { readonly key: string; readonly missing?: string } => {
  const given = keyIn(work.remap, kind.name, key)
  if (given !== key || kind.rekey === undefined) return { key: given }
  let missing: string | undefined
  const target = kind.rekey(key, (referred, referredKey, at) => {
    const found = knowledge.resolve(referred, referredKey, at)
    if (found === undefined) missing = `${referred} ${referredKey}, which it belongs to, is not in the target`
    return found
  })
  return { key: target, ...(missing === undefined ? {} : { missing }) }
}

/** The content as it is to stand in the target; references to what will not be there are noted. */
const wanted = (
  { knowledge, unresolved }: Draft,
  kind: Kind,
  { key }: Found,
  source: Content
): { readonly content: Content; readonly missing: string | undefined } => {
  let missing: string | undefined
  const content = kind.references(source, (referred, referredKey, at) => {
    const target = knowledge.resolve(referred, referredKey, at)
    if (target !== undefined) return target
    unresolved.push({ kind: kind.name, key, at, missing: { kind: referred, key: referredKey } })
    if (kind.needs?.includes(at) === true) missing = `its ${at} ${referredKey} is not in the target`
    return undefined
  })
  return { content, missing }
}

const arrive = ({ work }: Draft, kind: Kind, content: Content, there: Content | undefined): Content =>
  kind.arrive?.(content, there, { paused: work.paused }) ?? content

const foundIn = ({ id }: Found, { content, version }: Reading) =>
  Effect.map(Compare.fingerprint(content), (sha256) => ({
    sha256,
    ...(version === undefined ? {} : { version }),
    ...(id === undefined ? {} : { id })
  }))

const judge = ({ work }: Draft, { fixed }: Reading): Pick<Action, "change" | "reason"> => {
  if (fixed !== undefined) return { change: "conflict", reason: `the target's is ${fixed}` }
  switch (work.onDifference) {
    case "update":
      return { change: "update", reason: "differs" }
    case "skip":
      return { change: "skip", reason: "differs, and is left as it is" }
    case "conflict":
      return { change: "conflict", reason: "differs" }
  }
}

const places = (differences: ReadonlyArray<Compare.Difference>): ReadonlyArray<string> => {
  const named = differences.slice(0, most).map(({ at }) => at)
  const more = differences.length - named.length
  return more === 0 ? named : [...named, `and ${more} more`]
}
