/** One line of the table that `pack-check` prints, and what makes one. */

export interface Row {
  readonly name: string
  readonly result: "passed" | "FAILED" | "skipped"
  readonly seconds: number
  /** A few words; of a failure all that is known, printed below the table. */
  readonly detail: string
}

/** What was wrong, in words for a person. */
export class Wrong extends Error {}

/** A check that cannot run here, and why. */
export class Skip extends Error {}

const outcome = (problem: unknown): Pick<Row, "result" | "detail"> =>
  problem instanceof Skip
    ? { result: "skipped", detail: problem.message }
    : { result: "FAILED", detail: problem instanceof Wrong ? problem.message : String(problem) }

/** Runs a check; what it gives is the detail of its row. It throws `Wrong` or `Skip`. */
export const check = async (name: string, run: () => Promise<string> | string): Promise<Row> => {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  try {
    const detail = await run()
    return { name, result: "passed", seconds: seconds(), detail }
  } catch (problem) {
    return { name, ...outcome(problem), seconds: seconds() }
  }
}

const width = 80
const names = 26

export const heading = `${"".padEnd(8)}${"what".padEnd(names)} ${"seconds".padStart(7)}  what was seen`

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 3)}...`

const firstLine = (text: string): string => text.trim().split("\n")[0] ?? ""

/** A row in 80 columns. */
export const line = ({ detail, name, result, seconds }: Row): string => {
  const start = `${result.padEnd(7)} ${name.padEnd(names)} ${seconds.toFixed(1).padStart(7)}  `
  return `${start}${cut(firstLine(detail), width - start.length)}`.trimEnd()
}
