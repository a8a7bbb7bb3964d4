/** Objects that are not in the target as they are in the source, field by field. */
import type { Difference } from "../../Compare.js"
import type { Mismatch, OrganizationVerdict } from "../../Verify.js"
import * as Json from "../json.js"
import type { Fact, Facts } from "./facts.js"
import { type Html, markup, nothing } from "./html.js"
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
      mismatches.map((mismatch) => {
        const { key, kind, title } = mismatch
        return [nameOf(organization, kind, key), { organization, kind, key, title, mismatch }] as const
      })
    )
  )
  const conflicts = objects
    .filter(({ status }) => status === "conflict")
    .map((fact): Subject => {
      const { key, kind, title } = fact.action
      const organization = plan.organizations[fact.organization]?.source.name ?? ""
      const name = nameOf(organization, kind, key)
      const found = mismatches.get(name)
      mismatches.delete(name)
      return { ...found, organization, kind, key, title, fact }
    })
  return [...conflicts, ...mismatches.values()]
}

const nameOf = (...parts: ReadonlyArray<string>): string => JSON.stringify(parts)

/** So many are shown open. */
const open = 25

export function* conflicts(subjects: ReadonlyArray<Subject>, isMany: boolean): Generator<Html> {
  for (const [i, { fact, key, kind, mismatch, organization, title }] of subjects.entries()) {
    const [status, word] =
      fact !== undefined
        ? (["conflict", "≠ conflict"] as const)
        : mismatch?.problem === "missing"
          ? (["failed", "× missing"] as const)
          : (["conflict", "≠ differs"] as const)
    const opened = i < open ? openAttribute : nothing
    yield markup`<details class="object"${opened}>
      <summary>
        <span class="tag s-${status}">${word}</span> <bdi class="title">${title}</bdi>
        <span class="soft">${kind}</span> <code>${key}</code>${
          isMany ? markup` <span class="soft">in <bdi>${organization}</bdi></span>` : nothing
        }
      </summary>
      ${fact === undefined ? nothing : markup`<p>${fact.reason === "" ? fact.action.reason : fact.reason}</p>`}
      ${differences(mismatch?.differences ?? [], fact?.action.differences ?? [])}
    </details> `
  }
}

const openAttribute = markup` open`

/** With both sides where they are known, else the fields alone. */
const differences = (found: ReadonlyArray<Difference>, planned: ReadonlyArray<string>): Html => {
  if (found.length > 0)
    return markup`<table class="diff">
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
  return planned.length === 0
    ? nothing
    : markup`<ul class="fields" aria-label="Fields that differ">
        ${planned.map((at) => markup`<li><code>${at}</code></li>`)}
      </ul>`
}

const difference = ({ at, left, right }: Difference): Html => {
  const [one, other] = [words(left), words(right)]
  const [head, tail] = left === undefined || right === undefined ? [0, 0] : shared(one, other)
  const cell = (value: unknown, text: string) =>
    value === undefined
      ? markup`<td class="soft">nothing</td>`
      : markup`<td><pre>${text.slice(0, head)}<mark>${text.slice(head, text.length - tail)}</mark>${text.slice(text.length - tail)}</pre></td>`
  return markup`<tr>
    <th scope="row"><code>${at}</code></th>
    ${cell(left, one)}${cell(right, other)}
  </tr> `
}

const most = 2_000

const words = (value: unknown): string => {
  const text = typeof value === "string" ? value : Json.canonical(value, "  ")
  return text.length <= most ? text : `${text.slice(0, most)} … (${number(text.length)} characters)`
}

/** How many characters both begin and end with, in whole words. */
const shared = (one: string, other: string): readonly [number, number] => {
  const shorter = Math.min(one.length, other.length)
  let head = 0
  while (head < shorter && one[head] === other[head]) head++
  while (head > 0 && !isBlank(one, head - 1)) head--
  let tail = 0
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++
  while (tail > 0 && !isBlank(one, one.length - tail)) tail--
  return [head, tail]
}

const isBlank = (text: string, at: number): boolean => /\s/.test(text.charAt(at))
