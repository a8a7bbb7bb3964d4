/** The kinds in the order in which they depend on each other, with what happened to the objects of each. */
import type { Kind } from "../../Kind.js"
import * as Bar from "./bar.js"
import { count, type Counts, type Fact, groupedByKind, sum } from "./facts.js"
import { type Html, markup } from "./html.js"
import { box, layout } from "./layout.js"
import { needSomebody, statuses } from "./status.js"
import { number } from "./words.js"

const margin = 6

export const graph = (objects: ReadonlyArray<Fact>, kinds: ReadonlyArray<Kind>): Html => {
  const byKind = groupedByKind(objects)
  const after = afterOf([...byKind.keys()], kinds)
  const { boxes, height, lines, width } = layout(after)
  const viewBox = [-margin, -margin, width + 2 * margin, height + 2 * margin].join(" ")
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Kinds and what they depend on">
    <svg class="graph" viewBox="${viewBox}" width="${width + 2 * margin}" height="${height + 2 * margin}">
      <g aria-hidden="true">
        ${lines.map(({ from, path, to }) => markup`<path data-from="${from}" data-to="${to}" d="${path}" />`)}
      </g>
      ${[...boxes].map(([kind, { x, y }]) => node(kind, count(byKind.get(kind) ?? []), x, y))}
    </svg>
  </div>`
}

/** For each kind that is there, those that come before it; one that is not there is passed through. */
const afterOf = (
  present: ReadonlyArray<string>,
  kinds: ReadonlyArray<Kind>
): ReadonlyMap<string, ReadonlyArray<string>> => {
  const known = new Map(kinds.map(({ after, name }) => [name, after]))
  const isPresent = new Set(present)
  const nearest = (name: string, passed: ReadonlySet<string>): ReadonlyArray<string> =>
    (known.get(name) ?? []).flatMap((before) => {
      if (passed.has(before)) return []
      return isPresent.has(before) ? [before] : nearest(before, new Set([...passed, before]))
    })
  return new Map(present.map((name) => [name, [...new Set(nearest(name, new Set([name])))]]))
}

const node = (kind: string, counts: Counts, x: number, y: number): Html => {
  const inner = box.width - 20
  return markup`<a class="node" href="#objects" data-kind="${kind}" aria-label="${kind}: ${Bar.inWords(counts)}">
    <g transform="translate(${x} ${y})"
      ><title>${kind}: ${Bar.inWords(counts)}</title>
      <rect class="box" width="${box.width}" height="${box.height}" rx="5" />
      <text class="name" x="10" y="18">${kind}</text>
      <text class="count" x="${box.width - 10}" y="18">${number(sum(counts, counts.keys()))}</text>
      <g transform="translate(10 26)"
        >${Bar.parts(counts, inner, 2).map(
          ([status, start, width]) =>
            markup`<rect class="s-${status}" x="${start.toFixed(1)}" width="${width.toFixed(1)}" height="4" />`
        )}</g
      >
      ${note(counts)}
    </g></a
  > `
}

/** What is most worth saying of a kind: what needs somebody, else what is still to come, else what most came to. */
const note = (counts: Counts): Html => {
  const worst = [...needSomebody].reverse().filter((status) => counts.has(status))
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  const told = worst.length > 0 ? worst : [counts.has("waiting") ? "waiting" : most?.[0]]
  const said = statuses.filter(({ id }) => told.includes(id))
  return markup`<text class="note s-${said.at(-1)?.id ?? "equal"}" x="10" y="45"
    >${said
      .slice(-2)
      .map(({ id, word }) => `${number(counts.get(id) ?? 0)} ${word}`)
      .join(", ")}</text
  >`
}
