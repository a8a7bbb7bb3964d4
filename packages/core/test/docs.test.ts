import { assert, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import * as Retry from "../src/Retry.js"

it("the table in the docs is the table that is gone by", () => {
  const page = readFileSync(new URL("../../../docs/retry-and-timeouts.md", import.meta.url), "utf8")
  const table = /<!-- table -->(.*)<!-- end of table -->/s.exec(page)?.[1] ?? ""
  const [header = [], , ...rows] = table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim())
    )
  const kinds = header.slice(1)
  const printed = Object.fromEntries(
    rows.map(([row, ...actions]) => [
      row,
      Object.fromEntries(actions.map((action, index) => [kinds[index], action]))
    ])
  )
  assert.deepStrictEqual(printed, Retry.table)
})
