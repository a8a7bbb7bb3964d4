/** How fast a run was, and how often it had to send again. Long pauses between runs take no room. */
import type { Moment } from "./facts.js"
import { type Html, markup, nothing } from "./html.js"
import { counted, duration, rate, time } from "./words.js"

/** Without anything to note for so long, nobody was at work: milliseconds. */
const pause = 60_000
/** A bar stands for one of these, in milliseconds. */
const steps = [100, 250, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 1.8e6, 3.6e6]
const mostBars = 120

interface Bar {
  settled: number
  trouble: number
  again: number
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly bars: ReadonlyArray<Bar>
}

export interface Timeline {
  readonly step: number
  /** What lies between two of them is a pause. */
  readonly stretches: ReadonlyArray<Stretch>
}

export const timelineOf = (moments: ReadonlyArray<Moment>): Timeline => {
  const groups = stretchesOf([...moments].sort((one, other) => one.at - other.at))
  const barsAt = (step: number) =>
    groups.reduce((sum, { from, to }) => sum + Math.floor((to - from) / step) + 1, 0)
  const step = steps.find((it) => barsAt(it) <= mostBars) ?? 3.6e6
  return {
    step,
    stretches: groups.map(({ from, some, to }) => ({ from, to, bars: barsOf(some, from, to, step) }))
  }
}

const stretchesOf = (moments: ReadonlyArray<Moment>) => {
  const groups: Array<{ from: number; to: number; some: Array<Moment> }> = []
  for (const moment of moments) {
    const last = groups.at(-1)
    if (last === undefined || moment.at - last.to > pause)
      groups.push({ from: moment.at, to: moment.at, some: [moment] })
    else {
      last.to = moment.at
      last.some.push(moment)
    }
  }
  return groups
}

const barsOf = (
  moments: ReadonlyArray<Moment>,
  from: number,
  to: number,
  step: number
): ReadonlyArray<Bar> => {
  const bars = Array.from({ length: Math.floor((to - from) / step) + 1 }, () => ({
    settled: 0,
    trouble: 0,
    again: 0
  }))
  for (const { at, count, what } of moments) {
    const bar = bars[Math.floor((at - from) / step)]
    if (bar !== undefined) bar[what] += count
  }
  return bars
}

const up = 100
const down = 40

export const timeline = (moments: ReadonlyArray<Moment>): Html => {
  const { step, stretches } = timelineOf(moments)
  const bars = stretches.flatMap(({ bars }) => bars)
  if (bars.length === 0) return nothing
  const most = Math.max(...bars.map(({ settled, trouble }) => settled + trouble))
  const again = Math.max(...bars.map((bar) => bar.again))
  const sent = bars.reduce((sum, bar) => sum + bar.again, 0)
  const perSecond = most / (step / 1_000)
  const words = `${stretches.length === 1 ? "" : `${counted(stretches.length, "run")}; `}at most ${rate(perSecond)} objects a second; ${counted(sent, "request")} sent again`
  return markup`<p class="soft">Each bar is ${duration(step)}: ${words}.</p>
    <div class="timeline">
      ${stretches.map((stretch, i) => [
        i === 0
          ? nothing
          : markup`<div class="pause">
              <span>${duration(stretch.from - (stretches[i - 1]?.to ?? 0))}</span>
            </div>`,
        markup`<figure class="w-${width(stretch.bars.length, bars.length)}">
          ${chart(stretch, step, most, again)}
          <figcaption>
            ${time(stretch.from)}<span class="soft">${duration(stretch.to - stretch.from)}</span>
          </figcaption>
        </figure>`
      ])}
    </div>
    <p class="key">
      <span class="s-created">settled</span> <span class="s-failed">failed, in conflict or unknown</span>
      <span class="s-conflict"
        >sent again (below the line${again === 0 ? "" : `; at most ${again} a bar`})</span
      >
    </p>`
}

/** How much of the room a stretch takes, in twelfths; the widths are classes of the style. */
const width = (bars: number, all: number): number => Math.max(1, Math.round((bars / all) * 12))

const chart = ({ bars, from }: Stretch, step: number, most: number, again: number): Html => {
  const height = (count: number, of: number, room: number) => (of === 0 ? 0 : (count / of) * room)
  return markup`<svg
    role="img"
    aria-label="Objects settled and requests sent again, from ${time(from)}"
    viewBox="0 0 ${bars.length * 10} ${up + 2 + (again === 0 ? 0 : down)}"
    preserveAspectRatio="none"
  >
    ${bars.map((bar, i) => {
      const good = height(bar.settled, most, up)
      const bad = height(bar.trouble, most, up)
      const resent = height(bar.again, again, down)
      const piece = (status: string, y: number, tall: number) =>
        tall === 0
          ? nothing
          : markup`<rect
              class="s-${status}"
              x="${i * 10 + 1}"
              y="${y.toFixed(1)}"
              width="8"
              height="${tall.toFixed(1)}"
            />`
      return markup`<g
        ><title>
          ${time(from + i * step)}: ${bar.settled} settled, ${bar.trouble} failed, ${bar.again} sent again</title
        >${piece("created", up - good, good)}${piece("failed", up - good - bad, bad)}${piece(
          "conflict",
          up + 2,
          resent
        )}</g
      >`
    })}
    <rect class="axis" x="0" y="${up}" width="${bars.length * 10}" height="1" />
  </svg>`
}
