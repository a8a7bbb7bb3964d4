import { readdirSync, readFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import * as Recording from "../../src/Recording.js"

/** Where recordings and the tables about them are kept. */
export const home = new URL("../../recordings/", import.meta.url)

/** One exchange and the file that holds it; both names together occur once. */
export interface Recorded {
  readonly file: string
  readonly exchange: Recording.Exchange
}

/** Every recorded exchange, in the order of the files. */
export const recorded: ReadonlyArray<Recorded> = readdirSync(new URL("grafana-12.3.0/", home))
  .sort()
  .flatMap((name) => {
    const text = readFileSync(new URL(`grafana-12.3.0/${name}`, home), "utf8")
    const { exchanges } = Effect.runSync(Recording.parse(text))
    return exchanges.map((exchange) => ({ file: name.replace(/\.json$/, ""), exchange }))
  })

export const nameOf = ({ exchange, file }: Recorded): string => `${file} "${exchange.name}"`
