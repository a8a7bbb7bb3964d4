import { expect, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as Alerting from "../src/Alerting.js"

const isDuration = Schema.is(Alerting.Duration)

it.each(["0", "0s", "30s", "5m", "1h30m", "2d", "1w", "1y2w3d4h5m6s7ms", "500ms"])(
  "%s is a duration",
  (text) => {
    expect(isDuration(text)).toBe(true)
  }
)

it.each(["", "soon", "5", "m", "-5m", "1.5h", "30s1m", "5m5m", " 5m", "5m "])("%j is no duration", (text) => {
  expect(isDuration(text)).toBe(false)
})
