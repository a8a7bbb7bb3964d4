import { parseArgs } from "node:util"

export interface Options {
  readonly port: number
  readonly quotas: boolean
  readonly dashboards: number
  readonly seed: number
  readonly asksDataSources: boolean
}

export const usage = `fake-grafana [options]: a fake Grafana 12.3.0 on 127.0.0.1, until Ctrl-C

  --port N                 the port, 3000 unless told; 0 takes a free one
  --seed-dashboards N      begin with N dashboards, and the folders, people, alert rules
                           and so on of an instance of that size
  --seed N                 other objects, ids and keys for another number, 1 unless told
  --quota                  organizations and users may have only so many of each thing
  --data-sources loopback  really ask data sources whose server is on this machine;
                           without it every connection to one is refused
  --help                   this text
`

const spelling = {
  port: { type: "string", default: "3000" },
  "seed-dashboards": { type: "string", default: "0" },
  seed: { type: "string", default: "1" },
  quota: { type: "boolean", default: false },
  "data-sources": { type: "string", default: "refuse" },
  help: { type: "boolean", default: false }
} as const

const ranges = [
  ["port", 65_535],
  ["seed-dashboards", 1_000_000],
  ["seed", 2 ** 31 - 1]
] as const

const firstSentence = (text: string): string => text.split(/\.?(?:\n| To specify)/)[0] ?? text

const parsed = (args: ReadonlyArray<string>) => {
  try {
    return parseArgs({ args: [...args], options: spelling, strict: true }).values
  } catch (problem) {
    return firstSentence(problem instanceof Error ? problem.message : String(problem))
  }
}

const isWhole = (text: string, most: number): boolean => /^\d{1,10}$/.test(text) && Number(text) <= most

/** What the arguments ask for; `"help"`; or, in an object, why they cannot be read. */
export const readOptions = (args: ReadonlyArray<string>): Options | "help" | { readonly problem: string } => {
  const values = parsed(args)
  if (typeof values === "string") return { problem: values }
  if (values.help) return "help"
  const wrong = ranges.find(([name, most]) => !isWhole(values[name], most))
  if (wrong !== undefined) return { problem: `--${wrong[0]} takes a whole number, ${wrong[1]} at most` }
  const sources = values["data-sources"]
  if (sources !== "loopback" && sources !== "refuse") {
    return { problem: "--data-sources takes loopback or refuse" }
  }
  return {
    port: Number(values.port),
    quotas: values.quota,
    dashboards: Number(values["seed-dashboards"]),
    seed: Number(values.seed),
    asksDataSources: sources === "loopback"
  }
}
