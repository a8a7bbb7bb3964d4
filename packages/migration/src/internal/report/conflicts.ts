/** Objects that are not in the target as they are in the source, field by field. */
import type { Difference } from "../../Compare.js"
import type { Mismatch, OrganizationVerdict } from "../../Verify.js"
import * as Json from "../json.js"
import type { Fact, Facts } from "./facts.js"
import { type Html, markup, nothing } from "./html.js"
import type { Status } from "./status.js"
import { number } from "./words.js"

/** Something to show: a conflict, what a comparison has found of an object, or both. */
interface Subject {
  readonly organization: string
  readonly kind: string
  readonly key: string
  readonly title: string
  readonly fact?: Fact
  readonly mismatch?: Mismatch
}

export const subjectsOf = (
  { objects, plan }: Facts,
  verdicts: ReadonlyArray<OrganizationVerdict>
): ReadonlyArray<Subject> => {
  const mismatches = new Map(
    verdicts.flatMap(({ mismatches, organization }) =>
      mismatches.map((mismatch): [string, Subject] => {
        const { key, kind, title } = mismatch
        return [nameOf(organization, kind, key), { organization, kind, key, title, mismatch }]
      })
    )
  )
  const known = objects.flatMap((fact): ReadonlyArray<Subject> => {
    const { key, kind, title } = fact.action
    const organization = plan.organizations[fact.organization]?.source.name ?? ""
    const name = nameOf(organization, kind, key)
    const found = mismatches.get(name)
    if (fact.status !== "conflict" && found === undefined) return []
    mismatches.delete(name)
    return [{ ...found, organization, kind, key, title, fact }]
  })
  return [...known, ...mismatches.values()]
}

const nameOf = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

/** So many are shown open. */
const open = 25

export function* conflicts(subjects: ReadonlyArray<Subject>, isMany: boolean): Generator<Html> {
  for (const [i, subject] of subjects.entries()) {
    const inside = contents(subject)
    yield inside.length === 0
      ? markup`<p class="object">${title(subject, isMany)}</p>
`
      : markup`<details class="object"${i < open ? markup` open` : nothing}>
  <summary>${title(subject, isMany)}</summary>
  ${inside}
</details>
`
  }
}

const title = ({ fact, key, kind, mismatch, organization, title }: Subject, isMany: boolean): Html => {
  const [status, word] = wordsOf(fact, mismatch)
  return markup`<span class="tag s-${status}">${word}</span> <bdi class="title">${title}</bdi>
    <span class="soft">${kind}</span> <code>${key}</code>
    ${isMany ? markup`<span class="soft">in <bdi>${organization}</bdi></span>` : nothing}`
}

const wordsOf = (fact: Fact | undefined, mismatch: Mismatch | undefined): readonly [Status, string] => {
  if (fact?.status === "conflict") return ["conflict", "≠ conflict"]
  if (mismatch?.problem === "missing") return ["failed", "× missing"]
  return ["conflict", mismatch?.problem === "not removed" ? "≠ not removed" : "≠ differs"]
}

const contents = ({ fact, mismatch }: Subject): ReadonlyArray<Html> => {
  const reason = fact?.reason === "" && fact.status === "conflict" ? fact.action.reason : (fact?.reason ?? "")
  return [
    ...(reason === "" ? [] : [markup`<p>${reason}</p>`]),
    ...differences(mismatch?.differences ?? [], fact?.action.differences ?? [])
  ]
}

/** With both sides where they are known, else the fields alone. */
const differences = (
  found: ReadonlyArray<Difference>,
  planned: ReadonlyArray<string>
): ReadonlyArray<Html> => {
  if (found.length > 0)
    return [
      markup`<table class="diff">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Source</th>
          <th scope="col">Target</th>
        </tr>
      </thead>
      <tbody>
        ${found.map(difference)}
      </tbody>
    </table>`
    ]
  if (planned.length === 0) return []
  return [
    markup`<ul class="fields" aria-label="Fields that differ">
      ${planned.map((at) => markup`<li><code>${at}</code></li>`)}
    </ul>`
  ]
}

const difference = ({ at, left, right }: Difference): Html =>
  markup`<tr>
    <th scope="row"><code>${at}</code></th>
    ${sides(left, right)}
  </tr>
`

/** What only one side has is shown whole; else what differs is marked. */
const sides = (left: unknown, right: unknown): ReadonlyArray<Html> => {
  const [one, other] = [words(left), words(right)]
  if (left === undefined) return [none, markup`<td><pre>${other}</pre></td>`]
  if (right === undefined) return [markup`<td><pre>${one}</pre></td>`, none]
  const [head, tail] = shared(one, other)
  return [one, other].map((text) => {
    const end = text.length - tail
    return markup`<td><pre>${text.slice(0, head)}<mark>${text.slice(head, end)}</mark>${text.slice(end)}</pre></td>`
  })
}

const none = markup`<td class="soft">nothing</td>`

const most = 2_000

const words = (value: unknown): string => {
  const text = typeof value === "string" ? value : Json.canonical(value ?? null, "  ")
  return text.length <= most ? text : `${text.slice(0, most)} … (${number(text.length)} characters)`
}

/** How many characters both begin and end with, in whole words. */
const shared = (one: string, other: string): readonly [number, number] => {
  const shorter = Math.min(one.length, other.length)
  let head = 0
  while (head < shorter && one[head] === other[head]) head++
  while (head > 0 && isInWord(one, head - 1)) head--
  let tail = 0
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++
  while (tail > 0 && isInWord(one, one.length - tail)) tail--
  return [head, tail]
}

/** Half a character counts as a part of a word, so that none is cut. */
const isInWord = (text: string, at: number): boolean => /[\p{L}\p{N}_\ud800-\udfff]/u.test(text.charAt(at))
