/** Charts of what was measured: bars of CPU time, on a ground of their own that follows the reader's light or dark. */
import type { Result } from "./measure.js"

/** One run of one benchmark, as it is kept. */
export interface Measurement {
  readonly bench: string
  /** `2026-11-22` */
  readonly date: string
  readonly node: string
  /** The processor, as the system names it. */
  readonly cpu: string
  readonly rounds: number
  /** Anything that a reader of the figures has to know: the machine was shared. */
  readonly note?: string
  readonly results: ReadonlyArray<Result>
}

interface Subject {
  readonly title: string
  /** What an operation is. */
  readonly per: string
}

const subjects: Readonly<Record<string, Subject>> = {
  "per-call": { title: "A GET of 6 kB over loopback, 16 at once", per: "call" },
  streams: { title: "100,000 users in pages of 1,000", per: "user" },
  "in-process": { title: "A call over a transport that answers from memory", per: "call" },
  fake: { title: "Reads of a folder from the fake in this process", per: "read" },
  archive: { title: "An archive of 20,000 dashboards", per: "dashboard" },
  migrate: { title: "20,000 dashboards into an empty Grafana", per: "dashboard" }
}

/** The candidates that are this project's. */
const ours = /^ours|\.stream$|^(Archive|Apply|Plan)\b|^through the client|^the handler/

/** Those that a reader would not know by their names. */
const labels: Readonly<Record<string, string>> = {
  undici: "undici by hand",
  httpclient: "platform's HttpClient",
  httpapi: "platform's HttpApiClient",
  ours: "ours, under a tracer"
}

const [width, left, right, top, row, bar] = [720, 210, 170, 52, 30, 18] as const

const style = `<style>
  text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .quiet { fill: #59636e; font-size: 12px }
  .ground { fill: #ffffff; stroke: #d1d9e0 }
  .bar { fill: #afb8c1 }
  .ours { fill: #e8590c }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .quiet { fill: #9198a1 }
    .ground { fill: #0d1117; stroke: #3d444d }
    .bar { fill: #59636e }
    .ours { fill: #f76707 }
  }
</style>`

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

const text = (x: number, y: number, words: string, more = ""): string =>
  `<text x="${Math.round(x)}" y="${y}"${more}>${escaped(words)}</text>`

/** Draws a measurement as SVG: a bar for each candidate, with its microseconds and its ratio to the first. */
export const svg = (measurement: Measurement): string => {
  const { bench, cpu, date, node, note, results, rounds } = measurement
  const { per, title } = subjects[bench] ?? { title: bench, per: "operation" }
  const height = top + results.length * row + 34
  const most = Math.max(...results.map(({ cpuMicrosPerOp }) => cpuMicrosPerOp))
  const drawn = results.flatMap(({ candidate, cpuMicrosPerOp, ratio }, index) => {
    const y = top + index * row
    const length = (cpuMicrosPerOp / most) * (width - left - right)
    const kind = ours.test(candidate) ? "bar ours" : "bar"
    return [
      text(left - 10, y + 14, labels[candidate] ?? candidate, ' text-anchor="end"'),
      `<rect class="${kind}" x="${left}" y="${y}" width="${length.toFixed(1)}" height="${bar}" rx="3"/>`,
      text(left + length + 8, y + 14, `${cpuMicrosPerOp.toFixed(1)} µs, ${ratio.toFixed(2)} times`)
    ]
  })
  const source = `CPU time per ${per}, median of ${rounds} rounds; ${date}, Node ${node}, ${cpu}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">`,
    `<title>${escaped(title)}</title>`,
    style,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
    text(16, 28, title, ' class="title"'),
    ...drawn,
    text(16, height - 14, note === undefined ? source : `${source}; ${note}`, ' class="quiet"'),
    "</svg>",
    ""
  ].join("\n")
}
