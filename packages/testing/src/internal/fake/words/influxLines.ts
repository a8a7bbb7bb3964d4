export interface Line {
  readonly measurement: string
  readonly values: ReadonlyArray<readonly [name: string, type: "number" | "string" | "boolean"]>
}

const kinds: ReadonlyArray<readonly [RegExp, Line["values"][number][1]]> = [
  [/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[iu]?$/, "number"],
  [/^"([^"\\]|\\.)*"$/, "string"],
  [/^(t|T|true|True|TRUE|f|F|false|False|FALSE)$/, "boolean"]
]

const value = (pair: string): Line["values"][number] | undefined => {
  const equals = pair.indexOf("=")
  const kind = kinds.find(([pattern]) => pattern.test(pair.slice(equals + 1)))
  return equals < 1 || kind === undefined ? undefined : [pair.slice(0, equals), kind[1]]
}

/** A separator counts where it is neither escaped nor inside of quotes. */
const split = (text: string, separator: string): ReadonlyArray<string> =>
  text.match(new RegExp(`(?:\\\\.|"(?:[^"\\\\]|\\\\.)*"|[^${separator}\\\\])+`, "g")) ?? []

const parseLine = (text: string): Line | undefined => {
  const [key = "", fields = "", time = "0", ...rest] = split(text, " ")
  const [measurement = "", ...tags] = split(key, ",")
  const values = split(fields, ",").map(value)
  const isRight =
    rest.length === 0 &&
    /^-?\d+$/.test(time) &&
    measurement !== "" &&
    tags.every((tag) => /^[^=]+=.+$/.test(tag)) &&
    values.length > 0
  return isRight && values.every((one) => one !== undefined) ? { measurement, values } : undefined
}

/** Reads InfluxDB's line protocol; `undefined` when a line of it is wrong. */
export const parseLines = (body: string): ReadonlyArray<Line> | undefined => {
  const lines = body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(parseLine)
  return lines.every((line) => line !== undefined) ? lines : undefined
}
